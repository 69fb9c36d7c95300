#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "tests/support/fake_shopify_catalogue.hpp"

// What mutations do to the products, prices and stock of a pretended Shopify.
namespace tillbridge::tests {
namespace {

constexpr int kHighestQuantity = 1'000'000'000;

std::string text(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? "" : found->get<std::string>();
}

std::string metafield_name(const Json& metafield) { return (text(metafield, "namespace").empty() ? "app" : text(metafield, "namespace")) + "." + text(metafield, "key"); }

Json payload(const char* name, Json value, Json errors) { return {{name, std::move(value)}, {"userErrors", std::move(errors)}}; }

std::string lower(std::string sku) {
  for (char& c : sku) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return sku;
}

/// As the platform keeps money: with the decimals of a text, at least two.
std::string money(const Json& value) {
  std::string out = value.is_string() ? value.get<std::string>() : value.dump();
  const auto point = out.find('.');
  if (point == std::string::npos) return out + ".00";
  while (out.size() - point < 3) out += '0';
  return out;
}

void write_price(ShopifyVariant& variant, const Json& input) {
  if (input.contains("price")) variant.price = money(input["price"]);
  if (!input.contains("compareAtPrice")) return;
  if (input["compareAtPrice"].is_null()) variant.compare_at.reset();
  else variant.compare_at = money(input["compareAtPrice"]);
}

std::vector<std::string> skus_of(const Json& variants, bool in_inventory_item) {
  std::vector<std::string> out;
  for (const Json& variant : variants) out.push_back(in_inventory_item ? text(variant.value("inventoryItem", Json::object()), "sku") : text(variant, "sku"));
  return out;
}

}  // namespace

Json FakeShopifyCatalogue::sku_complaints(const std::vector<std::string>& skus, const std::vector<std::string>& path) const {
  Json errors = Json::array();
  for (const auto& sku : skus)
    if (breaking_.contains(sku)) return Json::array({shopify_error({}, "The input is not valid", "INVALID_INPUT")});
  for (std::size_t i = 0; i < skus.size(); ++i) {
    if (!refused_.contains(skus[i])) continue;
    auto place = path;
    place.push_back(std::to_string(i));
    place.push_back("sku");
    errors.push_back(shopify_error(place, "An app of this shop does not allow this SKU", "INVALID_INPUT"));
  }
  return errors;
}

ShopifyVariant& FakeShopifyCatalogue::make_variant(ShopifyProduct& product, const Json& input, const std::string& sku) {
  ShopifyVariant variant{.id = next_id(), .product_id = product.id, .inventory_item_id = next_id(), .sku = sku, .barcode = text(input, "barcode")};
  write_price(variant, input);
  for (const Json& option : input.value("optionValues", Json::array())) variant.options.emplace_back(text(option, "optionName"), text(option, "name"));
  variant.tracked = input.value("inventoryItem", Json::object()).value("tracked", false);
  variant.published = input.value("published", true);
  for (const Json& level : input.value("inventoryQuantities", Json::array()))
    variant.available[shopify_id(level["locationId"])] = level.contains("quantity") ? level["quantity"].get<int>() : level["availableQuantity"].get<int>();
  variant.created_at = clock_.now();
  product.has_only_default_variant = variant.options.size() == 1 && variant.options.front().second == "Default Title";
  widen_options(product, variant);
  product.variant_ids.push_back(variant.id);
  by_sku_.emplace(lower(sku), variant.id);
  by_inventory_item_[variant.inventory_item_id] = variant.id;
  return variants_.emplace(variant.id, variant).first->second;
}

void FakeShopifyCatalogue::widen_options(ShopifyProduct& product, const ShopifyVariant& variant) {
  for (const auto& [name, value] : variant.options) {
    auto known = std::find_if(product.options.begin(), product.options.end(), [&](const auto& option) { return option.first == name; });
    if (known == product.options.end()) known = product.options.insert(known, {name, {}});
    if (std::find(known->second.begin(), known->second.end(), value) == known->second.end()) known->second.push_back(value);
  }
}

Json FakeShopifyCatalogue::define_metafield(const GraphqlField& field) {
  const Json& definition = field.arguments.at("definition");
  const std::string name = metafield_name(definition);
  if (!definitions_.insert(name).second)
    return payload("createdDefinition", Json(), Json::array({shopify_error({"definition", "key"}, "Key is in use for Product metafields on the '" + name + "' namespace", "TAKEN")}));
  return payload("createdDefinition", {{"id", shopify_gid("MetafieldDefinition", next_id())}}, Json::array());
}

Json FakeShopifyCatalogue::set_metafields(const GraphqlField& field) {
  for (const Json& metafield : field.arguments.at("metafields")) {
    const auto found = products_.find(shopify_id(metafield["ownerId"]));
    if (found == products_.end()) return payload("metafields", Json::array(), Json::array({shopify_error({"metafields", "0", "ownerId"}, "Owner does not exist.", "INVALID")}));
    found->second.custom_ids[metafield_name(metafield)] = text(metafield, "value");
  }
  return payload("metafields", Json::array(), Json::array());
}

Json FakeShopifyCatalogue::set_product(const GraphqlField& field) {
  const Json& input = field.arguments.at("input");
  const Json identifier = field.arguments.value("identifier", Json());
  const auto refuse = [](Json error) { return payload("product", Json(), Json::array({std::move(error)})); };
  if (identifier.contains("customId") && !definitions_.contains(metafield_name(identifier["customId"])))
    return refuse(shopify_error({"identifier", "customId"}, "There is no unique metafield definition of this name", "INVALID_METAFIELD"));
  // The tuple of the identifier has to be among the metafields where there are any; the type is not part of it.
  const bool has_metafields = input.contains("metafields");
  bool named = false;
  for (const Json& metafield : input.value("metafields", Json::array()))
    named = named || (identifier.contains("customId") && metafield == identifier["customId"]);
  if (has_metafields && (!named || !takes_custom_id_in_input))
    return refuse(shopify_error({"input"}, "The input argument `metafields` (if present) must contain the `customId` value.", "METAFIELD_MISMATCH"));
  if (text(input, "title").empty()) return refuse(shopify_error({"input", "title"}, "Title can't be blank", "MISSING_FIELD_REQUIRED"));
  const Json variants = input.value("variants", Json::array());
  for (std::size_t i = 0; i < variants.size(); ++i)
    for (const Json& level : variants[i].value("inventoryQuantities", Json::array()))
      if (!knows_location(shopify_id(level["locationId"])))
        return refuse(shopify_error({"input", "variants", std::to_string(i), "inventoryQuantities", "0", "locationId"}, "Location does not exist", "INVALID_INPUT"));
  if (auto complaints = sku_complaints(skus_of(variants, false), {"input", "variants"}); !complaints.empty()) return payload("product", Json(), complaints);

  const auto* found = identifier.is_object() ? find_product(identifier) : nullptr;
  // What is there is overwritten: the trap of this mutation.
  auto& product = found != nullptr ? products_.at(found->id) : add_product("", "DRAFT");
  for (const auto& variant : std::vector(product.variant_ids)) delete_variant(variant);
  product.options.clear();
  product.title = text(input, "title");
  product.status = text(input, "status").empty() ? "ACTIVE" : text(input, "status");
  product.description = text(input, "descriptionHtml");
  product.vendor = text(input, "vendor");
  product.product_type = text(input, "productType");
  if (identifier.contains("customId") && (named || keeps_custom_id_of_identifier)) product.custom_ids[metafield_name(identifier["customId"])] = text(identifier["customId"], "value");
  for (const Json& variant : variants) make_variant(product, variant, text(variant, "sku"));
  return payload("product", product_json(product, true), Json::array());
}

Json FakeShopifyCatalogue::create_variants(const GraphqlField& field) {
  const Json& inputs = field.arguments.at("variants");
  const auto refuse = [](Json errors) { return Json{{"product", Json()}, {"productVariants", Json::array()}, {"userErrors", std::move(errors)}}; };
  const auto found = products_.find(shopify_id(field.arguments.at("productId")));
  if (found == products_.end()) return refuse(Json::array({shopify_error({"productId"}, "Product does not exist", "PRODUCT_DOES_NOT_EXIST")}));
  if (auto complaints = sku_complaints(skus_of(inputs, true), {"variants"}); !complaints.empty()) return refuse(complaints);
  auto& product = found->second;
  std::vector<std::vector<std::pair<std::string, std::string>>> taken;
  for (const auto& id : product.variant_ids) taken.push_back(variants_.at(id).options);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::vector<std::pair<std::string, std::string>> options;
    for (const Json& option : inputs[i].value("optionValues", Json::array())) {
      options.emplace_back(text(option, "optionName"), text(option, "name"));
      if (std::none_of(product.options.begin(), product.options.end(), [&](const auto& known) { return known.first == options.back().first; }))
        return refuse(Json::array({shopify_error({"variants", std::to_string(i), "optionValues", "0"}, "Option does not exist", "OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS")}));
    }
    if (options.size() != product.options.size())
      return refuse(Json::array({shopify_error({"variants", std::to_string(i)}, "You need to add option values for all options", "NEED_TO_ADD_OPTION_VALUES")}));
    if (std::find(taken.begin(), taken.end(), options) != taken.end())
      return refuse(Json::array({shopify_error({"variants", std::to_string(i)}, "The variant '" + options.front().second + "' already exists.", "VARIANT_ALREADY_EXISTS")}));
    taken.push_back(std::move(options));
  }
  Json made = Json::array();
  for (const Json& input : inputs) made.push_back(variant_json(make_variant(product, input, text(input.value("inventoryItem", Json::object()), "sku")), true));
  return {{"product", product_json(product, true)}, {"productVariants", made}, {"userErrors", Json::array()}};
}

