#pragma once
#include <string>
#include <vector>

#include "domain/account.hpp"
#include "domain/document.hpp"
#include "domain/order.hpp"
#include "domain/site.hpp"

namespace tillbridge::domain {

/// A document that is stored already: it never changes, and what it carries is not carried again.
struct KnownDocument {
  Document document;
  DocumentState state = DocumentState::kNew;
  bool offered = false;               ///< the POS has got it once: it is never replaced
  bool stripped = false;              ///< only keys and figures are left of it (stripped_content.hpp)
};

/// What an order's events ask to be stored.
struct DerivedDocuments {
  std::vector<Document> append;       ///< new ones; transactions and captures by (occurred_at, event_id), the order first
  std::vector<DocumentId> replaced;   ///< order documents that were never offered and that a newer revision takes the place of
};

/// Derives the documents of one order from its newest snapshot and all events known so far; pure.
///
/// Any order of arrival and any repetition of the events gives the same ids, lines and quantities, and the same money per order.
/// What one late event can move is only which document carries it: among the events derived together the earliest shipment (by
/// occurred_at, then event_id) carries the shipping charge, the fees, their tax and the order's rounding; where a shipment is
/// stored already, that one carried them and a later-known earlier shipment does not. Line money goes by pieces; the shipment
/// with which a line is complete takes what is left of it, and the one with which the order is complete takes what is left of the
/// order's total, so that a fully shipped order adds up to WebOrder.total.
///
/// Nothing is derived before the site's moment, for a kind that the account does not pull, or for an order from before the
/// connection. A refund takes pieces that will never ship first (shipped = false), as far as the events known say so.
DerivedDocuments derive_documents(const Account& account, const Site& site, const Order& order, const std::vector<OrderEvent>& events,
                                  const std::vector<KnownDocument>& known, const std::vector<ItemId>& our_items);

/// Ours for ever: "ord_" + 26 characters of (account, site, web order id).
OrderId order_id_of(const Account& account, SiteId site, const std::string& web_order_id);

/// Ours for ever: "odc_", "cap_" or "txn_" + 26 characters of (account, site, kind, event, revision).
DocumentId document_id_of(const Account& account, SiteId site, DocumentKind kind, const std::string& event_id, int revision);

/// "odc_", "cap_", "txn_".
std::string id_prefix(DocumentKind kind);

}  // namespace tillbridge::domain
