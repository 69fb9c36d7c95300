#include <algorithm>
#include <stdexcept>

#include "tests/support/fake_bigcommerce_catalogue.hpp"

// How the pretended store takes products and variants.
namespace tillbridge::tests {
namespace {

constexpr std::size_t kMostVariants = 600;
constexpr std::size_t kProductBatch = 10;
constexpr std::size_t kVariantBatch = 50;
constexpr std::size_t kLongestName = 250;

std::string sku_of(const Json& thing) { return thing.value("sku", std::string()); }

/// Members of a body that the store takes over as they are.
void take_over(Json& into, const Json& from, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (from.contains(name)) into[name] = from[name];
}

bool is_money(const Json& body, const char* name) { return !body.contains(name) || body[name].is_null() || (body[name].is_number() && body[name].get<double>() >= 0); }

BigAnswer invalid(const std::string& field, const std::string& what) { return big_error(422, "The field '" + field + "' is invalid.", {{field, what}}); }

BigAnswer too_many(std::size_t most) { return {413, {{"status", 413}, {"title", "The request payload is too large. The maximum items allowed in the array is " + std::to_string(most)}, {"errors", Json::object()}}}; }

BigAnswer data(Json value) { return {200, {{"data", std::move(value)}, {"meta", Json::object()}}}; }

Json variants_of(const Json& product) { return product.contains("variants") ? product["variants"] : Json::array(); }

}  // namespace

std::optional<BigAnswer> FakeBigCatalogue::why_not(const Json& body) {
  if (!body.is_object()) return big_error(422, "JSON data is missing or invalid");
  for (const char* field : {"name", "type", "weight", "price"})
    if (!body.contains(field)) return invalid(field, "error.path.missing");
  const std::string name = body["name"].is_string() ? body["name"].get<std::string>() : "";
  if (name.empty() || name.size() > kLongestName) return invalid("name", "must be 1 to 250 characters long");
  if (want_categories_ && (!body.contains("categories") || body["categories"].empty())) return invalid("categories", "At least one category is required");
  if (!body["weight"].is_number()) return invalid("weight", "must be a number");
  if (body["price"].is_null()) return invalid("price", "must be a number");
  for (const char* field : {"price", "sale_price"})
    if (!is_money(body, field)) return invalid(field, "must be a number that is not negative");
  if (variants_of(body).size() > kMostVariants) return big_error(422, "A product may have 600 SKUs at most");
  std::vector<std::string> skus{sku_of(body)};
  for (const Json& variant : variants_of(body)) skus.push_back(sku_of(variant));
  for (const auto& sku : skus) {
    if (refuses(sku)) return invalid("sku", "the SKU " + sku + " is not allowed in this store");
    if (breaks(sku)) return big_error(422, "Unprocessable entity");
    if (sku_taken(sku)) return big_error(409, "A variant with the same SKU already exists", {{"sku", "Sku is not unique"}});
  }
  if (name_taken(name, 0)) return big_error(409, "The product name is a duplicate", {{"name", "The product name is a duplicate"}});
  return std::nullopt;
}

Json FakeBigCatalogue::option_value(Json& product, const Json& chosen) {
  if (chosen.contains("id")) {
    for (const Json& option : product["options"])
      for (const Json& value : option["option_values"])
        if (value["id"] == chosen["id"] && option["id"] == chosen.value("option_id", 0))
          return {{"id", value["id"]}, {"option_id", option["id"]}, {"label", value["label"]}, {"option_display_name", option["display_name"]}};
    return Json();
  }
  if (chosen.value("option_display_name", "").empty() || chosen.value("label", "").empty()) return Json();
  auto& options = product["options"];
  auto option = std::find_if(options.begin(), options.end(), [&](const Json& one) { return one["display_name"] == chosen["option_display_name"]; });
  if (option == options.end()) {
    options.push_back({{"id", next_id_++}, {"product_id", product["id"]}, {"display_name", chosen["option_display_name"]}, {"type", "dropdown"}, {"option_values", Json::array()}});
    option = std::prev(options.end());
  }
  Json& values = (*option)["option_values"];
  auto value = std::find_if(values.begin(), values.end(), [&](const Json& one) { return one["label"] == chosen["label"]; });
  if (value == values.end()) {
    values.push_back({{"id", next_id_++}, {"label", chosen["label"]}, {"sort_order", values.size()}});
    value = std::prev(values.end());
  }
  return {{"id", (*value)["id"]}, {"option_id", (*option)["id"]}, {"label", chosen["label"]}, {"option_display_name", chosen["option_display_name"]}};
}

Json FakeBigCatalogue::make_variant(Json& product, const Json& sent) {
  const int id = next_id_++;
  Json out{{"id", id}, {"product_id", product["id"]}, {"sku", sku_of(sent)}, {"sku_id", id + 5000}, {"price", nullptr}, {"sale_price", nullptr}, {"weight", nullptr},
           {"purchasing_disabled", false}, {"option_values", Json::array()}, {"_stock", Json::object()}};
  take_over(out, sent, {"price", "sale_price", "weight", "purchasing_disabled", "upc", "gtin", "mpn"});
  if (sent.contains("inventory_level") && product["inventory_tracking"] != "none") out["_stock"]["1"] = sent["inventory_level"];
  for (const Json& chosen : sent.value("option_values", Json::array())) {
    Json value = option_value(product, chosen);
    if (value.is_null()) return Json();
    out["option_values"].push_back(std::move(value));
  }
  return out;
}

BigAnswer FakeBigCatalogue::create_product(const Json& body) {
  if (auto refusal = why_not(body)) return *refusal;
  Json product{{"id", next_id_++}, {"sku", sku_of(body)}, {"sale_price", 0}, {"is_visible", true}, {"inventory_tracking", "none"}, {"options", Json::array()},
               {"variants", Json::array()}, {"base_variant_id", nullptr}, {"categories", Json::array()}};
  take_over(product, body, {"name", "type", "weight", "price", "sale_price", "is_visible", "inventory_tracking", "categories", "description", "brand_name", "gtin", "upc", "custom_fields", "tax_class_id"});
  for (const Json& sent : variants_of(body)) {
    Json variant = make_variant(product, sent);
    if (variant.is_null() || variant["option_values"].empty()) return invalid("variants", "option_values must not be empty");
    for (const Json& other : product["variants"])
      if (other["option_values"] == variant["option_values"]) return big_error(409, "Variant with the same option values set exists");
    product["variants"].push_back(std::move(variant));
  }
  if (product["variants"].empty()) {
    Json base = make_variant(product, {{"sku", product["sku"]}});
    base["sku_id"] = nullptr;
    if (body.contains("inventory_level") && product["inventory_tracking"] == "product") base["_stock"]["1"] = body["inventory_level"];
    product["base_variant_id"] = base["id"];
    product["variants"].push_back(std::move(base));
  }
  BigAnswer answer = data(product);
  if (fail_stock_) {
    fail_stock_ = false;
    for (Json& variant : product["variants"]) variant["_stock"] = Json::object();
    answer = {207, {{"data", Json::array({product})}, {"errors", {{"status", 207}, {"title", "The product was saved, its inventory was not"}}}, {"meta", Json::object()}}};
  }
  products_.emplace(product["id"].get<int>(), product);
  return answer;
}

int FakeBigCatalogue::add_product(const Json& wanted) {
  Json body{{"type", "physical"}, {"weight", 0}, {"is_visible", true}, {"inventory_tracking", "product"}};
  body.update(wanted);
  const auto answer = create_product(body);
  if (answer.status != 200) throw std::runtime_error(answer.body.dump());
  return answer.body["data"]["id"].get<int>();
}

BigAnswer FakeBigCatalogue::update_products(const Json& body) {
  if (!body.is_array() || body.empty()) return big_error(422, "JSON data is missing or invalid");
  if (body.size() > kProductBatch) return too_many(kProductBatch);
  for (const Json& sent : body) {
    const Json* product = this->product(sent.value("id", 0));
    if (product == nullptr) return big_error(404, "One or more products were not found");
    if (breaks(sku_of(*product))) return big_error(422, "Unprocessable entity");
    if (refuses(sku_of(*product))) return invalid("sku", "the product " + sku_of(*product) + " is locked");
    if (!is_money(sent, "price") || !is_money(sent, "sale_price")) return invalid("price", "must be a number that is not negative");
  }
  Json rows = Json::array();
  for (const Json& sent : body) {
    Json& product = *this->product(sent["id"].get<int>());
    take_over(product, sent, {"price", "sale_price", "is_visible"});
    rows.push_back(product);
  }
  return data(rows);
}

BigAnswer FakeBigCatalogue::update_variants(const Json& body) {
  if (!body.is_array() || body.empty()) return big_error(422, "JSON data is missing or invalid");
  if (body.size() > kVariantBatch) return too_many(kVariantBatch);
  Json errors = Json::array();
  for (const Json& sent : body) {
    const Json* variant = this->variant(sent.value("id", 0));
    if (variant == nullptr) errors.push_back({{"status", 422}, {"title", "A variant was not found"}, {"errors", Json::object()}});
    else if (breaks(sku_of(*variant))) errors.push_back({{"status", 422}, {"title", "Unprocessable entity"}, {"errors", Json::object()}});
    else if (refuses(sku_of(*variant))) errors.push_back({{"status", 422}, {"title", "The variant " + sku_of(*variant) + " is locked"}, {"errors", Json::object()}});
    else if (!is_money(sent, "price") || !is_money(sent, "sale_price")) errors.push_back({{"status", 422}, {"title", "Invalid price"}, {"errors", Json::object()}});
  }
  if (!errors.empty()) return {422, {{"batch_errors", errors}}};
  Json rows = Json::array();
  for (const Json& sent : body) {
    Json& variant = *this->variant(sent["id"].get<int>());
    take_over(variant, sent, {"price", "sale_price", "purchasing_disabled"});
    rows.push_back(variant);
  }
  return data(rows);
}

BigAnswer FakeBigCatalogue::add_variant(Json& product, const Json& body) {
  if (!body.is_object() || sku_of(body).empty()) return invalid("sku", "error.path.missing");
  if (breaks(sku_of(body))) return big_error(422, "Unprocessable entity");
  if (refuses(sku_of(body))) return invalid("sku", "the SKU " + sku_of(body) + " is not allowed in this store");
  if (sku_taken(sku_of(body))) return big_error(409, "A variant with the same SKU already exists", {{"sku", "Sku is not unique"}});
  if (product["variants"].size() >= kMostVariants) return big_error(422, "A product may have 600 SKUs at most");
  for (const Json& chosen : body.value("option_values", Json::array()))
    if (!chosen.contains("id") || !chosen.contains("option_id")) return invalid("option_values", "each needs id and option_id");
  Json variant = make_variant(product, body);
  if (variant.is_null() || variant["option_values"].size() != product["options"].size()) return invalid("option_values", "must name a value of every option");
  for (const Json& other : product["variants"])
    if (other["option_values"] == variant["option_values"]) return big_error(409, "Variant with the same option values set exists");
  product["variants"].push_back(variant);
  return data(variant);
}

BigAnswer FakeBigCatalogue::add_value(Json& product, int option_id, const Json& body) {
  for (Json& option : product["options"]) {
    if (option["id"] != option_id) continue;
    if (!body.is_object() || body.value("label", "").empty() || !body.contains("sort_order")) return invalid("label", "error.path.missing");
    for (const Json& value : option["option_values"])
      if (value["label"] == body["label"]) return big_error(409, "The option value is a duplicate");
    option["option_values"].push_back({{"id", next_id_++}, {"label", body["label"]}, {"sort_order", body["sort_order"]}});
    return data(option["option_values"].back());
  }
  return big_error(404, "An option was not found");
}

}  // namespace tillbridge::tests