Json FakeShopifyCatalogue::update_variants(const GraphqlField& field) {
  const auto refuse = [](Json errors) { return Json{{"product", Json()}, {"productVariants", Json()}, {"userErrors", std::move(errors)}}; };
  const auto found = products_.find(shopify_id(field.arguments.at("productId")));
  if (found == products_.end()) return refuse(Json::array({shopify_error({"productId"}, "Product does not exist", "PRODUCT_DOES_NOT_EXIST")}));
  const bool partial = field.arguments.value("allowPartialUpdates", Json(false)) == Json(true);
  Json errors = Json::array();
  std::vector<std::pair<ShopifyVariant*, const Json*>> good;
  std::size_t place = 0;
  for (const Json& input : field.arguments.at("variants")) {
    const std::string index = std::to_string(place++);
    const auto variant = variants_.find(shopify_id(input.value("id", Json())));
    if (variant == variants_.end() || variant->second.product_id != found->first) {
      errors.push_back(shopify_error({"variants", index, "id"}, "Product variant does not exist", "PRODUCT_VARIANT_DOES_NOT_EXIST"));
      continue;
    }
    if (breaking_.contains(variant->second.sku)) return refuse(Json::array({shopify_error({}, "The input is not valid", "INVALID_INPUT")}));
    if (refused_.contains(variant->second.sku)) errors.push_back(shopify_error({"variants", index, "price"}, "An app of this shop does not allow this price", "INVALID_INPUT"));
    else if (text(input, "price").starts_with('-')) errors.push_back(shopify_error({"variants", index, "price"}, "Price must be greater than or equal to 0", "NEGATIVE_PRICE_VALUE"));
    else good.emplace_back(&variant->second, &input);
  }
  if (!errors.empty() && !partial) good.clear();
  Json changed = Json::array();
  for (auto& [variant, input] : good) {
    write_price(*variant, *input);
    changed.push_back(variant_json(*variant, true));
  }
  return {{"product", product_json(found->second, true)}, {"productVariants", changed}, {"userErrors", errors}};
}

