#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/time_text.hpp"
#include "tests/support/fake_bigcommerce_order_parts.hpp"

// What shoppers, clerks and we do to the orders of the pretended store.
namespace tillbridge::tests {
namespace {

using base::Decimal;

constexpr const char* kStatusWords[] = {"Incomplete", "Pending", "Shipped", "Partially Shipped", "Refunded", "Cancelled", "Declined", "Awaiting Payment", "Awaiting Pickup",
                                        "Awaiting Shipment", "Completed", "Awaiting Fulfillment", "Manual Verification Required", "Disputed", "Partially Refunded"};
const std::set<std::string> kProviders{"", "auspost", "canadapost", "endicia", "usps", "fedex", "royalmail", "ups", "upsready", "shipperhq"};
const std::set<std::string> kTrackers{"", "dhl", "dpd", "gls", "tnt", "ups", "usps", "fedex"};
constexpr std::size_t kLongestTracking = 50;

BigAnswer v2_error(int status, const std::string& message) { return {status, Json::array({{{"status", status}, {"message", message}}})}; }

Json* with_id(Json& rows, int id) {
  for (Json& row : rows)
    if (row["id"] == id) return &row;
  return nullptr;
}

int left_to_ship(const Json& line) { return line["quantity"].get<int>() - line["quantity_shipped"].get<int>(); }

Json transaction_of(int id, const Json& order, const char* event, Decimal amount) {
  return {{"id", id}, {"order_id", std::to_string(order["id"].get<int>())}, {"event", event}, {"method", "credit_card"}, {"amount", big_number(amount)}, {"currency", "EUR"}, {"gateway", "stripe"},
          {"gateway_transaction_id", "ch_" + std::to_string(id)}, {"status", "ok"}, {"test", false}, {"fraud_review", false}, {"offline", nullptr}, {"custom", nullptr}};
}

Json tax_row(int id, const Json& order, const Json& address, const std::string& line_id, const char* type, Decimal tax) {
  return {{"id", id}, {"order_id", order["id"]}, {"order_address_id", address}, {"tax_rate_id", 1}, {"tax_class_id", 0}, {"name", "VAT"}, {"class", "Default Tax Class"}, {"rate", "19.0000"},
          {"priority", 0}, {"priority_amount", big_text(tax)}, {"line_amount", big_text(tax)}, {"order_pickup_method_id", 0}, {"order_product_id", line_id}, {"line_item_type", type}};
}

}  // namespace

Json FakeBigOrders::make_line(int order_id, const FakeBigLine& bought, const Json& addresses) {
  const auto thing = shelf_.find(bought.sku).value_or(BigShelf::Thing{0, 0, bought.sku});
  const Decimal price = big_money(bought.price), total = price * Decimal::from_integer(bought.quantity), paid = total - big_money(bought.discount), tax = tax_in(paid);
  const bool ships = bought.type == "physical";
  Json line{{"id", next_part_++}, {"order_id", order_id}, {"product_id", thing.product_id}, {"variant_id", thing.variant_id}, {"order_pickup_method_id", 0},
            {"order_address_id", ships ? addresses[static_cast<std::size_t>(bought.address)]["id"] : Json(0)}, {"name", thing.name}, {"name_customer", thing.name}, {"name_merchant", thing.name},
            {"sku", bought.sku}, {"upc", ""}, {"type", bought.type}, {"base_price", big_text(price)}, {"price_inc_tax", big_text(price)}, {"price_ex_tax", big_text(price - tax_in(price))},
            {"price_tax", big_text(tax_in(price))}, {"base_total", big_text(total)}, {"total_inc_tax", big_text(total)}, {"total_ex_tax", big_text(total - tax_in(total))}, {"total_tax", big_text(tax)},
            {"quantity", bought.quantity}, {"weight", 1}, {"is_refunded", false}, {"quantity_refunded", 0}, {"refund_amount", "0.0000"}, {"return_id", 0}, {"wrapping_id", 0}, {"wrapping_name", nullptr},
            {"wrapping_cost_inc_tax", "0.0000"}, {"quantity_shipped", 0}, {"event_name", nullptr}, {"event_date", nullptr}, {"parent_order_product_id", nullptr}, {"is_bundled_product", false},
            {"applied_discounts", Json::array()}, {"product_options", Json::array()}, {"configurable_fields", Json::array()}, {"discounted_total_inc_tax", big_text(paid)}};
  if (!big_money(bought.discount).is_zero())
    line["applied_discounts"].push_back({{"id", "coupon"}, {"amount", big_text(big_money(bought.discount))}, {"name", "Coupon"}, {"code", "SPRING"}, {"target", "order"}});
  return line;
}

int FakeBigOrders::place(const FakeBigOrder& wanted) {
  const int id = next_order_++;
  Json order = big_empty_order(id, clock_.now());
  order["billing_address"] = big_address(wanted.first_name, wanted.last_name);
  for (int i = 0; i < wanted.addresses; ++i) {
    Json address = big_address(wanted.first_name, wanted.last_name);
    address.update({{"id", next_part_++}, {"order_id", id}, {"items_total", 0}, {"items_shipped", 0}, {"shipping_method", "Standard"}, {"shipping_zone_id", 1}, {"shipping_zone_name", "UK"}, {"cost_tax_class_id", 2}});
    for (const char* amount : {"base_cost", "cost_ex_tax", "cost_inc_tax", "cost_tax", "base_handling_cost", "handling_cost_ex_tax", "handling_cost_inc_tax", "handling_cost_tax"}) address[amount] = "0.0000";
    order["_addresses"].push_back(address);
  }
  Decimal gross, tax, discount;
  int pieces = 0;
  for (const auto& bought : wanted.lines) {
    const Json line = make_line(id, bought, order["_addresses"]);
    gross += big_money(line["discounted_total_inc_tax"].get<std::string>());
    tax += big_money(line["total_tax"].get<std::string>());
    discount += big_money(bought.discount);
    pieces += bought.quantity;
    order["_taxes"].push_back(tax_row(next_part_++, order, line["order_address_id"], std::to_string(line["id"].get<int>()), "item", big_money(line["total_tax"].get<std::string>())));
    order["_lines"].push_back(line);
  }
  const Decimal shipping = big_money(wanted.shipping), fee = big_money(wanted.fee);
  order["shipping_cost_inc_tax"] = big_text(shipping);
  order["shipping_cost_ex_tax"] = big_text(shipping - tax_in(shipping));
  order["shipping_cost_tax"] = big_text(tax_in(shipping));
  order["_taxes"].push_back(tax_row(next_part_++, order, order["_addresses"].empty() ? Json(0) : order["_addresses"][0]["id"], "", "shipping", tax_in(shipping)));
  if (!fee.is_zero())
    order["_fees"].push_back({{"id", next_part_++}, {"type", "custom_fee"}, {"display_name_customer", "Small order"}, {"display_name_merchant", "Small order"}, {"source", "AA"}, {"base_cost", big_text(fee)},
                              {"cost_ex_tax", big_text(fee - tax_in(fee))}, {"cost_inc_tax", big_text(fee)}, {"cost_tax", big_text(tax_in(fee))}, {"tax_class_id", 0}});
  const Decimal total = gross + shipping + fee, total_tax = tax + tax_in(shipping) + tax_in(fee);
  order["items_total"] = pieces;
  order["total_inc_tax"] = big_text(total);
  order["total_ex_tax"] = big_text(total - total_tax);
  order["total_tax"] = big_text(total_tax);
  if (!wanted.coupon.empty()) {
    order["coupon_discount"] = big_text(discount);
    order["_coupons"].push_back({{"id", next_part_++}, {"coupon_id", 1}, {"order_id", id}, {"code", wanted.coupon}, {"amount", "5"}, {"type", 2}, {"discount", big_number(discount)}});
  } else {
    order["discount_amount"] = big_text(discount);
  }
  order.update(wanted.more);
  orders_[id] = order;
  if (wanted.status != 0) move_stock(orders_[id], -1);
  orders_[id]["status_id"] = wanted.status;
  orders_[id]["status"] = kStatusWords[wanted.status];
  pay(id, wanted.payment_status);
  return id;
}

void FakeBigOrders::touch(Json& order) {
  order["date_modified"] = rfc2822(clock_.now());
  order["_modified"] = std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
}

void FakeBigOrders::pay(int id, const std::string& payment_status) {
  Json& order = orders_.at(id);
  order["payment_status"] = payment_status;
  const bool taken = payment_status == "captured" || payment_status == "paid";
  if (taken || payment_status == "authorized") {
    Json transaction = transaction_of(next_part_++, order, taken ? "purchase" : "authorization", big_money(order["total_inc_tax"].get<std::string>()));
    transaction["date_created"] = base::format_utc(std::chrono::floor<std::chrono::seconds>(clock_.now()));
    order["_transactions"].push_back(transaction);
  }
  touch(order);
}

void FakeBigOrders::move_stock(const Json& order, int sign) {
  for (const Json& line : order["_lines"]) shelf_.move(line["sku"], sign * line["quantity"].get<int>());
}

void FakeBigOrders::set_status(int id, int status) {
  Json& order = orders_.at(id);
  const auto gives_back = [](int one) { return one == 5 || one == 6; };
  if (gives_back(status) && !gives_back(order["status_id"])) move_stock(order, +1);
  order["status_id"] = status;
  order["status"] = kStatusWords[status];
  if (status == 2 || status == 10) order["date_shipped"] = rfc2822(clock_.now());
  touch(order);
}

void FakeBigOrders::archive(int id) {
  orders_.at(id)["is_deleted"] = true;
  touch(orders_.at(id));
}

void FakeBigOrders::hide(int id, bool hidden) {
  if (hidden) hidden_.insert(id);
  else hidden_.erase(id);
}

int FakeBigOrders::line_id(int id, const std::string& sku) {
  for (const Json& line : orders_.at(id)["_lines"])
    if (line["sku"] == sku) return line["id"];
  throw std::out_of_range("the order has no " + sku);
}

int FakeBigOrders::mails(int id) const { return orders_.at(id).value("_mails", 0); }

void FakeBigOrders::count_shipped(Json& order) {
  int shipped = 0;
  bool left = false;
  for (Json& line : order["_lines"]) {
    int pieces = 0;
    for (const Json& shipment : order["_shipments"])
      for (const Json& item : shipment["items"])
        if (item["order_product_id"] == line["id"]) pieces += item["quantity"].get<int>();
    line["quantity_shipped"] = pieces;
    shipped += pieces;
    left = left || (line["type"] == "physical" && left_to_ship(line) - line["quantity_refunded"].get<int>() > 0);
  }
  order["items_shipped"] = shipped;
  order["status_id"] = left ? 3 : 2;
  order["status"] = kStatusWords[left ? 3 : 2];
  if (!left) order["date_shipped"] = rfc2822(clock_.now());
  order["_mails"] = order.value("_mails", 0) + 1;
  touch(order);
}

std::optional<std::string> FakeBigOrders::why_not(const Json& order, const Json& body) const {
  if (!body.is_object() || !body.contains("order_address_id") || body.value("items", Json::array()).empty()) return "order_address_id and items are required";
  if (body.value("tracking_number", std::string()).size() > kLongestTracking) return "The field 'tracking_number' is invalid.";
  const std::string provider = body.value("shipping_provider", std::string());
  if (!kProviders.contains(provider) && !provider.starts_with("carrier_")) return "The field 'shipping_provider' is invalid.";
  if (!kTrackers.contains(body.value("tracking_carrier", std::string()))) return "The field 'tracking_carrier' is invalid.";
  for (const Json& item : body["items"]) {
    const auto line = std::find_if(order["_lines"].begin(), order["_lines"].end(), [&](const Json& one) { return one["id"] == item["order_product_id"]; });
    if (line == order["_lines"].end() || (*line)["order_address_id"] != body["order_address_id"]) return "The field 'items' is invalid: another address.";
    if (!item["quantity"].is_number_integer() || item["quantity"].get<int>() > left_to_ship(*line)) return "The field 'quantity' is invalid.";
  }
  return std::nullopt;
}

BigAnswer FakeBigOrders::create_shipment(Json& order, const Json& body) {
  if (const auto why = why_not(order, body)) return v2_error(400, *why);
  Json shipment{{"id", next_part_++}, {"order_id", order["id"]}, {"customer_id", 0}, {"order_address_id", body["order_address_id"]}, {"date_created", rfc2822(clock_.now())}, {"tracking_number", ""},
                {"merchant_shipping_cost", "0.0000"}, {"shipping_method", ""}, {"comments", ""}, {"shipping_provider", ""}, {"tracking_carrier", ""}, {"tracking_link", ""}, {"generated_tracking_link", ""},
                {"shipping_provider_display_name", ""}, {"billing_address", order["billing_address"]}, {"shipping_address", big_address("Ada", "Lovelace")}, {"items", Json::array()}};
  shipment["billing_address"].erase("form_fields");
  shipment["shipping_address"].erase("form_fields");
  for (const auto& [name, member] : body.items())
    if (name != "items") shipment[name] = member;
  for (const Json& item : body["items"]) shipment["items"].push_back({{"order_product_id", item["order_product_id"]}, {"product_id", 0}, {"quantity", item["quantity"]}});
  order["_shipments"].push_back(shipment);
  count_shipped(order);
  return {201, shipment};
}

BigAnswer FakeBigOrders::update_shipment(Json& order, int id, const Json& body) {
  Json* shipment = with_id(order["_shipments"], id);
  if (shipment == nullptr) return v2_error(404, "The requested resource was not found.");
  for (const auto& [name, member] : body.items())
    if (name != "items") (*shipment)[name] = member;
  return {200, *shipment};
}

int FakeBigOrders::ship(int id, const std::map<int, int>& pieces, const std::string& tracking, const std::string& comments) {
  Json& order = orders_.at(id);
  Json body{{"tracking_number", tracking}, {"comments", comments}, {"items", Json::array()}};
  for (const auto& [line, quantity] : pieces) {
    body["order_address_id"] = (*with_id(order["_lines"], line))["order_address_id"];
    body["items"].push_back({{"order_product_id", line}, {"quantity", quantity}});
  }
  const auto made = create_shipment(order, body);
  if (made.status != 201) throw std::runtime_error("the store does not ship: " + made.body.dump());
  return made.body["id"];
}

void FakeBigOrders::ship_the_rest(int id) {
  std::map<int, std::map<int, int>> by_address;
  for (const Json& line : orders_.at(id)["_lines"])
    if (const int left = left_to_ship(line) - line["quantity_refunded"].get<int>(); left > 0 && line["type"] == "physical") by_address[line["order_address_id"]][line["id"]] = left;
  for (const auto& [address, pieces] : by_address) ship(id, pieces);
}

}  // namespace tillbridge::tests
