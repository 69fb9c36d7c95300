#include "jobs/collect/record_collected_order.hpp"

#include <algorithm>
#include <set>

#include "domain/derive_documents.hpp"
#include "domain/first_connection.hpp"
#include "domain/own_parcels.hpp"
#include "domain/plan_allocation.hpp"
#include "domain/shop_hold.hpp"
#include "domain/stock_scope.hpp"
#include "domain/stripped_content.hpp"

namespace tillbridge::jobs {
namespace {

using domain::Order;
using domain::OrderEvent;
using persistence::UnitOfWork;

/// The order as it is to be stored, beside what was stored before.
struct Merged {
  Order order;
  bool is_new = false;
  bool edited = false;                ///< the snapshot differs from the stored one
};

/// Nothing personal of an erased customer comes back, however often the shop tells it.
domain::CollectedOrder without_the_erased(UnitOfWork& work, domain::AccountId account, const std::optional<Order>& known, const domain::CollectedOrder& collected) {
  if (!known || known->web == collected.order || !work.customers().is_erased(account, known->id)) return collected;
  domain::CollectedOrder kept{domain::stripped(collected.order), {}};
  for (const auto& event : collected.events) kept.events.push_back(domain::stripped(event));
  return kept;
}

/// What the shop shows is what is stored, or what is left of it after its time.
bool is_stored(const Order& known, const domain::WebOrder& web) {
  return known.web == web || (known.purged_at && known.web == domain::stripped(web));
}

Merged merge(const domain::Account& account, const domain::Site& site, std::optional<Order> known, const domain::CollectedOrder& collected, base::Timestamp now) {
  const auto& web = collected.order;
  if (known && web.modified_at < known->web.modified_at) return {*std::move(known), false, false};  // read before the stored one
  Merged merged{.order = {}, .is_new = !known, .edited = !known || !is_stored(*known, web)};
  merged.order.id = known ? known->id : domain::order_id_of(account, site.id, web.web_order_id);
  merged.order.before_connection = known ? known->before_connection : domain::is_from_before_connection(site, collected);
  merged.order.site_id = site.id;
  merged.order.web = web;
  merged.order.collected_at = now;
  return merged;
}

/// Every order was placed, whether the shop calls it an event or not.
OrderEvent placed_event(const domain::WebOrder& web) {
  OrderEvent placed;
  placed.event_id = web.web_order_id + "/placed";
  placed.kind = domain::OrderEventKind::kPlaced;
  placed.occurred_at = web.placed_at;
  return placed;
}

std::vector<domain::SavedParcel> saved_parcels(UnitOfWork& work, const domain::Account& account, const Order& order) {
  std::vector<domain::SavedParcel> saved;
  for (auto& delivery : work.shipments().list_by_order(account.id, order.id)) saved.push_back({std::move(delivery.shipment), delivery.done});
  return saved;
}

/// The events of the answer that are not known yet.
std::vector<OrderEvent> news_of(UnitOfWork& work, const domain::Account& account, const Order& order, bool has_nothing, const domain::CollectedOrder& collected,
                                const std::vector<OrderEvent>& known) {
  std::set<std::string> ids;
  for (const auto& event : known) ids.insert(event.event_id);
  std::vector<OrderEvent> fresh;
  bool parcels = false;
  for (const auto& event : collected.events) {
    if (event.kind == domain::OrderEventKind::kPlaced || !ids.insert(event.event_id).second) continue;
    parcels |= event.kind == domain::OrderEventKind::kShipped;
    fresh.push_back(event);
  }
  if (auto placed = placed_event(order.web); ids.insert(placed.event_id).second) fresh.push_back(std::move(placed));
  if (!parcels) return fresh;
  const auto saved = has_nothing ? std::vector<domain::SavedParcel>{} : saved_parcels(work, account, order);
  return domain::news_about_parcels(order.web, known, std::move(fresh), collected.events, saved, collected.parcels_deduced);
}

/// Appends the news to `events` and to the store; returns how many.
int append_events(UnitOfWork& work, const domain::Account& account, const Order& order, bool has_nothing, const domain::CollectedOrder& collected,
                  std::vector<OrderEvent>& events) {
  int fresh = 0;
  for (auto& event : news_of(work, account, order, has_nothing, collected, events)) {
    if (!work.orders().append_event(account.id, order.site_id, order.id, event)) continue;
    events.push_back(std::move(event));
    ++fresh;
  }
  return fresh;
}

void add_skus(const domain::WebOrder& web, std::set<domain::ItemId>& skus) {
  for (const auto& line : web.lines)
    if (!line.sku.empty()) skus.insert(line.sku);
}

/// Which items the POS knows, asked once for the orders of a page.
class OurItems {
 public:
  OurItems(UnitOfWork& work, domain::AccountId account, std::span<const domain::CollectedOrder> page) : work_(work), account_(account) {
    std::set<domain::ItemId> skus;
    for (const auto& told : page) add_skus(told.order, skus);
    ask(skus);
  }
  /// Those of the order, sorted. An order that stays as it was stored may have others than the page told.
  std::vector<domain::ItemId> of(const Order& order) {
    std::set<domain::ItemId> skus;
    add_skus(order.web, skus);
    ask(skus);
    std::vector<domain::ItemId> ours;
    for (const auto& sku : skus)
      if (known_.contains(sku)) ours.push_back(sku);
    return ours;
  }