Json FakeShopifyCatalogue::update_product(const GraphqlField& field) {
  const Json& input = field.arguments.at("product");
  const auto found = products_.find(shopify_id(input.value("id", Json())));
  if (found == products_.end()) return payload("product", Json(), Json::array({shopify_error({"id"}, "Product does not exist", "")}));
  if (input.contains("status")) found->second.status = text(input, "status");
  if (input.contains("title")) found->second.title = text(input, "title");
  return payload("product", product_json(found->second, true), Json::array());
}

Json FakeShopifyCatalogue::unpublish(const GraphqlField& field) {
  const auto found = variants_.find(shopify_id(field.arguments.at("id")));
  if (found == variants_.end()) return payload("publishable", Json(), Json::array({shopify_error({"id"}, "Publishable does not exist", "")}));
  found->second.published = false;
  return payload("publishable", Json(), Json::array());
}

Json FakeShopifyCatalogue::set_quantities(const GraphqlField& field) {
  const Json key = field.directives.value("idempotent", Json::object()).value("key", Json());
  if (!key.is_string()) throw std::invalid_argument("The @idempotent directive with a key is required for this mutation");
  const Json& input = field.arguments.at("input");
  const auto refuse = [](Json errors) { return payload("inventoryAdjustmentGroup", Json(), std::move(errors)); };
  const auto known = idempotent_.find(key.get<std::string>());
  if (known != idempotent_.end()) {
    if (known->second.first == input.dump()) return known->second.second;
    return refuse(Json::array({shopify_error({}, "The key was used with other parameters", "IDEMPOTENCY_KEY_PARAMETER_MISMATCH")}));
  }
  for (const auto& [variant_id, quantity] : sales_) take_stock(variant_id, quantity);
  sales_.clear();
  Json errors = Json::array();
  std::size_t place = 0;
  for (const Json& row : input.at("quantities")) {
    const std::string index = std::to_string(place++);
    const auto complain = [&](const char* name, const char* words, const char* code) { errors.push_back(shopify_error({"input", "quantities", index, name}, words, code)); };
    const auto* variant = by_inventory_item(shopify_id(row["inventoryItemId"]));
    const std::string location = shopify_id(row["locationId"]);
    if (variant != nullptr && breaking_.contains(variant->sku)) return refuse(Json::array({shopify_error({}, "The input is not valid", "INVALID_REASON")}));
    if (variant == nullptr) complain("inventoryItemId", "The specified inventory item could not be found.", "INVALID_INVENTORY_ITEM");
    else if (!knows_location(location)) complain("locationId", "The specified location could not be found.", "INVALID_LOCATION");
    else if (refused_.contains(variant->sku)) complain("inventoryItemId", "The quantity of this item cannot be changed by apps.", "NON_MUTABLE_INVENTORY_ITEM");
    else if (row["quantity"].get<std::int64_t>() > kHighestQuantity) complain("quantity", "The quantity is too high.", "INVALID_QUANTITY_TOO_HIGH");
    else if (!row["changeFromQuantity"].is_null() && variant->available.contains(location) && row["changeFromQuantity"] != variant->available.at(location))
      complain("changeFromQuantity", "The quantity has changed meanwhile.", "CHANGE_FROM_QUANTITY_STALE");
  }
  const Json answer = errors.empty() ? payload("inventoryAdjustmentGroup", {{"id", shopify_gid("InventoryAdjustmentGroup", next_id())}, {"reason", input["reason"]}}, Json::array()) : refuse(errors);
  if (errors.empty()) {
    for (const Json& row : input["quantities"])
      variants_.at(by_inventory_item_.at(shopify_id(row["inventoryItemId"]))).available[shopify_id(row["locationId"])] = row["quantity"].get<int>();
    idempotent_[key.get<std::string>()] = {input.dump(), answer};
  }
  return answer;
}

Json FakeShopifyCatalogue::activate(const GraphqlField& field) {
  if (!field.directives.contains("idempotent")) throw std::invalid_argument("The @idempotent directive with a key is required for this mutation");
  const auto item = by_inventory_item_.find(shopify_id(field.arguments.at("inventoryItemId")));
  const std::string location = shopify_id(field.arguments.at("locationId"));
  const auto refuse = [](const char* name, const char* words) { return payload("inventoryLevel", Json(), Json::array({shopify_error({name}, words, "")})); };
  if (item == by_inventory_item_.end()) return refuse("inventoryItemId", "The inventory item could not be found.");
  if (!knows_location(location)) return refuse("locationId", "The location could not be found.");
  auto& levels = variants_.at(item->second).available;
  const Json given = field.arguments.value("available", Json());
  levels.emplace(location, given.is_number() ? given.get<int>() : 0);
  return payload("inventoryLevel", {{"id", shopify_gid("InventoryLevel", location + "?inventory_item_id=" + item->first)}}, Json::array());
}

}  // namespace tillbridge::tests
