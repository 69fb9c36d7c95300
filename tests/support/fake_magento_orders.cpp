#include "tests/support/fake_magento_orders.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/time_text.hpp"

// Placing, paying and cancelling orders, and how they are listed.
namespace tillbridge::tests {
namespace {

using base::Decimal;

Decimal money(const std::string& text) { return Decimal::parse(text).value(); }
Decimal tax_on(Decimal net) { return (net * money("0.19")).rounded(2); }
Decimal whole(int count) { return Decimal::from_integer(count); }

bool is_final(const std::string& state) { return state == "canceled" || state == "closed" || state == "holded" || state == "payment_review"; }

std::string number_of(int order) {
  char text[16];
  std::snprintf(text, sizeof text, "%09d", order);
  return text;
}

}  // namespace

Decimal magento_share(Decimal amount, int done, int count, int of) {
  const auto until = [&](int pieces) { return proportion(amount, whole(pieces), whole(of)).rounded(2); };
  return until(done + count) - until(done);
}

FakeMagentoOrders::FakeMagentoOrders(const base::Clock& clock, FakeMagentoGoods goods, std::string currency)
    : clock_(clock), goods_(std::move(goods)), currency_(std::move(currency)) {}

std::string FakeMagentoOrders::now() const { return base::format_sql(clock_.now()).substr(0, 19); }

void FakeMagentoOrders::touch(FakeMagentoOrder& order, bool by_child) {
  if (!by_child || children_move_order_) order.updated = now();
}

void FakeMagentoOrders::add_item(FakeMagentoOrder& order, const FakeMagentoLine& line, int parent, int times) {
  const auto good = goods_.find(line.sku);
  FakeMagentoItem item;
  item.id = next_item_++;
  item.parent = parent;
  item.sku = item.name = line.sku;
  item.type = line.is_virtual ? "virtual" : "simple";
  if (good) {
    item.product_id = good->id;
    item.name = good->name;
  }
  item.ordered = line.quantity * times;
  item.price = money(line.unit_net);
  item.row = (item.price * whole(item.ordered)).rounded(2);
  item.discount = money(line.discount);
  item.tax = tax_on(item.row - item.discount);
  item.is_virtual = line.is_virtual;
  if (!line.parts.empty()) {
    const bool priced = std::ranges::any_of(line.parts, [](const auto& part) { return !money(part.unit_net).is_zero(); });
    item.type = "bundle";
    item.holds_stock = false;
    item.ships = line.ships_together;
    item.bills = !priced;
    order.items.push_back(item);
    const std::size_t first = order.items.size();
    for (const auto& part : line.parts) add_item(order, part, item.id, item.ordered);
    Decimal sum;
    for (std::size_t i = first; i < order.items.size(); ++i) {
      order.items[i].ships = !line.ships_together;
      order.items[i].bills = priced;
      sum += order.items[i].row;
    }
    // Priced by its parts, the bundle repeats their sum and leaves the tax to them.
    FakeMagentoItem& bundle = order.items[first - 1];
    if (priced) bundle.row = sum;
    if (priced) bundle.tax = bundle.discount = Decimal{};
    return;
  }
  if (!good || !good->parent_id || parent != 0) {
    order.items.push_back(item);
    return;
  }
  FakeMagentoItem above = item;
  above.type = "configurable";
  above.product_id = *good->parent_id;
  above.holds_stock = false;
  order.items.push_back(above);
  item.id = next_item_++;
  item.parent = above.id;
  item.price = item.row = item.tax = item.discount = Decimal{};
  item.bills = item.ships = false;
  order.items.push_back(item);
}

int FakeMagentoOrders::place(const std::vector<FakeMagentoLine>& lines, FakeMagentoPurchase purchase) {
  const int id = next_order_++;
  FakeMagentoOrder order;
  order.id = id;
  order.number = number_of(id);
  order.state = purchase.state == "pending_payment" ? "pending_payment" : "new";
  order.created = order.updated = now();
  for (const auto& line : lines) add_item(order, line, 0, 1);
  order.shipping = money(purchase.shipping_net);
  order.shipping_tax = tax_on(order.shipping);
  order.total = order.shipping + order.shipping_tax;
  for (const auto& item : order.items)
    if (item.bills) order.total += item.row - item.discount + item.tax;
  for (const auto& item : order.items)
    if (item.holds_stock && !item.is_virtual) goods_.reserve(item.sku, whole(item.ordered));
  const std::string state = purchase.state;
  order.purchase = std::move(purchase);
  orders_[id] = std::move(order);
  if (state == "processing") invoice(id);
  else if (state != "pending_payment") orders_[id].state = state;
  return id;
}

Json FakeMagentoOrders::child_head(const FakeMagentoOrder& order, int id) const {
  return Json{{"entity_id", id}, {"increment_id", number_of(id)}, {"order_id", order.id}, {"store_id", 1}, {"created_at", now()}, {"updated_at", now()}};
}

std::map<int, int> FakeMagentoOrders::or_all(const FakeMagentoOrder& order, const std::map<int, int>& quantities, int (*left)(const FakeMagentoItem&)) const {
  if (!quantities.empty()) return quantities;
  std::map<int, int> out;
  for (const auto& item : order.items)
    if (const int count = left(item); count > 0) out[item.id] = count;
  return out;
}

int FakeMagentoOrders::invoice(int order_id, bool paid, const std::map<int, int>& quantities) {
  FakeMagentoOrder& order = orders_.at(order_id);
  const auto wanted = or_all(order, quantities, [](const FakeMagentoItem& item) { return item.ordered - item.invoiced - item.cancelled; });
  const int id = next_child_++;
  Json rows = Json::array();
  Decimal total = order.invoiced.is_zero() ? order.shipping + order.shipping_tax : Decimal{};
  int pieces = 0;
  for (auto& item : order.items) {
    const auto found = wanted.find(item.id);
    if (found == wanted.end()) continue;
    const auto part = [&](Decimal amount) { return magento_share(amount, item.invoiced, found->second, item.ordered); };
    const Decimal row = part(item.row), tax = part(item.tax), discount = part(item.discount);
    item.invoiced += found->second;
    pieces += found->second;
    if (item.bills) total += row + tax - discount;
    rows.push_back({{"entity_id", next_child_++}, {"parent_id", id}, {"order_item_id", item.id}, {"sku", item.sku}, {"name", item.name}, {"qty", found->second},
                    {"row_total", json_number(row.to_text())}, {"tax_amount", json_number(tax.to_text())}, {"discount_amount", json_number(discount.to_text())}});
  }
  order.invoiced += total;
  Json invoice = child_head(order, id);
  invoice.update({{"state", 1}, {"grand_total", json_number(total.to_text())}, {"order_currency_code", currency_}, {"total_qty", pieces}, {"items", rows}, {"comments", Json::array()}});
  invoices_[id] = std::move(invoice);
  settle(order);
  touch(order, true);
  if (paid) pay(id);
  return id;
}

void FakeMagentoOrders::pay(int id) {
  Json& invoice = invoices_.at(id);
  FakeMagentoOrder& order = orders_.at(invoice["order_id"].get<int>());
  const std::string reference = "cap-" + std::to_string(id);
  invoice["state"] = 2;
  invoice["transaction_id"] = reference;
  invoice["updated_at"] = now();
  add_transaction(order.id, "capture", reference);
  touch(order, true);
}

void FakeMagentoOrders::add_transaction(int order, const std::string& type, const std::string& reference) {
  const int id = next_child_++;
  transactions_[id] = Json{{"transaction_id", id}, {"order_id", order}, {"payment_id", order}, {"txn_id", reference}, {"parent_txn_id", ""}, {"txn_type", type}, {"is_closed", 0},
                           {"additional_information", Json::array()}, {"created_at", now()}, {"child_transactions", Json::array()}};
}

void FakeMagentoOrders::set_state(int id, const std::string& state) {
  orders_.at(id).state = state;
  settle(orders_.at(id));
  touch(orders_.at(id), false);
}

void FakeMagentoOrders::cancel(int id) {
  FakeMagentoOrder& order = orders_.at(id);
  const bool any = std::ranges::any_of(order.items, [](const auto& item) { return item.bills && item.invoiced > 0; });
  const bool all = std::ranges::all_of(order.items, [](const auto& item) { return !item.bills || item.invoiced == item.ordered; });
  const bool goes_on = any && !all;
  for (auto& item : order.items) {
    const int left = item.ordered - std::max(item.shipped, item.refunded) - item.cancelled - (goes_on ? item.invoiced : 0);
    if (left <= 0) continue;
    item.cancelled += left;
    if (item.holds_stock && !item.is_virtual) goods_.reserve(item.sku, -whole(left));
  }
  order.cancelled = now();
  if (!goes_on) order.state = "canceled";
  settle(order);
  touch(order, false);
}

void FakeMagentoOrders::settle(FakeMagentoOrder& order) {
  if (is_final(order.state)) return;
  bool can_invoice = false, can_ship = false, begun = false;
  for (const auto& item : order.items) {
    begun = begun || item.invoiced > 0 || item.shipped > 0;
    can_invoice = can_invoice || (item.bills && item.ordered > item.invoiced + item.cancelled);
    can_ship = can_ship || (item.ships && !item.is_virtual && item.ordered > std::max(item.shipped, item.refunded) + item.cancelled);
  }
  if (!order.refunded.is_zero() && order.refunded >= order.total) order.state = "closed";
  else if (!can_invoice && !can_ship) order.state = "complete";
  else if (begun) order.state = "processing";
}

int FakeMagentoOrders::item_id(int order, const std::string& sku) const {
  for (const auto& item : orders_.at(order).items)
    if (item.sku == sku) return item.id;
  return 0;
}

std::vector<Json> FakeMagentoOrders::shipments_of(int order) const {
  std::vector<Json> out;
  for (const auto& [id, shipment] : shipments_)
    if (shipment["order_id"] == order) out.push_back(shipment);
  return out;
}

MagentoAnswer FakeMagentoOrders::list_orders(const MagentoQuery& query) const {
  std::vector<Json> rows;
  for (const auto& [id, order] : orders_)
    if (!order.hidden) rows.push_back(to_json(order));
  return magento_list(std::move(rows), query);
}

MagentoAnswer FakeMagentoOrders::list_children(const Rows& rows, const MagentoQuery& query) const {
  std::vector<Json> shown;
  for (const auto& [id, row] : rows)
    if (!orders_.at(row["order_id"].get<int>()).hidden) shown.push_back(row);
  return magento_list(std::move(shown), query);
}

std::optional<MagentoAnswer> FakeMagentoOrders::call(const MagentoRequest& request) {
  if (request.is("GET", {"orders"})) return list_orders(request.query);
  if (request.is("GET", {"invoices"})) return list_children(invoices_, request.query);
  if (request.is("GET", {"shipments"})) return list_children(shipments_, request.query);
  if (request.is("GET", {"creditmemos"})) return list_children(creditmemos_, request.query);
  if (request.is("GET", {"transactions"})) return list_children(transactions_, request.query);
  if (request.is("POST", {"shipment", "track"})) return track_by_call(request.body);
  const bool read = request.is("GET", {"orders", "*"}), ships = request.is("POST", {"order", "*", "ship"});
  if (!read && !ships) return std::nullopt;
  const int id = std::atoi(request.path[1].c_str());
  if (!orders_.contains(id)) return magento_error(404, "The entity that was requested doesn't exist. Verify the entity and try again.");
  return read ? MagentoAnswer{200, to_json(orders_.at(id))} : ship_by_call(id, request.body);
}

}  // namespace tillbridge::tests
