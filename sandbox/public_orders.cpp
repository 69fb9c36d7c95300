#include "sandbox/public_orders.hpp"

#include <algorithm>
#include <charconv>

#include "sandbox/acts_json.hpp"
#include "sandbox/api_answer.hpp"

namespace tillbridge::sandbox {
namespace {

/// What both listings are asked for.
struct Page {
  Timestamp since;
  std::size_t limit = kOrderPage;
  std::string after;                  ///< sort key of the last entry seen, "" = from the start
};

Page page_of(const Request& request, const char* since_name) {
  Page page;
  page.since = Json(request.parameter(since_name).value_or("1970-01-01T00:00:00Z")).get<Timestamp>();
  page.after = request.parameter("cursor").value_or("");
  if (const auto text = request.parameter("limit")) {
    int limit = 0;
    std::from_chars(text->data(), text->data() + text->size(), limit);
    if (limit < 1 || limit > kLargestOrderPage) throw BadValue("limit is 1 to " + std::to_string(kLargestOrderPage));
    page.limit = static_cast<std::size_t>(limit);
  }
  return page;
}

// Time and id in one text that sorts like the pair: equal times do not lose anything between two pages.
std::string sort_key(Timestamp at, const std::string& id) {
  return base::format_sql(at) + "|" + std::string(id.size() < 20 ? 20 - id.size() : 0, '0') + id;
}

bool is_visible(const Shop& shop, const StoredOrder& stored) {
  return stored.hidden_polls == 0 && (!stored.hidden_until || *stored.hidden_until <= shop.clock.now());
}

void bump_orders(Shop& shop) {
  if (!shop.faults.use("bump_modified")) return;
  for (auto& [id, stored] : shop.orders.all())
    if (stored.hidden_polls == 0) static_cast<void>(shop.orders.touch(stored.order.order_id));
}

// One more listing went by without the late orders.
void count_listing(Shop& shop) {
  for (auto& [id, stored] : shop.orders.all()) {
    if (stored.hidden_polls == 0) continue;
    --stored.hidden_polls;
    shop.orders.save(stored);
  }
}

struct Event {
  std::string key, event_id, kind, order_id;
  Timestamp at;
};

void collect_events(const Order& order, std::vector<Event>& events) {
  const auto add = [&](const std::string& kind, const std::string& id, Timestamp at) { events.push_back({sort_key(at, id), id, kind, order.order_id, at}); };
  for (const auto& child : order.captures) add("capture", child.capture_id, child.at);
  for (const auto& child : order.shipments) add("shipment", child.parcel_id, child.at);
  for (const auto& child : order.refunds) add("refund", child.refund_id, child.at);
  for (const auto& child : order.cancellations) add("cancellation", child.cancellation_id, child.at);
  for (const auto& child : order.edits) add("edit", child.edit_id, child.at);
}

/// Sorted entries behind the cursor, at most `limit`, and the cursor for the next page (null at the end).
template <class Entry, class Key>
Json cut(std::vector<Entry>& entries, const Page& page, Key key) {
  std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) { return key(a) < key(b); });
  entries.erase(entries.begin(), std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return key(entry) > page.after; }));
  if (entries.size() <= page.limit) return nullptr;
  entries.resize(page.limit);
  return key(entries.back());
}

}  // namespace

Response list_orders(Shop& shop, const Request& request) {
  const auto page = page_of(request, "changed_since");
  const bool first_page = page.after.empty();
  if (first_page) bump_orders(shop);
  std::vector<const Order*> orders;
  for (const auto& [id, stored] : shop.orders.all())
    if (is_visible(shop, stored) && stored.order.modified_at >= page.since) orders.push_back(&stored.order);
  const auto next = cut(orders, page, [](const Order* order) { return sort_key(order->modified_at, order->order_id); });
  const bool twice = shop.faults.use("duplicate_orders").has_value();
  Json list = Json::array();
  for (const auto* order : orders)
    for (int i = 0; i < (twice ? 2 : 1); ++i) list.push_back(*order);
  if (first_page) count_listing(shop);
  return api_answer(200, {{"orders", std::move(list)}, {"next_cursor", next}, {"as_of", shop.clock.now()}});
}

Response list_events(Shop& shop, const Request& request) {
  const auto page = page_of(request, "since");
  std::vector<Event> events;
  for (const auto& [id, stored] : shop.orders.all())
    if (is_visible(shop, stored)) collect_events(stored.order, events);
  std::erase_if(events, [&](const Event& event) { return event.at < page.since; });
  const auto next = cut(events, page, [](const Event& event) { return event.key; });
  Json list = Json::array();
  for (const auto& event : events) list.push_back({{"event_id", event.event_id}, {"kind", event.kind}, {"order_id", event.order_id}, {"at", event.at}});
  return api_answer(200, {{"events", std::move(list)}, {"next_cursor", next}, {"as_of", shop.clock.now()}});
}

Response show_order(Shop& shop, const std::string& order_id) { return api_answer(shop.orders.get(order_id)); }

Response ship_order(Shop& shop, const Request& request, const std::string& order_id) {
  const auto act = object_of(request).get<ShipAct>();
  if (act.shipment_id.empty()) return api_error(400, "missing_shipment_id", "shipment_id is the key that makes a repeat harmless; it must not be empty");
  const auto shipped = shop.orders.ship(order_id, act);
  if (!shipped) return api_error(shipped.error());
  return api_answer(shipped->repeated ? 200 : 201, shipped->parcel);
}

Response track_order(Shop& shop, const Request& request, const std::string& order_id) { return api_answer(shop.orders.track(order_id, object_of(request).get<TrackAct>())); }

}  // namespace tillbridge::sandbox