 private:
  void ask(const std::set<domain::ItemId>& skus) {
    std::vector<domain::ItemId> missing;
    for (const auto& sku : skus)
      if (asked_.insert(sku).second) missing.push_back(sku);
    if (missing.empty()) return;
    for (auto& id : work_.items().find_existing(account_, missing)) known_.insert(std::move(id));
  }

  UnitOfWork& work_;
  domain::AccountId account_;
  std::set<domain::ItemId> asked_, known_;
};

using Documents = std::vector<domain::KnownDocument>;

/// Returns the items whose reservation changed.
std::vector<domain::ItemId> reserve(UnitOfWork& work, const domain::Account& account, const domain::Site& site, const Order& order, bool has_nothing,
                                    const std::vector<OrderEvent>& events, const Documents& documents, const std::vector<domain::ItemId>& ours,
                                    base::Timestamp now) {
  auto& allocations = work.allocations();
  std::vector<domain::AllocationEntry> ledger;
  std::vector<domain::PendingRelease> pending;
  if (!has_nothing) {
    ledger = allocations.list_by_order(account.id, order.id);
    pending = allocations.list_pending_releases_of_order(account.id, order.id);
  }
  const auto plan = domain::plan_allocation(domain::stock_meaning_of(account, site), {order, events, documents, ledger, pending}, ours, now);
  allocations.update_pending_releases(account.id, plan.changed);
  return allocations.append(account.id, plan.append);
}

/// Appends what follows from the events to the store and its id to `appended`; returns all documents of the order.
Documents derive(UnitOfWork& work, const domain::Account& account, const domain::Site& site, const Order& order, bool has_nothing, const std::vector<OrderEvent>& events,
                 const std::vector<domain::ItemId>& ours, base::Timestamp now, std::vector<domain::DocumentId>& appended) {
  Documents documents;
  std::vector<persistence::StoredDocument> all_stored;
  if (!has_nothing) all_stored = work.documents().list_by_order(account.id, order.id);
  for (auto& stored : all_stored) documents.push_back({std::move(stored.document), stored.status.state, stored.status.offered_count > 0, stored.status.purged_at.has_value()});
  auto derived = domain::derive_documents(account, site, order, events, documents, ours);
  for (const auto& id : derived.replaced) {
    work.documents().store_state(account.id, id, domain::DocumentState::kReplaced);
    for (auto& known : documents)
      if (known.document.id == id) known.state = domain::DocumentState::kReplaced;
  }
  auto created_at = now;
  for (auto& document : derived.append) {
    if (work.documents().append(account.id, document, created_at)) appended.push_back(document.id);
    created_at += std::chrono::microseconds(1);  // offered in the order in which they happened
    documents.push_back({std::move(document), domain::DocumentState::kNew, false, false});
  }
  return documents;
}

void record_buyer(UnitOfWork& work, domain::AccountId account, const Order& order) {
  const auto sale = domain::sale_of(order.site_id, {order.web.placed_at, order.id}, order.web.customer, order.web.billing, order.web.shipping);
  if (sale) work.customers().record_sale(account, *sale);
}

/// The shop moved its own numbers of all items of the order, whatever our ledger says.
void mark_changed(UnitOfWork& work, const domain::Account& account, const domain::Site& site, const std::vector<domain::ItemId>& items, domain::Step step) {
  if (items.empty()) return;
  work.stock().touch(account.id, items, step);
  work.listings().forget_sent_quantities(account.id, site.id, items);
}

/// An order that an operator had forgotten a moment ago looks new, but its documents and reservations are there.
enum class NewOrders { kHaveNothing, kMayHaveBeenForgotten };

RecordedOrder record(UnitOfWork& work, const domain::Account& account, const domain::Site& site, const domain::CollectedOrder& told, NewOrders new_orders,
                     OurItems& our_items, base::Timestamp now) {
  const auto known = work.orders().find_by_web_id(account.id, site.id, told.order.web_order_id);
  const auto collected = without_the_erased(work, account.id, known, told);
  const auto [order, is_new, edited] = merge(account, site, known, collected, now);
  RecordedOrder recorded{.order_id = order.id, .is_new = is_new, .before_connection = order.before_connection, .new_events = 0, .documents = {}, .items = {}};
  const bool has_nothing = is_new && new_orders == NewOrders::kHaveNothing;
  if (edited) work.orders().upsert(account.id, order);
  std::vector<OrderEvent> events;
  if (!has_nothing) events = work.orders().list_events(account.id, order.id);
  recorded.new_events = append_events(work, account, order, has_nothing, collected, events);
  if (order.before_connection) return recorded;
  if (edited) record_buyer(work, account.id, order);

  const auto ours = our_items.of(order);
  const auto documents = derive(work, account, site, order, has_nothing, events, ours, now, recorded.documents);
  const auto moved = reserve(work, account, site, order, has_nothing, events, documents, ours, now);
  work.shop_holds().replace(account.id, site.id, order.id, domain::shop_holds(order.web, events));
  std::set<domain::ItemId> items(moved.begin(), moved.end());
  if (edited || recorded.new_events > 0) items.insert(ours.begin(), ours.end());
  recorded.items = {items.begin(), items.end()};
  return recorded;
}

}  // namespace

std::vector<RecordedOrder> record_collected_orders(UnitOfWork& work, const domain::Account& account, const domain::Site& site,
                                                   std::span<const domain::CollectedOrder> page, domain::Step step,
                                                   const std::function<base::Timestamp()>& now) {
  OurItems our_items(work, account.id, page);
  std::vector<RecordedOrder> recorded;
  std::set<domain::ItemId> items;
  for (const auto& told : page) {
    const auto& one = recorded.emplace_back(record(work, account, site, told, NewOrders::kHaveNothing, our_items, now()));
    items.insert(one.items.begin(), one.items.end());
  }
  mark_changed(work, account, site, {items.begin(), items.end()}, step);
  return recorded;
}

RecordedOrder record_collected_order(UnitOfWork& work, const domain::Account& account, const domain::Site& site, const domain::CollectedOrder& told,
                                     domain::Step step, base::Timestamp now) {
  OurItems our_items(work, account.id, {&told, 1});
  auto recorded = record(work, account, site, told, NewOrders::kMayHaveBeenForgotten, our_items, now);
  mark_changed(work, account, site, recorded.items, step);
  return recorded;
}

}  // namespace tillbridge::jobs
