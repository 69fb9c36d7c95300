#include <algorithm>

#include "tests/support/fake_magento_orders.hpp"

// Shipments and credit memos of the pretended Magento, and what both do to the stock.
namespace tillbridge::tests {
namespace {

using base::Decimal;

Decimal money(const std::string& text) { return Decimal::parse(text).value(); }
Decimal whole(int count) { return Decimal::from_integer(count); }

int to_ship(const FakeMagentoItem& item) {
  return item.ships && !item.is_virtual ? std::max(0, item.ordered - std::max(item.shipped, item.refunded) - item.cancelled) : 0;
}

MagentoAnswer invalid(const std::string& words) { return magento_error(400, "Shipment Document Validation Error(s):\n" + words); }

Json track_json(int id, int order, int shipment, const Json& from, const std::string& now) {
  return Json{{"order_id", order}, {"created_at", now}, {"entity_id", id}, {"parent_id", shipment}, {"updated_at", now}, {"weight", from.value("weight", Json(0))},
              {"qty", from.value("qty", Json(0))}, {"description", from.value("description", "")}, {"track_number", from.at("track_number")}, {"title", from.at("title")},
              {"carrier_code", from.at("carrier_code")}};
}

}  // namespace

void FakeMagentoOrders::move_stock(const FakeMagentoOrder& order, const FakeMagentoItem& item, int unreserved, int taken, const std::string& source) {
  if (item.is_virtual) return;
  if (item.holds_stock) {
    if (unreserved != 0) goods_.reserve(item.sku, -whole(unreserved));
    if (taken != 0) goods_.take(item.sku, whole(taken), source);
    return;
  }
  for (const auto& part : order.items)
    if (part.parent == item.id && part.holds_stock) move_stock(order, part, unreserved * part.ordered / item.ordered, taken * part.ordered / item.ordered, source);
}

int FakeMagentoOrders::write_shipment(FakeMagentoOrder& order, const std::map<int, int>& quantities, const std::string& source) {
  const int id = next_child_++;
  Json rows = Json::array();
  int pieces = 0;
  for (auto& item : order.items) {
    const auto wanted = quantities.find(item.id);
    if (wanted == quantities.end() || to_ship(item) == 0) continue;
    item.shipped += wanted->second;
    pieces += wanted->second;
    move_stock(order, item, wanted->second, wanted->second, source);
    rows.push_back({{"entity_id", next_child_++}, {"parent_id", id}, {"order_item_id", item.id}, {"product_id", item.product_id}, {"sku", item.sku}, {"name", item.name}, {"qty", wanted->second}});
  }
  Json shipment = child_head(order, id);
  shipment.update({{"total_qty", pieces}, {"items", rows}, {"tracks", Json::array()}, {"comments", Json::array()}, {"packages", Json::array()}, {"extension_attributes", {{"source_code", source}}}});
  shipments_[id] = std::move(shipment);
  settle(order);
  touch(order, true);
  return id;
}

int FakeMagentoOrders::ship(int order_id, const std::map<int, int>& quantities) {
  FakeMagentoOrder& order = orders_.at(order_id);
  return write_shipment(order, or_all(order, quantities, &to_ship), "default");
}

void FakeMagentoOrders::add_track(int shipment, const std::string& number, const std::string& title) {
  Json& row = shipments_.at(shipment);
  row["tracks"].push_back(track_json(next_child_++, row["order_id"], shipment, {{"track_number", number}, {"title", title}, {"carrier_code", "custom"}}, now()));
}

MagentoAnswer FakeMagentoOrders::ship_by_call(int order_id, const Json& body) {
  FakeMagentoOrder& order = orders_.at(order_id);
  if (order.state == "holded" || order.state == "payment_review" || order.state == "canceled")
    return invalid("A shipment cannot be created when an order has a status of " + order.state + ".");
  std::map<int, int> wanted;
  std::string problems;
  for (const Json& row : body.value("items", Json::array())) {
    const int id = row.at("order_item_id").get<int>(), count = row.at("qty").get<int>();
    const auto item = std::ranges::find(order.items, id, &FakeMagentoItem::id);
    if (item == order.items.end()) problems += "The shipment contains product item that is not part of the original order.\n";
    else if (!item->ships) continue;  // its parent or its parts ship for it
    else if (count > to_ship(*item)) problems += "We found an invalid quantity to ship for item \"" + item->name + "\".\n";
    else wanted[id] = count;
  }
  if (problems.empty() && body.value("items", Json::array()).empty()) wanted = or_all(order, {}, &to_ship);
  if (problems.empty() && wanted.empty()) problems = "You can't create a shipment without products.\n";
  if (!problems.empty()) return invalid(problems.substr(0, problems.size() - 1));
  const Json arguments = body.value("arguments", Json::object()).value("extension_attributes", Json::object());
  const int id = write_shipment(order, wanted, arguments.value("source_code", "default"));
  Json& shipment = shipments_.at(id);
  for (const Json& track : body.value("tracks", Json::array())) shipment["tracks"].push_back(track_json(next_child_++, order.id, id, track, now()));
  const bool notify = body.value("notify", false);
  if (body.contains("comment"))
    shipment["comments"].push_back({{"entity_id", next_child_++}, {"parent_id", id}, {"comment", body["comment"].at("comment")}, {"created_at", now()},
                                    {"is_customer_notified", notify && body.value("appendComment", false) ? 1 : 0},
                                    {"is_visible_on_front", body["comment"].at("is_visible_on_front")}});
  if (notify) ++mails_;
  return {200, Json(id)};
}

MagentoAnswer FakeMagentoOrders::track_by_call(const Json& body) {
  const Json& entity = body.at("entity");
  const int id = entity.at("parent_id").get<int>();
  if (!shipments_.contains(id) || shipments_[id]["order_id"] != entity.at("order_id"))
    return magento_error(400, "Could not save the shipment tracking.");
  Json& shipment = shipments_.at(id);
  shipment["tracks"].push_back(track_json(next_child_++, shipment["order_id"], id, entity, now()));
  return {200, shipment["tracks"].back()};
}

int FakeMagentoOrders::refund(int order_id, const std::map<int, int>& quantities, bool restock, const std::string& shipping_net, const std::string& adjustment) {
  FakeMagentoOrder& order = orders_.at(order_id);
  const int id = next_child_++;
  const Decimal shipping = money(shipping_net), shipping_tax = (shipping * money("0.19")).rounded(2);
  Decimal total = shipping + shipping_tax + money(adjustment);
  Json rows = Json::array();
  for (auto& item : order.items) {
    auto wanted = quantities.find(item.id);
    // The child of a configurable is written again below its parent.
    if (wanted == quantities.end() && item.parent != 0 && !item.bills) wanted = quantities.find(item.parent);
    if (wanted == quantities.end()) continue;
    const int count = wanted->second;
    const auto part = [&](Decimal amount) { return magento_share(amount, item.refunded, count, item.ordered); };
    const Decimal row = part(item.row), tax = part(item.tax), discount = part(item.discount);
    if (item.ships) {
      const int never_left = std::clamp(item.ordered - item.shipped - item.refunded - item.cancelled, 0, count), came_back = restock ? count - never_left : 0;
      move_stock(order, item, never_left, -came_back, "default");
    }
    item.refunded += count;
    if (item.bills) total += row + tax - discount;
    rows.push_back({{"entity_id", next_child_++}, {"parent_id", id}, {"order_item_id", item.id}, {"sku", item.sku}, {"name", item.name}, {"qty", count}, {"base_cost", 0},
                    {"base_price", json_number(item.price.to_text())}, {"row_total", json_number(row.to_text())}, {"tax_amount", json_number(tax.to_text())},
                    {"discount_amount", json_number(discount.to_text())}});
  }
  order.refunded += total;
  Json memo = child_head(order, id);
  memo.update({{"state", 2}, {"grand_total", json_number(total.to_text())}, {"shipping_amount", json_number(shipping.to_text())}, {"shipping_tax_amount", json_number(shipping_tax.to_text())},
               {"adjustment", json_number(adjustment)}, {"transaction_id", "ref-" + std::to_string(id)}, {"order_currency_code", currency_}, {"items", rows}, {"comments", Json::array()}});
  creditmemos_[id] = std::move(memo);
  settle(order);
  touch(order, true);
  return id;
}

}  // namespace tillbridge::tests
