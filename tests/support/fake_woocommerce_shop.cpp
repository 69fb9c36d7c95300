#include "tests/support/fake_woocommerce_shop.hpp"

#include <algorithm>
#include <sstream>

#include "base/time_text.hpp"

namespace tillbridge::tests {
namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::stringstream in(text);
  for (std::string part; std::getline(in, part, at);)
    if (!part.empty()) out.push_back(part);
  return out;
}

int number_parameter(const WooQuery& query, const std::string& name, int fallback) {
  const auto found = query.find(name);
  return found == query.end() ? fallback : std::atoi(found->second.c_str());
}

Json arguments(std::initializer_list<const char*> names) {
  Json out = Json::object();
  for (const char* name : names) out[name] = Json::object();
  return Json{{"endpoints", Json::array({{{"methods", Json::array({"GET"})}, {"args", out}}})}};
}

}  // namespace

WooAnswer woo_error(int status, const std::string& code, const std::string& message, Json data) {
  data["status"] = status;
  return {status, Json{{"code", code}, {"message", message}, {"data", data}}, {}, 10};
}

std::vector<std::string> woo_list(const std::string& text) { return split(text, ','); }

std::string woo_collation(const std::string& text) {
  static constexpr const char* kPlain = "aaaaaa?ceeeeiiii?nooooo?ouuuuy??";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (byte == 0xC3 && next >= 0x80) {
      out += kPlain[next % 32];
      ++i;
    } else {
      out += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Json woo_fields(const Json& row, const WooQuery& query) {
  const auto wanted = query.find("_fields");
  if (wanted == query.end() || !row.is_object()) return row;
  Json out = Json::object();
  for (const auto& name : woo_list(wanted->second))
    if (row.contains(name)) out[name] = row[name];
  return out;
}

WooAnswer woo_page(std::vector<Json> rows, const WooQuery& query, bool totals_vanish_behind_the_end) {
  const int per_page = number_parameter(query, "per_page", 10);
  if (per_page < 1 || per_page > 100)
    return woo_error(400, "rest_invalid_param", "Invalid parameter(s): per_page", {{"params", {{"per_page", "per_page must be between 1 and 100"}}}});
  const auto page = static_cast<std::size_t>(std::max(1, number_parameter(query, "page", 1)));
  const auto size = static_cast<std::size_t>(per_page);
  WooAnswer answer{200, Json::array(), rows.size(), size};
  for (std::size_t i = (page - 1) * size; i < rows.size() && i < page * size; ++i) answer.body.push_back(woo_fields(rows[i], query));
  if (answer.body.empty() && page > 1 && totals_vanish_behind_the_end) answer.total = 0;
  return answer;
}

WooAnswer FakeWooShop::call(const std::string& method, const std::string& path, const WooQuery& query, const std::string& text) {
  Json body;
  if (!text.empty()) {
    body = Json::parse(text, nullptr, false);
    if (body.is_discarded()) return woo_error(400, "rest_invalid_json", "Invalid JSON body passed.");
  }
  const auto parts = split(path, '/');
  if (parts.empty()) return woo_error(404, "rest_no_route", "No route was found matching the URL and request method.");
  if (parts[0] == "products" && parts.size() >= 3 && parts[2] == "variations") return variations_route(method, parts, query, body);
  if (parts[0] == "products") return products_route(method, parts, query, body);
  if (parts[0] == "orders") return orders_route(method, parts, query, body);
  if (parts[0] == "refunds" && parts.size() == 1 && settings_.has_refunds_route) return list_refunds(query, 0);
  if (path == "/system_status") {
    const Json status{{"environment", {{"version", settings_.version}}}, {"settings", {{"currency", settings_.currency}, {"number_of_decimals", 2}}}};
    return {200, woo_fields(status, query), {}, 10};
  }
  const auto yes_no = [](bool on) { return Json{{"value", on ? "yes" : "no"}}; };
  if (path == "/settings/tax/woocommerce_prices_include_tax") return {200, yes_no(settings_.prices_include_tax), {}, 10};
  if (path == "/settings/products/woocommerce_manage_stock") return {200, yes_no(settings_.manage_stock), {}, 10};
  if (path == "/settings/products/woocommerce_weight_unit") return {200, Json{{"value", settings_.weight_unit}}, {}, 10};
  return woo_error(404, "rest_no_route", "No route was found matching the URL and request method.");
}

WooAnswer FakeWooShop::call_public(const std::string& path) const {
  if (path.empty())
    return {200, Json{{"namespaces", {"wp/v2", "wc/v3"}}, {"timezone_string", settings_.time_zone}, {"gmt_offset", settings_.utc_offset_hours}}, {}, 10};
  Json routes{{"/wc/v3/orders", settings_.has_modified_after ? arguments({"page", "after", "modified_after", "dates_are_gmt"}) : arguments({"page", "after"})},
              {"/wc/v3/products", arguments({"page", "sku"})}};
  if (settings_.has_refunds_route) routes["/wc/v3/refunds"] = arguments({"page", "after"});
  return {200, Json{{"namespace", "wc/v3"}, {"routes", routes}}, {}, 10};
}

std::string FakeWooShop::gmt_now() const {
  std::string text = base::format_utc(std::chrono::floor<std::chrono::seconds>(clock_.now()));
  text.pop_back();
  return text;
}

std::string FakeWooShop::local(const std::string& gmt) const {
  if (gmt.empty()) return gmt;
  const auto at = base::parse_xsd_datetime(gmt, "Etc/UTC");
  if (!at) return gmt;
  std::string text = base::format_utc(*at + std::chrono::hours(settings_.utc_offset_hours));
  text.pop_back();
  return text;
}

void FakeWooShop::touch(Json& thing) const {
  thing["date_modified_gmt"] = gmt_now();
  thing["date_modified"] = local(gmt_now());
}

/// Strictly later, whole seconds. With dates_are_gmt a zone in the text shifts the moment by the site's offset; without it a text without zone is
/// local time. A text that is no date is ignored.
bool FakeWooShop::after_filter(const WooQuery& query, const std::string& parameter, const Json& row, const std::string& field) const {
  const auto given = query.find(parameter);
  if (given == query.end()) return true;
  auto bound = base::parse_xsd_datetime(given->second, "Etc/UTC");
  if (!bound) return true;
  const auto flag = query.find("dates_are_gmt");
  const bool gmt = flag != query.end() && (flag->second == "true" || flag->second == "1");
  const bool zoned = given->second.back() == 'Z' || given->second.find('+', 10) != std::string::npos;
  if (gmt && zoned) *bound += std::chrono::hours(settings_.utc_offset_hours);
  if (!gmt && !zoned) *bound -= std::chrono::hours(settings_.utc_offset_hours);
  const auto at = base::parse_xsd_datetime(row.value(field, ""), "Etc/UTC");
  return !at || *at > std::chrono::floor<std::chrono::seconds>(*bound);
}

}  // namespace tillbridge::tests
