#include "tests/support/fake_shopify_catalogue.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "base/time_text.hpp"

namespace tillbridge::tests {
namespace {

std::string folded(const std::string& text) {
  std::string out;
  for (const char c : text) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// The SKUs of a search such as `sku:"A-1" OR sku:"B\"2"`.
std::vector<std::string> searched_skus(const std::string& query) {
  std::vector<std::string> out;
  for (auto at = query.find("sku:\""); at != std::string::npos; at = query.find("sku:\"", at)) {
    std::string sku;
    for (at += 5; at < query.size() && query[at] != '"'; ++at) {
      if (query[at] == '\\' && at + 1 < query.size()) ++at;
      sku += query[at];
    }
    out.push_back(std::move(sku));
    ++at;
  }
  return out;
}

/// The first field of that name below `field`.
const GraphqlField* find_below(const GraphqlField& field, const std::string& name) {
  for (const auto& one : field.selection) {
    if (one.name == name) return &one;
    if (const auto* deeper = find_below(one, name)) return deeper;
  }
  return nullptr;
}

}  // namespace

std::string shopify_gid(const std::string& kind, const std::string& id) { return "gid://shopify/" + kind + "/" + id; }

std::string shopify_id(const Json& gid) {
  const std::string text = gid.is_string() ? gid.get<std::string>() : "";
  const auto slash = text.rfind('/');
  return slash == std::string::npos ? "" : text.substr(slash + 1);
}

Json shopify_error(const std::vector<std::string>& field, const std::string& message, const std::string& code) {
  Json error{{"field", field.empty() ? Json() : Json(field)}, {"message", message}};
  error["code"] = code.empty() ? Json() : Json(code);
  return error;
}

FakeShopifyCatalogue::FakeShopifyCatalogue(const base::Clock& clock) : clock_(clock), locations_{{"7001", "Shop"}} {}

std::optional<Json> FakeShopifyCatalogue::answer(const GraphqlField& field) {
  const auto argument = [&](const char* name) { return field.arguments.value(name, Json()); };
  if (field.name == "locations") {
    Json out = Json::array();
    for (const auto& location : locations_)
      if (location.active) out.push_back(location_json(location));
    return out;
  }
  if (field.name == "productVariants") return find_variants(argument("query").is_string() ? argument("query").get<std::string>() : "");
  if (field.name == "productByIdentifier" || field.name == "product") {
    const auto* found = find_product(field.name == "product" ? Json{{"id", argument("id")}} : argument("identifier"));
    return found == nullptr ? Json() : product_json(*found, true);
  }
  if (field.name == "productSet") return set_product(field);
  if (field.name == "productVariantsBulkCreate") return create_variants(field);
  if (field.name == "productVariantsBulkUpdate") return update_variants(field);
  if (field.name == "productUpdate") return update_product(field);
  if (field.name == "inventorySetQuantities") return set_quantities(field);
  if (field.name == "inventoryActivate") return activate(field);
  if (field.name == "publishableUnpublish") return unpublish(field);
  if (field.name == "metafieldsSet") return set_metafields(field);
  if (field.name == "metafieldDefinitionCreate") return define_metafield(field);
  if (field.name != "nodes") return std::nullopt;
  Json out = Json::array();
  for (const Json& id : argument("ids")) out.push_back(node(id.get<std::string>(), field));
  return out;
}

Json FakeShopifyCatalogue::node(const std::string& gid, const GraphqlField& field) const {
  const std::string id = shopify_id(gid);
  if (gid.find("/InventoryItem/") != std::string::npos) {
    const auto* variant = by_inventory_item(id);
    return variant == nullptr ? Json() : inventory_item_json(*variant, field);
  }
  if (gid.find("/ProductVariant/") != std::string::npos) {
    const auto found = variants_.find(id);
    return found == variants_.end() ? Json() : variant_json(found->second, true);
  }
  const auto found = products_.find(id);
  return found == products_.end() || gid.find("/Product/") == std::string::npos ? Json() : product_json(found->second, true);
}

Json FakeShopifyCatalogue::product_json(const ShopifyProduct& product, bool deep) const {
  Json out{{"__typename", "Product"}, {"id", shopify_gid("Product", product.id)}, {"legacyResourceId", product.id}, {"title", product.title}, {"handle", product.handle},
           {"status", product.status}, {"vendor", product.vendor}, {"productType", product.product_type}, {"descriptionHtml", product.description},
           {"hasOnlyDefaultVariant", product.has_only_default_variant}, {"variantsCount", {{"count", product.variant_ids.size()}, {"precision", "EXACT"}}}};
  const auto name = product.custom_ids.find("app.tillbridge_product");
  out["metafield"] = name == product.custom_ids.end() ? Json() : Json{{"value", name->second}};
  out["options"] = Json::array();
  for (std::size_t i = 0; i < product.options.size(); ++i)
    out["options"].push_back({{"id", shopify_gid("ProductOption", product.id + std::to_string(i))}, {"name", product.options[i].first}, {"position", i + 1}, {"values", product.options[i].second}});
  if (!deep) return out;
  out["variants"] = Json::array();
  for (const auto& id : product.variant_ids) out["variants"].push_back(variant_json(variants_.at(id), true));
  return out;
}

Json FakeShopifyCatalogue::variant_json(const ShopifyVariant& variant, bool deep) const {
  int sum = 0;
  for (const auto& [location, quantity] : variant.available) sum += quantity;
  Json out{{"__typename", "ProductVariant"}, {"id", shopify_gid("ProductVariant", variant.id)}, {"legacyResourceId", variant.id}, {"price", variant.price},
           {"compareAtPrice", variant.compare_at ? Json(*variant.compare_at) : Json()}, {"inventoryQuantity", sum}, {"taxable", true}};
  out["sku"] = variant.sku.empty() ? Json() : Json(variant.sku);
  out["barcode"] = variant.barcode.empty() ? Json() : Json(variant.barcode);
  out["selectedOptions"] = Json::array();
  for (const auto& [name, value] : variant.options) out["selectedOptions"].push_back({{"name", name}, {"value", value}});
  out["inventoryItem"] = {{"__typename", "InventoryItem"}, {"id", shopify_gid("InventoryItem", variant.inventory_item_id)}, {"sku", out["sku"]}, {"tracked", variant.tracked}};
  out["resourcePublications"] = Json::array();
  if (variant.published) out["resourcePublications"].push_back({{"publication", {{"id", shopify_gid("Publication", "1")}}}});
  if (deep) out["product"] = product_json(products_.at(variant.product_id), false);
  return out;
}

Json FakeShopifyCatalogue::inventory_item_json(const ShopifyVariant& variant, const GraphqlField& field) const {
  Json out = variant_json(variant, false)["inventoryItem"];
  const auto* level = find_below(field, "inventoryLevel");
  if (level == nullptr) return out;
  const std::string location = shopify_id(level->arguments.value("locationId", Json()));
  const auto held = variant.available.find(location);
  out["inventoryLevel"] = Json();
  if (held == variant.available.end()) return out;
  Json quantities = Json::array();
  if (const auto* asked = find_below(*level, "quantities"))
    for (const Json& name : asked->arguments.value("names", Json::array()))
      quantities.push_back({{"id", shopify_gid("InventoryQuantity", variant.inventory_item_id + "?name=" + name.get<std::string>())}, {"name", name}, {"quantity", held->second}});
  out["inventoryLevel"] = {{"id", shopify_gid("InventoryLevel", location + "?inventory_item_id=" + variant.inventory_item_id)}, {"quantities", quantities}};
  return out;
}

Json FakeShopifyCatalogue::location_json(const ShopifyLocation& location) const {
  return {{"__typename", "Location"}, {"id", shopify_gid("Location", location.id)}, {"legacyResourceId", location.id}, {"name", location.name}, {"isActive", location.active},
          {"isFulfillmentService", location.fulfils_for_others}, {"fulfillsOnlineOrders", true}, {"shipsInventory", true}};
}

Json FakeShopifyCatalogue::find_variants(const std::string& query) const {
  std::set<std::string> found;
  for (const auto& sku : searched_skus(query)) {
    const auto [from, to] = by_sku_.equal_range(folded(sku));
    for (auto at = from; at != to; ++at)
      if (variants_.at(at->second).created_at + search_lag_ <= clock_.now()) found.insert(at->second);
  }
  Json out = Json::array();
  for (const auto& id : found) out.push_back(variant_json(variants_.at(id), true));
  return out;
}

const ShopifyProduct* FakeShopifyCatalogue::find_product(const Json& identifier) const {
  if (identifier.contains("customId")) {
    const Json& wanted = identifier["customId"];
    const std::string name = wanted.value("namespace", "app") + "." + wanted["key"].get<std::string>();
    if (!definitions_.contains(name)) throw std::invalid_argument("There is no unique metafield definition of this name");
    for (const auto& [id, product] : products_) {
      const auto custom = product.custom_ids.find(name);
      if (custom != product.custom_ids.end() && custom->second == wanted["value"].get<std::string>()) return &product;
    }
    return nullptr;
  }
  for (const auto& [id, product] : products_)
    if (identifier.contains("id") ? shopify_id(identifier["id"]) == id : identifier.value("handle", "") == product.handle) return &product;
  return nullptr;
}

ShopifyProduct& FakeShopifyCatalogue::add_product(const std::string& title, const std::string& status) {
  const std::string id = next_id();
  ShopifyProduct product{.id = id, .title = title, .handle = "product-" + id, .status = status};
  return products_.emplace(id, std::move(product)).first->second;
}

ShopifyVariant& FakeShopifyCatalogue::add_variant(ShopifyProduct& product, const std::string& sku, const std::string& price,
                                                  std::vector<std::pair<std::string, std::string>> options) {
  Json input{{"price", price}, {"optionValues", Json::array()}, {"inventoryItem", {{"tracked", true}}}};
  for (const auto& [name, value] : options) input["optionValues"].push_back({{"optionName", name}, {"name", value}});
  if (options.empty()) input["optionValues"].push_back({{"optionName", "Title"}, {"name", "Default Title"}});
  auto& made = make_variant(product, input, sku);
  for (const auto& location : locations_)
    if (location.active) made.available[location.id] = 0;
  return made;
}

void FakeShopifyCatalogue::delete_product(const std::string& id) {
  for (const auto& variant : std::vector(products_.at(id).variant_ids)) delete_variant(variant);
  products_.erase(id);
}

void FakeShopifyCatalogue::delete_variant(const std::string& id) {
  auto& list = products_.at(variants_.at(id).product_id).variant_ids;
  std::erase(list, id);
  forget_sku(variants_.at(id));
  by_inventory_item_.erase(variants_.at(id).inventory_item_id);
  variants_.erase(id);
}

std::vector<ShopifyVariant*> FakeShopifyCatalogue::with_sku(const std::string& sku) {
  std::vector<ShopifyVariant*> out;
  const auto [from, to] = by_sku_.equal_range(folded(sku));
  for (auto at = from; at != to; ++at)
    if (auto& variant = variants_.at(at->second); variant.sku == sku) out.push_back(&variant);
  return out;
}

void FakeShopifyCatalogue::change_sku(const std::string& id, const std::string& sku) {
  auto& changed = variants_.at(id);
  forget_sku(changed);
  changed.sku = sku;
  by_sku_.emplace(folded(sku), id);
}

void FakeShopifyCatalogue::forget_sku(const ShopifyVariant& variant) {
  const auto [from, to] = by_sku_.equal_range(folded(variant.sku));
  for (auto at = from; at != to; ++at)
    if (at->second == variant.id) {
      by_sku_.erase(at);
      return;
    }
}

void FakeShopifyCatalogue::forget_definitions() {
  definitions_.clear();
  for (auto& [id, product] : products_) product.custom_ids.clear();
}

void FakeShopifyCatalogue::take_stock(const std::string& variant_id, int quantity) {
  auto& levels = variant(variant_id).available;
  if (!levels.empty()) levels.begin()->second -= quantity;
}

const ShopifyVariant* FakeShopifyCatalogue::by_inventory_item(const std::string& id) const {
  const auto found = by_inventory_item_.find(id);
  return found == by_inventory_item_.end() ? nullptr : &variants_.at(found->second);
}

bool FakeShopifyCatalogue::knows_location(const std::string& id) const {
  return std::any_of(locations_.begin(), locations_.end(), [&](const auto& location) { return location.id == id && location.active; });
}

}  // namespace tillbridge::tests
