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
  std::vector<Document> append;       ///< new ones: the order first, then captures and transactions by time, returns after the rest of a moment
  std::vector<DocumentId> replaced;   ///< order documents that were never offered and that a newer revision takes the place of
};

/// Derives the documents of one order from its newest snapshot and all events known so far; pure, linear in lines and events. The rules with
/// worked figures: docs/orders.md.
///
/// Any order of arrival and any repetition of the events gives the same ids, lines and quantities, and the same money per order. What one
/// late event can move is only which document carries it, and Shipped of a returned piece, which only later knowledge can tell.
///
/// Money of shipments. Pieces go at the shop's unit price with their share of discount and tax; remainders go with the shipment that closes
/// the line. Whatever no event names (shipping charge, fees, their tax, the order's rounding) goes once, with the first shipment derived: of
/// those derived together the earliest, else the one that is stored already. Every shipment brings the sum of all of them up to the order as
/// the shop shows it then: a fee or charge that an edit added or took away goes with the next shipment under its own name, a price that it
/// changed for pieces that are gone as a fee named "adjustment". So an order whose last piece has shipped adds up to WebOrder.total. An edit
/// after that moves no shipment: a transaction needs an event that moves goods or money, which the shop's capture or refund is.
///
/// Refunds take pieces that will never ship first (shipped = false), as far as the events known say so, and never more shipped pieces than
/// had shipped by then. Their money is what the shop names.
///
/// An order is told again as the next revision when what the POS has to book changed: lines, money, customer, addresses, cancelled or
/// re-opened; not by payments, parcels or refunds. A revision that was never offered is replaced.
///
/// Nothing is derived before the site's moment, for a kind that the account does not pull, or for an order from before the connection. An order
/// that costs nothing counts as captured when placed; once a document is stored the moment has been.
///
/// The caller stores `append` and hands it in as `known` ever after, stripped or not: the sums of later documents build on it.
DerivedDocuments derive_documents(const Account& account, const Site& site, const Order& order, const std::vector<OrderEvent>& events,
                                  const std::vector<KnownDocument>& known, const std::vector<ItemId>& our_items);

/// Ours for ever: "ord_" + 26 characters of (account, site, web order id).
OrderId order_id_of(const Account& account, SiteId site, const std::string& web_order_id);

/// Ours for ever: "odc_", "cap_" or "txn_" + 26 characters of (account, site, kind, event, revision).
DocumentId document_id_of(const Account& account, SiteId site, DocumentKind kind, const std::string& event_id, int revision);

/// "odc_", "cap_", "txn_".
std::string id_prefix(DocumentKind kind);

}  // namespace tillbridge::domain
