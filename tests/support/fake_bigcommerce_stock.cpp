#include "tests/support/fake_bigcommerce_stock.hpp"

#include <algorithm>

namespace tillbridge::tests {
namespace {

constexpr std::size_t kMostItems = 2'000;
constexpr std::chrono::seconds kMoment{1};
constexpr int kPage = 1'000;

int pieces(const Json& variant, int location) { return variant["_stock"].value(std::to_string(location), 0); }

}  // namespace

std::optional<BigAnswer> FakeBigStock::call(const std::string& method, const std::string& path, const BigQuery& query, const std::string& body) {
  settle_what_is_due();
  const std::string line = method + " " + path;
  if (line == "PUT /v3/inventory/adjustments/absolute") return adjust(Json::parse(body, nullptr, false));
  if (line == "GET /v3/inventory/items") return list_items(query);
  if (line != "GET /v3/inventory/locations") return std::nullopt;
  std::vector<Json> rows;
  for (const auto& [id, location] : locations_)
    rows.push_back({{"id", id}, {"code", "LOC-" + std::to_string(id)}, {"label", location.name}, {"enabled", location.enabled}, {"type_id", "PHYSICAL"}});
  return big_page(rows, query);
}

/// What the item names, where the store counts it at that level; null otherwise.
Json* FakeBigStock::counted(const Json& item) {
  if (item.contains("product_id")) {
    Json* product = catalogue_.product(item.value("product_id", 0));
    if (product == nullptr || (*product)["inventory_tracking"] != "product" || !(*product)["base_variant_id"].is_number()) return nullptr;
    return &(*product)["variants"][0];
  }
  Json* variant = item.contains("variant_id") ? catalogue_.variant(item.value("variant_id", 0)) : catalogue_.variant_with_sku(item.value("sku", ""));
  if (variant == nullptr) return nullptr;
  const Json& product = *catalogue_.product((*variant)["product_id"].get<int>());
  return product["inventory_tracking"] == "none" ? nullptr : variant;
}

std::optional<std::string> FakeBigStock::why_not(const Json& item, Adjustment& out) {
  if (!item.is_object() || !item.contains("location_id") || !item.contains("quantity") || !item["quantity"].is_number_integer() || item["quantity"] < 0) return "Invalid items in request";
  const auto location = locations_.find(item["location_id"].get<int>());
  if (location == locations_.end() || !location->second.enabled) return "Location is not found or disabled";
  const Json* variant = counted(item);
  if (variant == nullptr) return "Some items are not found or not tracked";
  const auto sku = (*variant)["sku"].get<std::string>();
  if (catalogue_.breaks(sku)) return "Unprocessable entity";
  if (catalogue_.refuses(sku)) return "The item " + sku + " is locked";
  out = {(*variant)["id"].get<int>(), location->first, item["quantity"].get<int>()};
  return std::nullopt;
}

BigAnswer FakeBigStock::adjust(const Json& body) {
  if (!body.is_object() || !body.contains("items") || !body["items"].is_array() || body["items"].empty()) return big_error(422, "Items must not be empty");
  if (body["items"].size() > kMostItems) return big_error(413, "The request payload is too large. The maximum items allowed in the array is 2000");
  std::vector<Adjustment> wanted;
  for (const Json& item : body["items"]) {
    Adjustment one{};
    if (const auto why = why_not(item, one)) return big_error(422, *why);
    wanted.push_back(one);
  }
  settle();
  waiting_ = std::move(wanted);
  due_ = clock_.now() + kMoment;
  return {200, {{"transaction_id", "0000-" + std::to_string(next_transaction_++)}}};
}

void FakeBigStock::settle() {
  for (const auto& one : waiting_)
    if (Json* variant = catalogue_.variant(one.variant_id)) (*variant)["_stock"][std::to_string(one.location)] = one.quantity;
  waiting_.clear();
}

void FakeBigStock::settle_what_is_due() {
  if (clock_.now() >= due_) settle();
}

int FakeBigStock::on_hand(const std::string& sku, int location) {
  settle();
  const Json* variant = catalogue_.variant_with_sku(sku);
  return variant == nullptr ? 0 : pieces(*variant, location);
}

void FakeBigStock::move(const std::string& sku, int moved) {
  settle();
  if (Json* variant = catalogue_.variant_with_sku(sku)) (*variant)["_stock"]["1"] = pieces(*variant, 1) + moved;
}

BigAnswer FakeBigStock::list_items(const BigQuery& query) {
  const auto skus = big_list(query, "sku:in"), variants = big_list(query, "variant_id:in"), products = big_list(query, "product_id:in");
  const auto holds = [](const std::vector<std::string>& list, const Json& id) { return std::find(list.begin(), list.end(), std::to_string(id.get<int>())) != list.end(); };
  std::vector<Json> rows;
  for (auto& [id, product] : catalogue_.products()) {
    if (product["inventory_tracking"] == "none") continue;
    for (const Json& variant : product["variants"]) {
      const auto sku = variant["sku"].get<std::string>();
      if (query.contains("sku:in") && std::none_of(skus.begin(), skus.end(), [&](const auto& asked) { return big_same(asked, sku); })) continue;
      if (query.contains("variant_id:in") && !holds(variants, variant["id"])) continue;
      if (query.contains("product_id:in") && !holds(products, product["id"])) continue;
      Json identity{{"sku", sku}, {"variant_id", variant["id"]}, {"product_id", id}};
      if (variant["sku_id"].is_number()) identity["sku_id"] = variant["sku_id"];
      Json at = Json::array();
      for (const auto& [location_id, location] : locations_)
        at.push_back({{"location_id", location_id}, {"location_code", "LOC-" + std::to_string(location_id)}, {"location_name", location.name}, {"location_enabled", location.enabled},
                      {"available_to_sell", pieces(variant, location_id)}, {"total_inventory_onhand", pieces(variant, location_id)}});
      rows.push_back({{"identity", identity}, {"locations", at}});
    }
  }
  return big_page(rows, query, kPage);
}

}  // namespace tillbridge::tests
