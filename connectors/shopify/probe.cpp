#include "connectors/shopify/probe.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "connectors/http/outcome.hpp"
#include "connectors/shopify/customer_data.hpp"
#include "domain/line_money.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr const char* kProbe = R"(query Probe {
  shop { name myshopifyDomain currencyCode taxesIncluded ianaTimezone }
  currentAppInstallation { accessScopes { handle } }
})";

constexpr std::array kNeeded = {"write_products", "write_inventory", "read_locations", "read_orders", "write_merchant_managed_fulfillment_orders"};

struct Wanted {
  const char* scope;
  const char* without;
};
constexpr std::array kWanted = {
    Wanted{"read_all_orders", "orders older than 60 days cannot be read"},
    Wanted{"read_customers", "orders come without the customer's account"},
    Wanted{"read_returns", "returns are seen as refunds only"},
};

std::set<std::string> scopes_in(const Json& installation) {
  std::set<std::string> out;
  for (const Json& row : list_member(installation, "accessScopes")) {
    const std::string handle = text_member(row, "handle");
    out.insert(handle);
    if (handle.starts_with("write_")) out.insert("read_" + handle.substr(6));
  }
  return out;
}

Result<void> check_scopes(const std::set<std::string>& given, ProbeReport& report) {
  std::string missing;
  for (const char* scope : kNeeded)
    if (!given.contains(scope)) missing += (missing.empty() ? "" : ", ") + std::string(scope);
  if (!missing.empty())
    return Error{.code = ErrorCode::kForbidden, .message = "the app lacks the access scope " + missing + ": add it in the app's configuration (Admin API access scopes), then install the app again",
                 .word = "missing_scope"};
  for (const auto& wanted : kWanted)
    if (!given.contains(wanted.scope)) report.notes.push_back(std::string("without the scope ") + wanted.scope + " " + wanted.without);
  report.notes.push_back("the app has the scopes that it needs");
  return {};
}

Result<void> look_at_locations(Api& api, const Settings& settings, ProbeReport& report) {
  const auto locations = list_locations(api);
  if (!locations) return locations.error();
  const auto chosen = choose_location(*locations, settings.location);
  if (!chosen) return chosen.error();
  for (const auto& location : *locations)
    if (location.id == *chosen) report.notes.push_back("stock is kept at location " + location.name + " (" + location.id + ") of " + std::to_string(locations->size()));
  return {};
}

}  // namespace

Result<ProbeReport> probe_shop(Api& api, const Settings& settings) {
  const Reply reply = api.call({.name = "Probe", .text = kProbe}, Json::object());
  if (!reply.ok()) return http::to_error(reply.outcome);
  const Json& shop = member(reply.data, "shop");
  ProbeReport report;
  report.platform_version = "Shopify Admin API " + api.served_version();
  report.currency = text_member(shop, "currencyCode");
  if (const Json& included = member(shop, "taxesIncluded"); included.is_boolean()) report.prices_include_tax = included.get<bool>();
  report.time_zone = text_member(shop, "ianaTimezone");
  if (!api.served_version().empty() && api.served_version() != kApiVersion)
    report.notes.push_back("the shop answers with version " + api.served_version() + ", " + kApiVersion + " is retired: update Tillbridge");
  if (const int decimals = domain::currency_decimals(report.currency); decimals != settings.price_decimals)
    report.notes.push_back("the shop's currency has " + std::to_string(decimals) + " decimals, this site sends " + std::to_string(settings.price_decimals) + ": set option price_decimals");
  if (const auto scopes = check_scopes(scopes_in(member(reply.data, "currentAppInstallation")), report); !scopes) return scopes.error();
  if (const auto stock = look_at_locations(api, settings, report); !stock) return stock.error();
  const auto customers = customer_data_note(api);
  if (!customers) return customers.error();
  if (!customers->empty()) report.notes.push_back(*customers);
  return report;
}

}  // namespace tillbridge::connectors::shopify
