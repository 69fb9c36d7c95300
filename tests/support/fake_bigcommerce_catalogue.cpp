#include "tests/support/fake_bigcommerce_catalogue.hpp"

#include <algorithm>
#include <cctype>

namespace tillbridge::tests {
namespace {

constexpr const char* kRoot = "/v3/catalog";

std::string fold(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string sku_of(const Json& thing) { return thing.value("sku", std::string()); }

Json shown(const Json& product, const BigQuery& query) {
  Json out = product;
  const auto include = big_list(query, "include");
  const auto wants = [&](const char* part) { return std::find(include.begin(), include.end(), part) != include.end(); };
  for (const char* part : {"variants", "options"})
    if (!wants(part)) out.erase(part);
  if (const auto fields = big_list(query, "include_fields"); !fields.empty())
    for (auto at = out.begin(); at != out.end();) {
      const bool kept = at.key() == "id" || at.key() == "variants" || at.key() == "options" || std::find(fields.begin(), fields.end(), at.key()) != fields.end();
      at = kept ? std::next(at) : out.erase(at);
    }
  return out;
}

}  // namespace

BigAnswer big_error(int status, const std::string& title, Json errors) {
  return {status, {{"status", status}, {"title", title}, {"type", "https://developer.bigcommerce.com/docs/start/about/status-codes"}, {"errors", std::move(errors)}}};
}

std::optional<int> big_id(const std::string& text) {
  if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::stoi(text);
}

bool big_same(const std::string& a, const std::string& b) { return fold(a) == fold(b); }

std::vector<std::string> big_list(const BigQuery& query, const std::string& name) {
  std::vector<std::string> out;
  const auto found = query.find(name);
  if (found == query.end()) return out;
  for (std::size_t at = 0; at <= found->second.size();) {
    const auto comma = std::min(found->second.find(',', at), found->second.size());
    out.push_back(found->second.substr(at, comma - at));
    at = comma + 1;
  }
  return out;
}

BigAnswer big_page(const std::vector<Json>& rows, const BigQuery& query, int default_limit) {
  const auto number = [&](const char* name, int fallback) { return query.contains(name) ? big_id(query.at(name)).value_or(fallback) : fallback; };
  const int limit = std::max(number("limit", default_limit), 1), page = std::max(number("page", 1), 1), total = static_cast<int>(rows.size());
  Json data = Json::array();
  for (int i = (page - 1) * limit; i < std::min(page * limit, total); ++i) data.push_back(rows[static_cast<std::size_t>(i)]);
  const Json pagination{{"total", total}, {"count", data.size()}, {"per_page", limit}, {"current_page", page}, {"total_pages", std::max((total + limit - 1) / limit, 1)}};
  return {200, {{"data", data}, {"meta", {{"pagination", pagination}}}}};
}

std::optional<BigAnswer> FakeBigCatalogue::call(const std::string& method, const std::string& path, const BigQuery& query, const std::string& body) {
  if (!path.starts_with(kRoot)) return std::nullopt;
  const std::string rest = path.substr(std::string(kRoot).size());
  const Json sent = body.empty() ? Json() : Json::parse(body, nullptr, false);
  if (sent.is_discarded()) return big_error(400, "JSON data is missing or invalid");
  const std::string line = method + " " + rest;
  if (line == "GET /products") return list_products(query);
  if (line == "POST /products") return create_product(sent);
  if (line == "PUT /products") return update_products(sent);
  if (line == "GET /variants") return list_variants(query);
  if (line == "PUT /variants") return update_variants(sent);
  if (!rest.starts_with("/products/")) return std::nullopt;
  const auto slash = std::min(rest.find('/', 10), rest.size());
  const auto id = big_id(rest.substr(10, slash - 10));
  Json* found = id ? product(*id) : nullptr;
  if (found == nullptr) return big_error(404, "A product was not found with id = " + rest.substr(10, slash - 10));
  return call_product(method, *found, rest.substr(slash), query, sent);
}

std::optional<BigAnswer> FakeBigCatalogue::call_product(const std::string& method, Json& product, const std::string& rest, const BigQuery& query, const Json& body) {
  const std::string line = method + " " + rest;
  if (line == "GET ") return show(product, query);
  if (line == "GET /variants") return big_page(product["variants"].get<std::vector<Json>>(), query);
  if (line == "POST /variants") return add_variant(product, body);
  if (line.starts_with("GET /variants/")) {
    for (const Json& variant : product["variants"])
      if (std::to_string(variant["id"].get<int>()) == rest.substr(10)) return BigAnswer{200, {{"data", variant}, {"meta", Json::object()}}};
    return big_error(404, "A variant was not found");
  }
  if (line.starts_with("POST /options/") && rest.ends_with("/values"))
    if (const auto option = big_id(rest.substr(9, rest.size() - 9 - 7))) return add_value(product, *option, body);
  return std::nullopt;
}

BigAnswer FakeBigCatalogue::show(const Json& product, const BigQuery& query) const { return {200, {{"data", shown(product, query)}, {"meta", Json::object()}}}; }

BigAnswer FakeBigCatalogue::list_products(const BigQuery& query) {
  std::vector<Json> rows;
  const auto skus = query.contains("sku") ? std::vector<std::string>{query.at("sku")} : big_list(query, "sku:in");
  const auto ids = big_list(query, "id:in");
  const bool by_sku = query.contains("sku") || query.contains("sku:in");
  for (const auto& [id, product] : products_) {
    // By the main SKU only; that of a variant is asked for elsewhere.
    if (by_sku && std::none_of(skus.begin(), skus.end(), [&](const auto& sku) { return big_same(sku, sku_of(product)); })) continue;
    if (query.contains("id:in") && std::find(ids.begin(), ids.end(), std::to_string(id)) == ids.end()) continue;
    rows.push_back(shown(product, query));
  }
  return big_page(rows, query);
}

BigAnswer FakeBigCatalogue::list_variants(const BigQuery& query) {
  std::vector<Json> rows;
  for (const auto& [id, product] : products_)
    for (const Json& variant : product["variants"])
      if (!query.contains("sku") || big_same(query.at("sku"), sku_of(variant))) rows.push_back(variant);
  return big_page(rows, query);
}

Json* FakeBigCatalogue::product(int id) {
  const auto found = products_.find(id);
  return found == products_.end() ? nullptr : &found->second;
}

Json* FakeBigCatalogue::variant(int id) {
  for (auto& [product_id, product] : products_)
    for (Json& variant : product["variants"])
      if (variant["id"] == id) return &variant;
  return nullptr;
}

std::vector<Json*> FakeBigCatalogue::variants_with_sku(const std::string& sku) {
  std::vector<Json*> out;
  for (auto& [id, product] : products_)
    for (Json& variant : product["variants"])
      if (sku_of(variant) == sku) out.push_back(&variant);
  return out;
}

Json* FakeBigCatalogue::variant_with_sku(const std::string& sku) {
  const auto found = variants_with_sku(sku);
  return found.empty() ? nullptr : found.front();
}

bool FakeBigCatalogue::sku_taken(const std::string& sku) const {
  if (sku.empty()) return false;
  for (const auto& [id, product] : products_) {
    if (big_same(sku_of(product), sku)) return true;
    for (const Json& variant : product["variants"])
      if (big_same(sku_of(variant), sku)) return true;
  }
  return false;
}

bool FakeBigCatalogue::name_taken(const std::string& name, int except) const {
  return std::any_of(products_.begin(), products_.end(), [&](const auto& entry) { return entry.first != except && big_same(entry.second["name"].template get<std::string>(), name); });
}

void FakeBigCatalogue::delete_product(int id) { products_.erase(id); }

}  // namespace tillbridge::tests
