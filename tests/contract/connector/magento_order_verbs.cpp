#include "tests/contract/connector/magento_order_verbs.hpp"

#include <stdexcept>

namespace tillbridge::tests {

std::string MagentoOrderVerbs::place(const std::vector<ShopOrderLine>& lines, const std::string& customer_name) {
  std::vector<FakeMagentoLine> bought;
  for (const auto& line : lines) bought.push_back({.sku = line.sku, .quantity = line.quantity});
  const auto blank = customer_name.find(' ');
  const FakeMagentoPurchase purchase{.first_name = customer_name.substr(0, blank), .last_name = customer_name.substr(blank + 1)};
  return std::to_string(shop_.with([&](FakeMagento& shop) { return shop.orders().place(bought, purchase); }));
}

std::string MagentoOrderVerbs::place_late(const std::vector<ShopOrderLine>& lines) {
  const std::string id = place(lines, "Late Shopper");
  late_.push_back(std::stoi(id));
  shop_.with([&](FakeMagento& shop) { shop.orders().order(late_.back()).hidden = true; });
  return id;
}

void MagentoOrderVerbs::reveal() {
  shop_.with([&](FakeMagento& shop) {
    for (const int id : late_) shop.orders().order(id).hidden = false;
  });
}

void MagentoOrderVerbs::refund(const std::string& order_id, const std::string& sku, int quantity, bool restock, bool moves_the_order) {
  shop_.with([&](FakeMagento& shop) {
    auto& orders = shop.orders();
    const int order = std::stoi(order_id), item = orders.item_id(order, sku);
    if (item == 0) throw std::runtime_error("order " + order_id + " has no " + sku);
    orders.children_move_order(moves_the_order);
    orders.refund(order, {{item, quantity}}, restock);
    orders.children_move_order(true);
  });
}

void MagentoOrderVerbs::cancel(const std::string& order_id) {
  shop_.with([&](FakeMagento& shop) { shop.orders().cancel(std::stoi(order_id)); });
}

void MagentoOrderVerbs::ship_the_rest(const std::string& order_id) {
  shop_.with([&](FakeMagento& shop) { shop.orders().ship(std::stoi(order_id)); });
}

void MagentoOrderVerbs::garble(const std::string& order_id, bool garbled) {
  shop_.with([&](FakeMagento& shop) { shop.orders().order(std::stoi(order_id)).garbled = garbled; });
}

int MagentoOrderVerbs::parcel_count(const std::string& order_id) {
  return shop_.with([&](FakeMagento& shop) { return static_cast<int>(shop.orders().shipments_of(std::stoi(order_id)).size()); });
}

int MagentoOrderVerbs::count_tracking(const std::string& order_id, const std::string& number) {
  return shop_.with([&](FakeMagento& shop) {
    int count = 0;
    for (const Json& shipment : shop.orders().shipments_of(std::stoi(order_id)))
      for (const Json& track : shipment["tracks"]) count += track["track_number"] == number ? 1 : 0;
    return count;
  });
}

}  // namespace tillbridge::tests
