#include "connectors/woocommerce/probe.hpp"

#include <algorithm>

#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

using base::Error;
using base::ErrorCode;

bool has_argument(const Json& index, const std::string& route, const std::string& argument) {
  for (const Json& endpoint : list_member(member(member(index, "routes"), route), "endpoints"))
    if (!member(member(endpoint, "args"), argument).is_null()) return true;
  return false;
}

bool lists(const Json& names, const char* name) { return std::find(names.begin(), names.end(), Json(name)) != names.end(); }

/// Without a key: is there a WooCommerce, and one that can tell what changed.
Result<void> look_at_routes(Api& api, ProbeReport& report) {
  const Reply root = api.get_public("", {{"_fields", "namespaces,timezone_string,gmt_offset"}});
  if (!root.ok()) return http::to_error(root.outcome);
  report.time_zone = text_member(root.body, "timezone_string");
  if (report.time_zone.empty()) report.time_zone = "UTC offset " + text_member(root.body, "gmt_offset") + " h";
  const Json& namespaces = list_member(root.body, "namespaces");
  if (!lists(namespaces, "wc/v3")) return Error{.code = ErrorCode::kRejectedByPlatform, .message = "this site runs no WooCommerce with REST API v3"};
  if (lists(namespaces, "wc-shipment-tracking/v3")) report.notes.push_back("the Shipment Tracking extension is there; its tracking numbers are read");
  if (lists(namespaces, "wc-ast/v3")) report.notes.push_back("the Advanced Shipment Tracking plugin is there; its tracking numbers are read");

  const Reply routes = api.get_public("/wc/v3");
  if (!routes.ok()) return http::to_error(routes.outcome);
  if (!has_argument(routes.body, "/wc/v3/orders", "modified_after"))
    return Error{.code = ErrorCode::kRejectedByPlatform,
                 .message = "this WooCommerce is older than 5.8 and cannot tell which orders changed: update it"};
  if (member(member(routes.body, "routes"), "/wc/v3/refunds").is_null())
    report.notes.push_back("no list of all refunds (WooCommerce before 9.0): a refund is seen when it changes its order");
  return {};
}

Error explain_refusal(const Outcome& outcome, const Settings& settings) {
  Error error = http::to_error(outcome);
  if (outcome.kind != OutcomeKind::kUnauthorized) return error;
  error.message += settings.authentication == Authentication::kOAuth
                       ? "; over http the shop checks signatures: compare the key, this machine's clock, and the site address that WordPress is "
                         "configured with (option signing_url)"
                       : "; if the key is right, the shop's web server may drop the Authorization header (option authentication=query), or its proxy does "
                         "not tell PHP that the call came by https";
  return error;
}

Result<void> look_inside(Api& api, const Settings& settings, ProbeReport& report) {
  const Reply status = api.get("/system_status", {{"_fields", "environment,settings"}});
  if (!status.ok()) return explain_refusal(status.outcome, settings);
  report.platform_version = "WooCommerce " + text_member(member(status.body, "environment"), "version");
  const Json& values = member(status.body, "settings");
  report.currency = text_member(values, "currency");
  const std::string decimals = text_member(values, "number_of_decimals");
  if (!decimals.empty() && decimals != std::to_string(settings.price_decimals))
    report.notes.push_back("the shop shows prices with " + decimals + " decimals, this site sends " + std::to_string(settings.price_decimals) +
                           ": set option price_decimals");

  const Reply tax = api.get("/settings/tax/woocommerce_prices_include_tax");
  if (tax.ok()) report.prices_include_tax = text_member(tax.body, "value") == "yes";
  const Reply stock = api.get("/settings/products/woocommerce_manage_stock");
  if (stock.ok() && text_member(stock.body, "value") != "yes")
    report.notes.push_back("stock management is off: enable it in WooCommerce > Settings > Products > Inventory");
  const Reply weight = api.get("/settings/products/woocommerce_weight_unit");
  if (const std::string unit = text_member(weight.body, "value"); weight.ok() && unit != settings.weight_unit)
    report.notes.push_back("the shop weighs in " + unit + ", this site in " + settings.weight_unit + ": set option weight_unit");
  return {};
}

}  // namespace

Result<ProbeReport> probe_shop(Api& api, const Settings& settings) {
  ProbeReport report;
  if (auto routes = look_at_routes(api, report); !routes) return routes.error();
  if (auto inside = look_inside(api, settings, report); !inside) return inside.error();
  const Reply writing = api.post("/products/batch", {{"update", Json::array()}});
  if (!writing.ok()) {
    Error error = http::to_error(writing.outcome);
    error.message += "; the key needs the rights read/write";
    return error;
  }
  report.notes.push_back("the key reads and writes");
  return report;
}

}  // namespace tillbridge::connectors::woocommerce
