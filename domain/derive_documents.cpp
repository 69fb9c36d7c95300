#include "domain/derive_documents.hpp"

#include <algorithm>
#include <set>

#include "base/digest.hpp"
#include "domain/event_sums.hpp"
#include "domain/order_document.hpp"
#include "domain/stripped_content.hpp"
#include "domain/transaction_documents.hpp"

namespace tillbridge::domain {
namespace {

bool moment_reached(OrderMoment moment, const EventSums& sums) {
  switch (moment) {
    case OrderMoment::kPlaced: return true;
    case OrderMoment::kFirstCapture: return sums.captured;
    case OrderMoment::kFirstShipment: return sums.shipped;
  }
  return false;
}

const KnownDocument* newest_order(const std::vector<KnownDocument>& known) {
  const KnownDocument* newest = nullptr;
  for (const auto& candidate : known)
    if (candidate.document.kind == DocumentKind::kOrder && (newest == nullptr || newest->document.revision < candidate.document.revision))
      newest = &candidate;
  return newest;
}

void derive_order(DerivedDocuments& out, const Account& account, Document document, const std::vector<KnownDocument>& known) {
  if (const KnownDocument* newest = newest_order(known)) {
    if (books_the_same(newest->document, newest->stripped ? stripped(document) : document)) return;
    document.revision = newest->document.revision + 1;
    if (newest->state == DocumentState::kNew && !newest->offered) out.replaced.push_back(newest->document.id);
  }
  document.id = document_id_of(account, document.site_id, document.kind, document.event_id, document.revision);
  out.append.push_back(std::move(document));
}

Document capture_document(const Site& site, const Order& order, const OrderEvent& event) {
  Document document = head_of(site, order);
  document.kind = DocumentKind::kCapture;
  document.event_id = event.event_id;
  document.occurred_at = event.occurred_at;
  document.amount = event.amount;
  document.method = event.method;
  document.reference = event.reference;
  return document;
}

std::optional<DocumentKind> kind_of(const OrderEvent& event) {
  switch (event.kind) {
    case OrderEventKind::kCaptured: return DocumentKind::kCapture;
    case OrderEventKind::kShipped:
    case OrderEventKind::kRefunded: return DocumentKind::kTransaction;
    default: return std::nullopt;
  }
}

void take_over(TransactionSource& source, const Document& document) {
  if (document.kind != DocumentKind::kTransaction) return;
  (document.type == TransactionType::kShipment ? source.shipped : source.returned).add(document);
}

Document document_of(const TransactionSource& source, const OrderEvent& event) {
  switch (event.kind) {
    case OrderEventKind::kCaptured: return capture_document(source.site, source.order, event);
    case OrderEventKind::kShipped: return shipment_document(source, event);
    default: return return_document(source, event);
  }
}

}  // namespace

std::string id_prefix(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::kOrder: return "odc_";
    case DocumentKind::kCapture: return "cap_";
    case DocumentKind::kTransaction: return "txn_";
  }
  return "txn_";
}

OrderId order_id_of(const Account& account, SiteId site, const std::string& web_order_id) {
  return base::derived_id("ord_", {account.store_id, std::to_string(raw(account.id)), std::to_string(raw(site)), web_order_id});
}

DocumentId document_id_of(const Account& account, SiteId site, DocumentKind kind, const std::string& event_id, int revision) {
  return base::derived_id(id_prefix(kind), {account.store_id, std::to_string(raw(account.id)), std::to_string(raw(site)), to_word(kind), event_id,
                                            std::to_string(revision)});
}

DerivedDocuments derive_documents(const Account& account, const Site& site, const Order& order, const std::vector<OrderEvent>& events,
                                  const std::vector<KnownDocument>& known, const std::vector<ItemId>& our_items) {
  DerivedDocuments out;
  const EventSums sums = sum_events(events);
  if (order.before_connection || !moment_reached(site.order_moment, sums)) return out;
  if (account.pulls_kind(DocumentKind::kOrder)) derive_order(out, account, order_document(site, order, sums, our_items), known);

  std::set<DocumentId> known_ids;
  TransactionSource source{site, order, sums, our_items, {}, {}};
  for (const auto& stored : known) {
    known_ids.insert(stored.document.id);
    take_over(source, stored.document);
  }
  for (const auto& event : in_order(events)) {
    const auto kind = kind_of(event);
    if (!kind || !account.pulls_kind(*kind)) continue;
    const DocumentId id = document_id_of(account, site.id, *kind, event.event_id, 0);
    if (!known_ids.insert(id).second) continue;
    Document document = document_of(source, event);
    document.id = id;
    take_over(source, document);
    out.append.push_back(std::move(document));
  }
  return out;
}

}  // namespace tillbridge::domain
