#include <algorithm>
#include <regex>
#include <set>

#include "base/decimal.hpp"
#include "tests/support/fake_woocommerce_shop.hpp"

// Products, variations and their batches of the pretended shop.
namespace tillbridge::tests {
namespace {

using base::Decimal;

bool among(const std::string& word, std::initializer_list<const char*> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

/// What WordPress leaves of a text: no markup, no percent codes, single blanks, trimmed.
std::string clean_text(std::string text) {
  text = std::regex_replace(text, std::regex("<[^>]*>?"), "");
  text = std::regex_replace(text, std::regex("%[0-9A-Fa-f]{2}"), "");
  text = std::regex_replace(text, std::regex("[\\s]+"), " ");
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// A price as an English shop reads it: the comma separates thousands, what is no number is nothing.
std::string clean_price(const Json& value) {
  if (value.is_number()) return value.dump();
  if (!value.is_string()) return "";
  std::string text = value.get<std::string>();
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  return std::regex_match(text, std::regex("-?[0-9]*\\.?[0-9]+")) ? text : "";
}

std::optional<WooAnswer> wrong_types(const Json& body) {
  const auto wrong = [](const char* field, const char* why) {
    return woo_error(400, "rest_invalid_param", std::string("Invalid parameter(s): ") + field, {{"params", {{field, why}}}});
  };
  for (const char* field : {"regular_price", "sale_price", "name", "sku"})
    if (body.contains(field) && !body[field].is_string() && !body[field].is_null()) return wrong(field, "is not of type string.");
  if (body.contains("stock_quantity")) {
    const Json& quantity = body["stock_quantity"];
    const bool text_number = quantity.is_string() && std::regex_match(quantity.get<std::string>(), std::regex("-?[0-9]+"));
    if (!quantity.is_number_integer() && !quantity.is_null() && !text_number) return wrong("stock_quantity", "is not of type integer.");
  }
  if (body.contains("status") && !among(body["status"].get<std::string>(), {"draft", "pending", "private", "publish"})) return wrong("status", "is not one of draft, pending, private, publish.");
  return std::nullopt;
}

Json batch_error(const Json& id, const WooAnswer& answer) { return Json{{"id", id}, {"error", answer.body}}; }

}  // namespace

Json FakeWooShop::new_product(int parent_id) const {
  Json out{{"name", "Product"}, {"type", parent_id == 0 ? "simple" : "variation"}, {"status", "publish"}, {"sku", ""}, {"global_unique_id", ""},
           {"parent_id", parent_id}, {"price", ""}, {"regular_price", ""}, {"sale_price", ""}, {"date_on_sale_from_gmt", nullptr},
           {"date_on_sale_to_gmt", nullptr}, {"manage_stock", false}, {"stock_quantity", nullptr}, {"stock_status", "instock"},
           {"catalog_visibility", "visible"}, {"description", ""}, {"short_description", ""}, {"weight", ""}, {"tax_status", "taxable"},
           {"tax_class", ""}, {"categories", Json::array()}, {"images", Json::array()}, {"attributes", Json::array()}, {"meta_data", Json::array()}};
  out["date_created_gmt"] = gmt_now();
  touch(out);
  return out;
}

std::optional<WooAnswer> FakeWooShop::write_sku(Json& product, const Json& body) {
  const std::string sku = clean_text(body["sku"].is_string() ? body["sku"].get<std::string>() : "");
  if (!sku.empty())
    for (const auto& [id, other] : products_) {
      if (product.contains("id") && product["id"] == id) continue;
      if (woo_collation(other["sku"].get<std::string>()) != woo_collation(sku)) continue;
      if (other["status"] == "trash") return woo_error(400, "woocommerce_rest_product_not_created", "The SKU (" + sku + ") you are trying to insert is already present in the lookup table");
      return woo_error(400, "product_invalid_sku", "Invalid or duplicated SKU.", {{"resource_id", id}, {"unique_sku", sku + "-1"}});
    }
  product["sku"] = sku;
  return std::nullopt;
}

void FakeWooShop::write_stock(Json& product, const Json& body) const {
  if (body.contains("manage_stock") && settings_.manage_stock) product["manage_stock"] = body["manage_stock"] == true;
  if (!body.contains("stock_quantity") || product["manage_stock"] != true || !settings_.manage_stock) return;
  const Json& given = body["stock_quantity"];
  int quantity = 0;
  if (given.is_number()) quantity = given.get<int>();
  else if (given.is_string()) quantity = std::atoi(given.get<std::string>().c_str());
  product["stock_quantity"] = quantity;
  product["stock_status"] = quantity > 0 ? "instock" : "outofstock";
}

void FakeWooShop::write_price(Json& product, const Json& body) const {
  if (product["type"] == "variable") return;
  for (const char* field : {"regular_price", "sale_price"})
    if (body.contains(field) && !body[field].is_null()) product[field] = clean_price(body[field]);
  for (const char* field : {"date_on_sale_from_gmt", "date_on_sale_to_gmt"})
    if (body.contains(field) && body[field].is_string()) product[field] = body[field] == "" ? Json() : body[field];
  const auto regular = Decimal::parse(product["regular_price"].get<std::string>()), sale = Decimal::parse(product["sale_price"].get<std::string>());
  if (sale && (!regular || *sale >= *regular)) product["sale_price"] = "";
  product["price"] = product["sale_price"] != "" ? product["sale_price"] : product["regular_price"];
}

void FakeWooShop::write_attributes(Json& product, const Json& body) {
  if (!body.contains("attributes")) return;
  Json kept = Json::array();
  const Json parent = product["parent_id"] == 0 ? Json() : products_.at(product["parent_id"].get<int>());
  for (Json attribute : body["attributes"]) {
    if (!attribute.contains("id")) attribute["id"] = 0;
    if (parent.is_null()) {
      kept.push_back(attribute);
      continue;
    }
    // A variation keeps only attributes that its parent knows, by id or by name; any option of them is taken.
    for (const Json& known : parent["attributes"]) {
      const bool same = attribute["id"] != 0 ? attribute["id"] == known["id"] : attribute.value("name", "") == known.value("name", "");
      if (same) kept.push_back({{"id", known["id"]}, {"name", known["name"]}, {"option", attribute.value("option", "")}});
    }
  }
  product["attributes"] = kept;
}

std::optional<WooAnswer> FakeWooShop::write_fields(Json& product, const Json& body, bool strict) {
  if (strict)
    if (auto wrong = wrong_types(body)) return wrong;
  if (body.contains("sku"))
    if (auto refused = write_sku(product, body)) return refused;
  if (const std::string gtin = body.value("global_unique_id", ""); !gtin.empty()) {
    for (const auto& [id, other] : products_)
      if (other["global_unique_id"] == gtin && other["status"] != "trash" && (!product.contains("id") || product["id"] != id))
        return woo_error(400, "product_invalid_global_unique_id", "Invalid or duplicated GTIN, UPC, EAN or ISBN.", {{"resource_id", id}});
    product["global_unique_id"] = gtin;
  }
  for (const Json& image : body.value("images", Json::array())) {
    if (image.contains("src") && image["src"].get<std::string>().find("missing") != std::string::npos)
      return woo_error(400, "woocommerce_product_image_upload_error", "Error getting remote image.");
    product["images"].push_back(image);
  }
  if (body.contains("name")) product["name"] = std::regex_replace(body["name"].get<std::string>(), std::regex("&(?!amp;)"), "&amp;");
  for (const char* field : {"type", "description", "short_description", "weight", "tax_status", "tax_class", "catalog_visibility"})
    if (body.contains(field) && body[field].is_string()) product[field] = body[field];
  if (body.contains("status") && body["status"].is_string() && among(body["status"].get<std::string>(), {"draft", "pending", "private", "publish"}))
    product["status"] = body["status"];
  write_attributes(product, body);
  write_stock(product, body);
  write_price(product, body);
  for (const Json& meta : body.value("meta_data", Json::array())) product["meta_data"].push_back(meta);
  touch(product);
  return std::nullopt;
}

WooAnswer FakeWooShop::create_product(const Json& body, int parent_id, bool strict) {
  Json made = new_product(parent_id);
  if (auto refused = write_fields(made, body, strict)) return *refused;
  const int id = next_id_++;
  made["id"] = id;
  products_[id] = made;
  return {201, show_product(made, {}), {}, 10};
}

WooAnswer FakeWooShop::update_product(int id, const Json& body, int parent_id, bool strict) {
  const auto found = products_.find(id);
  if (parent_id != 0 && (found == products_.end() || found->second["parent_id"] != parent_id))
    return woo_error(404, "woocommerce_rest_product_variation_invalid_id", "Invalid ID.");
  if (found == products_.end()) return woo_error(400, "woocommerce_rest_product_invalid_id", "Invalid ID.");
  if (parent_id == 0 && found->second["parent_id"] != 0)
    return woo_error(404, "woocommerce_rest_invalid_product_id", "To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.");
  Json changed = found->second;
  if (auto refused = write_fields(changed, body, strict)) return *refused;
  products_[id] = changed;
  if (parent_id != 0) touch(products_.at(parent_id));
  return {200, show_product(changed, {}), {}, 10};
}

Json FakeWooShop::show_product(const Json& product, const WooQuery& query) const {
  Json out = product;
  if (product["parent_id"] != 0 && product["manage_stock"] == false) {
    const auto parent = products_.find(product["parent_id"].get<int>());
    if (parent != products_.end() && parent->second["manage_stock"] == true) out["manage_stock"] = "parent";
  }
  Json ids = Json::array();
  for (const auto& [id, other] : products_)
    if (product.contains("id") && other["parent_id"] == product["id"] && other["status"] == "publish") ids.push_back(id);
  out["variations"] = ids;
  const auto context = query.find("context");
  if ((context == query.end() || context->second == "view") && out["description"] != "") out["description"] = "<p>" + out["description"].get<std::string>() + "</p>\n";
  return out;
}

std::string FakeWooShop::sku_of(const Json& item) const {
  const auto known = products_.find(item.value("id", 0));
  return known == products_.end() ? item.value("sku", "") : known->second["sku"].get<std::string>();
}

WooAnswer FakeWooShop::batch(const Json& body, const WooQuery& query, int parent_id) {
  std::size_t count = 0;
  for (const char* verb : {"create", "update", "delete"})
    if (body.contains(verb)) count += body[verb].size();
  if (count > 100) return woo_error(413, "woocommerce_rest_request_entity_too_large", "Unable to accept more than 100 items for this request.");
  const bool parent_missing = parent_id != 0 && !products_.contains(parent_id);
  Json out = Json::object();
  const auto spend = [&] { return batch_budget_ < 0 || batch_budget_-- > 0; };
  const WooAnswer fatal = woo_error(500, "internal_server_error", "<p>There has been a critical error on this website.</p><p><a href=\"#\">Learn more</a></p>");
  const WooAnswer refused = woo_error(400, "woocommerce_rest_plugin_refused", "A plugin of the shop refuses this product.");
  for (const Json& item : body.value("create", Json::array())) {
    if (parent_missing || !spend() || breaking_skus_.contains(sku_of(item))) return fatal;
    const WooAnswer made = refused_skus_.contains(sku_of(item)) ? refused : create_product(item, parent_id, false);
    out["create"].push_back(made.status == 201 ? woo_fields(made.body, {}) : batch_error(0, made));
  }
  for (const Json& item : body.value("update", Json::array())) {
    if (!spend() || breaking_skus_.contains(sku_of(item))) return fatal;
    const WooAnswer changed = refused_skus_.contains(sku_of(item)) ? refused : update_product(item.value("id", 0), item, parent_id, false);
    out["update"].push_back(changed.status == 200 ? changed.body : batch_error(item.value("id", 0), changed));
  }
  if (query.contains("_fields")) {
    // The filter is applied to the whole answer and leaves nothing of it, although the work is done.
    for (auto& [verb, list] : out.items()) list = Json::array();
    return {200, out.contains("update") ? out : Json::array(), {}, 10};
  }
  return {200, out.empty() ? Json::array() : out, {}, 10};
}

WooAnswer FakeWooShop::list_products(const WooQuery& query, int parent_id) const {
  const auto status = query.find("status");
  const bool wants_trash = status != query.end() && status->second == "trash";
  std::set<std::string> skus;
  if (const auto sku = query.find("sku"); sku != query.end()) {
    const std::string cleaned = clean_text(sku->second);
    if (cleaned != "0" && !cleaned.empty()) {
      for (const auto& one : woo_list(cleaned)) skus.insert(woo_collation(clean_text(one)));
      skus.insert(woo_collation(cleaned));  // a SKU that holds a comma itself
    }
  }
  std::vector<Json> rows;
  for (const auto& [id, product] : products_) {
    if ((product["status"] == "trash") != wants_trash) continue;
    if (parent_id != 0 && product["parent_id"] != parent_id) continue;
    if (parent_id == 0 && skus.empty() && product["parent_id"] != 0) continue;
    if (!skus.empty() && !skus.contains(woo_collation(product["sku"].get<std::string>()))) continue;
    rows.push_back(show_product(product, query));
  }
  return woo_page(std::move(rows), query, false);
}

WooAnswer FakeWooShop::products_route(const std::string& method, const std::vector<std::string>& parts, const WooQuery& query, const Json& body) {
  if (parts.size() == 1) return method == "GET" ? list_products(query, 0) : create_product(body, 0, true);
  if (parts[1] == "batch") return batch(body, query, 0);
  const int id = std::atoi(parts[1].c_str());
  if (method != "GET") return update_product(id, body, 0, true);
  const auto found = products_.find(id);
  if (found == products_.end()) return woo_error(404, "woocommerce_rest_product_invalid_id", "Invalid ID.");
  if (found->second["parent_id"] != 0) return woo_error(404, "woocommerce_rest_invalid_product_id", "To manipulate product variations use the variations endpoint.");
  return {200, woo_fields(show_product(found->second, query), query), {}, 10};
}

WooAnswer FakeWooShop::variations_route(const std::string& method, const std::vector<std::string>& parts, const WooQuery& query, const Json& body) {
  const int parent = std::atoi(parts[1].c_str());
  if (parts.size() == 3 && method == "GET") return list_products(query, parent);
  if (parts.size() == 3) {
    if (!products_.contains(parent)) return woo_error(500, "internal_server_error", "<p>There has been a critical error on this website.</p>");
    return create_product(body, parent, true);
  }
  if (parts[3] == "batch") return batch(body, query, parent);
  return update_product(std::atoi(parts[3].c_str()), body, parent, true);
}

int FakeWooShop::add_product(const Json& fields) {
  const WooAnswer made = create_product(fields, 0, false);
  if (made.status != 201) throw std::invalid_argument(made.body.dump());
  return made.body["id"].get<int>();
}

int FakeWooShop::add_variation(int parent_id, const Json& fields) {
  const WooAnswer made = create_product(fields, parent_id, false);
  if (made.status != 201) throw std::invalid_argument(made.body.dump());
  return made.body["id"].get<int>();
}

Json& FakeWooShop::product(int id) { return products_.at(id); }

Json* FakeWooShop::product_with_sku(const std::string& sku) {
  for (auto& [id, product] : products_)
    if (product["sku"] == sku) return &product;
  return nullptr;
}

void FakeWooShop::trash_product(int id) { products_.at(id)["status"] = "trash"; }

}  // namespace tillbridge::tests
