#include "tests/contract/connector/bigcommerce_order_verbs.hpp"

namespace tillbridge::tests {

std::string BigCommerceOrderVerbs::place_order(const std::vector<ShopOrderLine>& lines, const std::string& customer_name) {
  const auto blank = customer_name.find(' ');
  FakeBigOrder order;
  order.first_name = customer_name.substr(0, blank);
  order.last_name = customer_name.substr(blank + 1);
  for (const auto& line : lines) order.lines.push_back({.sku = line.sku, .quantity = line.quantity});
  return std::to_string(with_orders([&](FakeBigOrders& orders) { return orders.place(order); }));
}

std::string BigCommerceOrderVerbs::place_late_order(const std::vector<ShopOrderLine>& lines) {
  const std::string id = place_order(lines, "Late Shopper");
  with_orders([&](FakeBigOrders& orders) { orders.hide(std::stoi(id), true); });
  late_.push_back(std::stoi(id));
  return id;
}

void BigCommerceOrderVerbs::reveal_orders() {
  with_orders([&](FakeBigOrders& orders) {
    for (const int id : late_) orders.hide(id, false);
  });
}

void BigCommerceOrderVerbs::refund(const std::string& order_id, const std::string& sku, int quantity, bool restock, bool moves_the_order) {
  with_orders([&](FakeBigOrders& orders) {
    orders.refund(std::stoi(order_id), {.lines = {{sku, quantity}}, .restock = restock, .moves_order = moves_the_order});
  });
}

void BigCommerceOrderVerbs::cancel(const std::string& order_id) {
  constexpr int kCancelled = 5;
  with_orders([&](FakeBigOrders& orders) { orders.set_status(std::stoi(order_id), kCancelled); });
}

void BigCommerceOrderVerbs::ship_the_rest(const std::string& order_id) {
  with_orders([&](FakeBigOrders& orders) { orders.ship_the_rest(std::stoi(order_id)); });
}

void BigCommerceOrderVerbs::garble_order(const std::string& order_id) {
  with_orders([&](FakeBigOrders& orders) { orders.order(std::stoi(order_id))["_lines"][0]["total_inc_tax"] = "1e99"; });
}

void BigCommerceOrderVerbs::mend_order(const std::string& order_id) {
  with_orders([&](FakeBigOrders& orders) {
    Json& line = orders.order(std::stoi(order_id))["_lines"][0];
    line["total_inc_tax"] = line["base_total"];
  });
}

int BigCommerceOrderVerbs::parcel_count(const std::string& order_id) {
  return with_orders([&](FakeBigOrders& orders) { return static_cast<int>(orders.order(std::stoi(order_id))["_shipments"].size()); });
}

int BigCommerceOrderVerbs::count_tracking(const std::string& order_id, const std::string& number) {
  return with_orders([&](FakeBigOrders& orders) {
    int count = 0;
    for (const Json& shipment : orders.order(std::stoi(order_id))["_shipments"]) count += shipment["tracking_number"] == number ? 1 : 0;
    return count;
  });
}

}  // namespace tillbridge::tests
