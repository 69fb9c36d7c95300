#include "domain/derive_documents.hpp"

#include <string_view>
#include <unordered_map>

#include "base/digest.hpp"
#include "domain/event_sums.hpp"
#include "domain/line_money.hpp"
#include "domain/order_document.hpp"
#include "domain/stripped_content.hpp"
#include "domain/transaction_documents.hpp"

namespace tillbridge::domain {
namespace {

/// Once documents of an order went down, the later ones follow, whatever an edit or the site's rule says since.
bool moment_reached(const Site& site, const Order& order, const EventSums& sums, const std::vector<KnownDocument>& known) {
  if (!known.empty()) return true;
  switch (site.order_moment) {
    case OrderMoment::kPlaced: return true;
    case OrderMoment::kFirstCapture: return sums.captured || order.web.total.is_zero();
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
    const bool offered = newest->offered || newest->state != DocumentState::kNew;
    const bool same = books_the_same(newest->document, newest->stripped ? stripped(document) : document);
    if (same && (offered || newest->document.lines == document.lines)) return;
    document.revision = newest->document.revision + 1;
    if (!offered) out.replaced.push_back(newest->document.id);
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

/// Goes through an order's events in their own order and makes the captures and transactions that are not stored yet.
class EventWalk {
 public:
  EventWalk(const Account& account, const TransactionSource& source, const EventSums& sums, const std::vector<KnownDocument>& known,
            std::vector<Document>& append)
      : account_(account), source_(source), shipped_(source.order.web, source.money, source.lines, source.places),
        returned_(source.lines, sums, source.places), append_(append) {
    for (const auto& stored : known) {
      if (stored.document.kind == DocumentKind::kOrder) continue;
      stored_.emplace(stored.document.event_id, &stored.document);
      if (stored.document.kind == DocumentKind::kTransaction && stored.document.type == TransactionType::kShipment)
        shipped_.take_over(stored.document);
    }
  }

  void walk(const std::vector<const OrderEvent*>& events) {
    for (const auto* event : events)
      if (const Document* stored = find_stored(*event); stored != nullptr && event->kind == OrderEventKind::kRefunded)
        returned_.take_over(*event, *stored);
    for (const auto* event : events) pass(*event);
  }

 private:
  const Document* find_stored(const OrderEvent& event) const {
    const auto found = stored_.find(event.event_id);
    return found == stored_.end() ? nullptr : found->second;
  }

  void pass(const OrderEvent& event) {
    const Document* stored = find_stored(event);
    switch (event.kind) {
      case OrderEventKind::kCaptured:
        if (stored == nullptr && account_.pulls_kind(DocumentKind::kCapture)) add(capture_document(source_.site, source_.order, event));
        break;
      case OrderEventKind::kShipped:
        returned_.shipped(event);
        if (stored == nullptr && account_.pulls_kind(DocumentKind::kTransaction)) add(shipment_document(source_, shipped_, event));
        break;
      case OrderEventKind::kRefunded:
        if (stored != nullptr) returned_.returned(*stored);
        else if (account_.pulls_kind(DocumentKind::kTransaction)) add(return_document(source_, returned_, event));
        break;
      default: break;
    }
  }

  void add(Document document) {
    document.id = document_id_of(account_, document.site_id, document.kind, document.event_id, 0);
    append_.push_back(std::move(document));
  }

  const Account& account_;
  const TransactionSource& source_;
  ShippedSoFar shipped_;
  ReturnedSoFar returned_;
  std::unordered_map<std::string_view, const Document*> stored_;  // captures and transactions by their event
  std::vector<Document>& append_;
};

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
  if (order.before_connection) return out;
  const EventSums sums = sum_events(events);
  if (!moment_reached(site, order, sums, known)) return out;

  const OrderMoney money = money_of(order.web);
  const OrderLines lines(order.web, known, our_items);
  out.append.reserve(events.size() + 1);
  if (account.pulls_kind(DocumentKind::kOrder)) derive_order(out, account, order_document(site, order, money, lines, sums), known);
  const TransactionSource source{site, order, money, lines, currency_decimals(order.web.currency)};
  EventWalk(account, source, sums, known, out.append).walk(by_time(events));
  return out;
}

}  // namespace tillbridge::domain
