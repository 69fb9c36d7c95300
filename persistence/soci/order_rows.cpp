#include "persistence/soci/order_rows.hpp"

#include "persistence/codec/web_order_json.hpp"

namespace tillbridge::persistence::soci {

const std::string kSelectOrders = "SELECT order_id, site_id, collected_at, before_connection, purged_at, payload FROM web_order WHERE account_id = ?";

std::vector<domain::Order> orders_of(Rows rows) {
  codec::JsonReader reader;
  std::vector<domain::Order> orders;
  while (rows.next()) {
    domain::Order order;
    order.id = rows.text();
    order.site_id = domain::SiteId{rows.integer()};
    order.collected_at = rows.time();
    order.before_connection = rows.flag();
    order.purged_at = rows.optional_time();
    order.web = codec::web_order_from(reader, rows.text());
    orders.push_back(std::move(order));
  }
  return orders;
}

}  // namespace tillbridge::persistence::soci
