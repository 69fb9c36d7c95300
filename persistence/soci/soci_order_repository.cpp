#include "persistence/soci/soci_order_repository.hpp"

#include "persistence/codec/web_order_json.hpp"
#include "persistence/soci/order_rows.hpp"

namespace tillbridge::persistence::soci {
namespace {

const dialect::UpsertShape kShape{.table = "web_order",
                                  .keys = {"account_id", "order_id"},
                                  .replaced = {"number", "status", "placed_at", "collected_at", "before_connection", "purged_at", "payload"},
                                  .kept = {"site_id", "web_order_id"}};

std::optional<domain::Order> first_of(std::vector<domain::Order> orders) {
  return orders.empty() ? std::nullopt : std::optional(std::move(orders.front()));
}

}  // namespace

std::optional<domain::Order> SociOrderRepository::find_by_web_id(domain::AccountId account, domain::SiteId site, const std::string& web_order_id) {
  return first_of(orders_of(session_.query(kSelectOrders + " AND site_id = ? AND web_order_id = ?", {account, site, web_order_id})));
}

std::optional<domain::Order> SociOrderRepository::find_by_number(domain::AccountId account, domain::SiteId site, const std::string& number) {
  return first_of(orders_of(session_.query(kSelectOrders + " AND site_id = ? AND number = ? ORDER BY placed_at DESC, order_id LIMIT 1", {account, site, number})));
}

std::optional<domain::Order> SociOrderRepository::find(domain::AccountId account, const domain::OrderId& id) {
  return first_of(orders_of(session_.query(kSelectOrders + " AND order_id = ?", {account, id})));
}

void SociOrderRepository::upsert(domain::AccountId account, const domain::Order& order) {
  session_.upsert(kShape, {{account, order.id, order.web.number, order.web.status, order.web.placed_at, order.collected_at, order.before_connection, order.purged_at,
                            codec::text_of(codec::to_json(order.web)), order.site_id, order.web.web_order_id}});
}

bool SociOrderRepository::append_event(domain::AccountId account, domain::SiteId site, const domain::OrderId& order, const domain::OrderEvent& event) {
  return session_.insert_new("order_event", {"account_id", "site_id", "event_id", "order_id", "kind", "occurred_at", "payload"},
                             {account, site, event.event_id, order, to_word(event.kind), event.occurred_at, codec::text_of(codec::to_json(event))});
}

std::vector<domain::OrderEvent> SociOrderRepository::list_events(domain::AccountId account, const domain::OrderId& order) {
  auto rows = session_.query("SELECT payload FROM order_event WHERE account_id = ? AND order_id = ? ORDER BY occurred_at, event_id", {account, order});
  codec::JsonReader reader;
  std::vector<domain::OrderEvent> events;
  while (rows.next()) events.push_back(codec::order_event_from(reader, rows.text()));
  return events;
}

std::vector<domain::Order> SociOrderRepository::list(domain::AccountId account, const Filter& filter) {
  std::string where;
  Values values = {account};
  if (filter.site) {
    where += " AND site_id = ?";
    values.emplace_back(*filter.site);
  }
  if (!filter.status.empty()) {
    where += " AND status = ?";
    values.emplace_back(filter.status);
  }
  if (!filter.number.empty()) {
    where += " AND number = ?";
    values.emplace_back(filter.number);
  }
  values.emplace_back(filter.limit);
  return orders_of(session_.query(kSelectOrders + where + " ORDER BY placed_at DESC, order_id DESC LIMIT ?", values));
}

std::int64_t SociOrderRepository::count(domain::AccountId account, std::optional<domain::SiteId> site) {
  const std::string all = "SELECT COUNT(*) FROM web_order WHERE account_id = ?";
  return site ? session_.query_integer(all + " AND site_id = ?", {account, *site}) : session_.query_integer(all, {account});
}

}  // namespace tillbridge::persistence::soci
