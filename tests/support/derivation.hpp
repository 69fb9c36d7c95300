#pragma once
#include <string>
#include <vector>

#include "domain/derive_documents.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {

/// Items "A" to "C" are ours.
const std::vector<domain::ItemId>& derivation_items();

std::vector<domain::KnownDocument> stored(const std::vector<domain::Document>& documents, domain::DocumentState state = domain::DocumentState::kOffered);

/// The new documents of an order of an_account() and a_site().
std::vector<domain::Document> derive(const domain::Order& order, const std::vector<domain::OrderEvent>& events,
                                     const std::vector<domain::KnownDocument>& known = {}, const domain::Site& site = a_site(),
                                     const domain::Account& account = an_account());
std::vector<domain::Document> of_kind(std::vector<domain::Document> documents, domain::DocumentKind kind);
std::vector<domain::Document> transactions(const domain::Order& order, const std::vector<domain::OrderEvent>& events,
                                           const std::vector<domain::KnownDocument>& known = {});

/// Events of 25 November 2026, at "HH:MM".
domain::OrderEvent shipped(const std::string& id, const std::string& time, std::vector<domain::EventLine> lines);
domain::OrderEvent refunded(const std::string& id, const std::string& time, const std::string& amount, std::vector<domain::EventLine> lines);
domain::OrderEvent cancelled(const std::string& id, const std::string& time, std::vector<domain::EventLine> lines = {});
domain::OrderEvent captured(const std::string& id, const std::string& time, const std::string& amount);

/// A refund's pieces with the money that the shop names for them.
domain::EventLine refunded_pieces(const std::string& line_id, const std::string& quantity, const std::string& net, const std::string& tax);

/// Σ total of the documents.
base::Decimal total_of(const std::vector<domain::Document>& documents);

/// "2 x 10 -1.5 = 18.5": quantity, unit price, discount and total of a document's line.
std::string line_text(const domain::Document& document, std::size_t line = 0);
/// "wrapping 3, adjustment -2", or "".
std::string fees_text(const domain::Document& document);

}  // namespace tillbridge::tests
