#include <algorithm>
#include <set>
#include <stdexcept>

#include "tests/support/fake_bigcommerce_order_parts.hpp"

// Parcels of the pretended store, whoever makes them.
namespace tillbridge::tests {
namespace {

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

}  // namespace

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
  order["status"] = big_status_words(left ? 3 : 2);
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
  Json shipment{{"id", next_part_++},
                {"order_id", order["id"]},
                {"customer_id", 0},
                {"order_address_id", body["order_address_id"]},
                {"date_created", rfc2822(clock_.now())},
                {"tracking_number", ""},
                {"merchant_shipping_cost", "0.0000"},
                {"shipping_method", ""},
                {"comments", ""},
                {"shipping_provider", ""},
                {"tracking_carrier", ""},
                {"tracking_link", ""},
                {"generated_tracking_link", ""},
                {"shipping_provider_display_name", ""},
                {"billing_address", order["billing_address"]},
                {"shipping_address", big_address("Ada", "Lovelace")},
                {"items", Json::array()}};
  shipment["billing_address"].erase("form_fields");
  shipment["shipping_address"].erase("form_fields");
  for (const auto& [name, member] : body.items())
    if (name != "items") shipment[name] = member;
  for (const Json& item : body["items"])
    shipment["items"].push_back({{"order_product_id", item["order_product_id"]}, {"product_id", 0}, {"quantity", item["quantity"]}});
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
    if (const int left = left_to_ship(line) - line["quantity_refunded"].get<int>(); left > 0 && line["type"] == "physical")
      by_address[line["order_address_id"]][line["id"]] = left;
  for (const auto& [address, pieces] : by_address) ship(id, pieces);
}

}  // namespace tillbridge::tests
