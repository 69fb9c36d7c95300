#include "conformance/sandbox_shop.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tillbridge::conformance {
namespace {

using Json = nlohmann::json;

base::Decimal decimal(const Json& value) { return base::Decimal::parse(value.get<std::string>()).value(); }

Json lines_of(const ShopOrder& order, const Pieces& pieces) {
  Json out = Json::array();
  for (const auto& [sku, count] : pieces) out.push_back({{"line_id", order.lines.at(sku)}, {"quantity", std::to_string(count)}});
  return out;
}

std::optional<ShopItem> item_of(const Json& product, const std::string& sku) {
  for (const auto& variant : product.at("variants")) {
    if (variant.at("sku") != sku) continue;
    ShopItem out{.product_id = product.at("product_id"), .product_sku = product.at("sku"), .variants = product.at("variants").size(),
                 .published = product.at("status") == "published", .price = decimal(variant.at("price")), .quantity = decimal(variant.at("quantity")), .sale_price = {}};
    if (!variant.at("sale_price").is_null()) out.sale_price = decimal(variant.at("sale_price"));
    return out;
  }
  return std::nullopt;
}

/// A shopper of the kit's own: no real customer, recognisable in the till.
Json shopper() {
  return {{"email", "conformance@example.com"}, {"first_name", "Connie"}, {"last_name", "Formánce"}};
}

Json address() {
  return {{"first_name", "Connie"}, {"last_name", "Formánce"}, {"line1", "Hafenstraße 7"}, {"city", "Kiel"}, {"postcode", "24103"}, {"country", "DE"}};
}

}  // namespace

std::string SandboxShop::ask(const std::string& method, const std::string& path, const std::string& body) {
  const auto answer = exchange(sandbox_, {.method = method, .target = "/admin" + path, .headers = {{"Content-Type", "application/json"}}, .body = body});
  if (answer.status >= 300) throw NoAnswer(fmt::format("the sandbox answers {} /admin{} with {}: {}", method, path, answer.status, answer.body.substr(0, 200)));
  return answer.body;
}

std::optional<ShopItem> SandboxShop::find(const std::string& sku) {
  const Json answer = Json::parse(ask("GET", "/products?sku=" + sku));
  for (const auto& product : answer.at("products")) {
    if (auto found = item_of(product, sku)) return found;
  }
  return std::nullopt;
}

void SandboxShop::publish(const std::string& product_id) { ask("POST", "/products/" + product_id, Json{{"status", "published"}}.dump()); }

ShopOrder SandboxShop::place_order(const Pieces& basket) {
  Json lines = Json::array();
  for (const auto& [sku, count] : basket) lines.push_back({{"sku", sku}, {"quantity", std::to_string(count)}});
  const Json placed = Json::parse(ask("POST", "/orders", Json{{"lines", lines}, {"customer", shopper()}, {"billing_address", address()}, {"shipping_address", address()}}.dump()));
  ShopOrder out{.id = placed.at("order_id"), .number = placed.at("number"), .lines = {}};
  for (const auto& line : placed.at("lines")) out.lines[line.at("sku")] = line.at("line_id");
  return out;
}

void SandboxShop::ship(const ShopOrder& order, const Pieces& pieces) {
  ask("POST", "/orders/" + order.id + "/shipments", Json{{"carrier", "DHL"}, {"tracking_number", "CONF-" + order.number}, {"lines", lines_of(order, pieces)}}.dump());
}

void SandboxShop::refund(const ShopOrder& order, const Pieces& pieces) {
  ask("POST", "/orders/" + order.id + "/refunds", Json{{"lines", lines_of(order, pieces)}}.dump());
}

std::vector<ShopParcel> SandboxShop::parcels(const ShopOrder& order) {
  const Json answer = Json::parse(ask("GET", "/orders/" + order.id));
  std::vector<ShopParcel> out;
  for (const auto& parcel : answer.at("shipments")) out.push_back({parcel.at("shipment_id"), parcel.at("carrier"), parcel.at("tracking_number")});
  return out;
}

}  // namespace tillbridge::conformance
