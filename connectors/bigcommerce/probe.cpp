#include "connectors/bigcommerce/probe.hpp"

#include "connectors/bigcommerce/scopes.hpp"
#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using base::Error;
using base::ErrorCode;

/// A call that changes nothing and shows whether its right is there.
struct Harmless {
  const char* method;
  const char* path;
};

/// An order that no store has.
constexpr Harmless kCalls[] = {{"GET", "/v3/catalog/products"}, {"PUT", "/v3/catalog/products"}, {"GET", "/v3/inventory/items"}, {"PUT", "/v3/inventory/adjustments/absolute"},
                               {"GET", "/v2/orders"}, {"PUT", "/v2/orders/999999999"}, {"GET", "/v3/orders/999999999/transactions"}};

Reply call(Api& api, const Harmless& harmless) {
  const std::string path = harmless.path;
  if (path.ends_with("/transactions")) return api.get(path);
  if (std::string(harmless.method) == "GET") return api.get(path, {{"limit", "1"}});
  if (path.ends_with("/absolute")) return api.put(path, {{"reason", "Are we allowed to?"}, {"items", Json::array()}});
  return api.put(path, path.starts_with("/v2") ? Json::object() : Json::array());
}

/// "", or the rights that are missing.
Result<std::string> missing_rights(Api& api) {
  std::string missing;
  for (const auto& harmless : kCalls) {
    const Reply reply = call(api, harmless);
    const bool told = reply.ok() || reply.content_refused() || reply.outcome.kind == OutcomeKind::kGone;
    if (!told && reply.status != 403) return http::to_error(reply.outcome);
    if (reply.status != 403) continue;
    const auto right = scope_for(harmless.method, harmless.path);
    if (missing.find(right) == std::string::npos) missing += (missing.empty() ? "" : "; ") + right;
  }
  return missing;
}

/// kg, g, lb, oz of the store's word; "" = one that we do not know.
std::string weight_unit_of(const std::string& word) {
  if (word.starts_with("K")) return "kg";
  if (word.starts_with("G")) return "g";
  if (word.starts_with("L") || word.starts_with("P")) return "lb";
  return word.starts_with("O") ? "oz" : "";
}

void compare(const Json& store, const Settings& settings, ProbeReport& report) {
  const auto decimals = http::text_member(store, "decimal_places");
  if (!decimals.empty() && decimals != std::to_string(settings.price_decimals))
    report.notes.push_back("the store shows prices with " + decimals + " decimals, this site sends " + std::to_string(settings.price_decimals) + ": set option price_decimals");
  const auto word = http::text_member(store, "weight_units");
  if (const auto unit = weight_unit_of(word); unit != settings.weight_unit)
    report.notes.push_back("the store weighs in " + word + ", this site in " + settings.weight_unit + (unit.empty() ? "" : ": set option weight_unit=" + unit));
}

void look_at_locations(Api& api, const Settings& settings, ProbeReport& report) {
  const Reply reply = api.get("/v3/inventory/locations", {{"limit", "250"}});
  if (!reply.ok()) {
    report.notes.push_back("the store's locations could not be read (" + reply.outcome.message + "); stock goes to location " + std::to_string(settings.location_id));
    return;
  }
  bool found = false;
  for (const Json& row : reply.rows()) {
    const bool enabled = http::flag_member(row, "enabled"), ours = http::text_member(row, "id") == std::to_string(settings.location_id);
    found = found || (ours && enabled);
    report.notes.push_back("location " + http::text_member(row, "id") + ": " + http::text_member(row, "label") + (enabled ? "" : " (disabled)") + (ours ? ", where this site's stock goes" : ""));
  }
  if (!found) report.notes.push_back("the store has no enabled location " + std::to_string(settings.location_id) + ": set option location_id");
}

}  // namespace

Result<ProbeReport> probe_store(Api& api, const Settings& settings) {
  const Reply store = api.get("/v2/store");
  if (store.status == 401 || (!store.ok() && store.status != 403)) return http::to_error(store.outcome);
  auto missing = missing_rights(api);
  if (!missing) return missing.error();
  if (store.status == 403) *missing = scope_for("GET", "/v2/store") + (missing->empty() ? "" : "; ") + *missing;
  if (!missing->empty())
    return Error{.code = ErrorCode::kUnauthenticated,
                 .message = "the store's API account lacks rights, set them in Settings > Store-level API accounts: " + *missing,
                 .word = "missing_scope",
                 .field = "access_token"};
  ProbeReport report;
  report.platform_version = "BigCommerce V3, plan " + http::text_member(store.body, "plan_name");
  report.currency = http::text_member(store.body, "currency");
  if (const Json& tax = http::member(store.body, "is_price_entered_with_tax"); tax.is_boolean()) report.prices_include_tax = tax.get<bool>();
  report.time_zone = http::text_member(http::member(store.body, "timezone"), "name");
  report.notes.push_back("the API account reads and writes products, inventory and orders");
  compare(store.body, settings, report);
  look_at_locations(api, settings, report);
  if (api.window().quota() > 0) report.notes.push_back("all apps of the store together may send " + std::to_string(api.window().quota()) + " requests in a window");
  return report;
}

}  // namespace tillbridge::connectors::bigcommerce
