#include "connectors/magento/probe.hpp"

#include <algorithm>
#include <set>

#include "connectors/http/outcome.hpp"
#include "connectors/magento/json.hpp"
#include "connectors/magento/search.hpp"
#include "connectors/magento/writes.hpp"

namespace tillbridge::connectors::magento {
namespace {

using base::Error;
using base::ErrorCode;

constexpr int kMostListed = 100;
constexpr const char* kWhereRightsAre = "give it in Magento under System > Extensions > Integrations > API";

Error explain(const Outcome& outcome, const std::string& what) {
  Error error = http::to_error(outcome);
  if (outcome.code == code::kNoPermission) error.message = "the integration may not " + what + ": " + outcome.message + "; " + kWhereRightsAre;
  else if (outcome.kind == OutcomeKind::kUnauthorized)
    error.message += "; compare the four keys, this machine's clock, that the integration is active, and the address that the shop knows itself by "
                     "(option signing_url): " + outcome.message;
  else error.message = "cannot " + what + ": " + outcome.message;
  return error;
}

Error wrong(const std::string& field, const std::string& message) {
  return Error{.code = ErrorCode::kInvalidRequest, .message = message, .word = "bad_option", .field = field};
}

std::string join(const Json& rows, const char* name) {
  std::string out;
  for (const Json& row : rows) out += (out.empty() ? "" : ", ") + http::text_member(row, name);
  return out;
}

Result<void> look_at_stores(Api& api, const Settings& settings, const std::string& currency, ProbeReport& report) {
  const Reply reply = api.get("/store/storeConfigs");
  if (!reply.ok()) return explain(reply.outcome, "read the stores' settings");
  std::set<std::string> currencies;
  for (const Json& store : reply.body.is_array() ? reply.body : Json::array()) {
    currencies.insert(http::text_member(store, "base_currency_code"));
    if (!report.currency.empty()) continue;
    report.currency = http::text_member(store, "base_currency_code");
    report.time_zone = http::text_member(store, "timezone");
    if (const auto unit = http::text_member(store, "weight_unit"); unit != settings.weight_unit)
      report.notes.push_back("the shop weighs in " + unit + ", this site in " + settings.weight_unit + ": set option weight_unit");
  }
  if (currencies.size() > 1)
    report.notes.push_back("the shop's websites have different base currencies; prices of this site go to all of them in " + report.currency);
  if (!currency.empty() && !report.currency.empty() && currency != report.currency)
    report.notes.push_back("the shop's base currency is " + report.currency + ", the account's prices are in " + currency);
  return {};
}

Result<void> look_at_stock(Api& api, const Settings& settings, ProbeReport& report) {
  const Reply reply = api.get("/inventory/sources", Search().page(kMostListed).parameters());
  if (reply.outcome.code == code::kNoRoute)
    return Error{.code = ErrorCode::kRejectedByPlatform, .message = "this shop has no inventory sources: switch the Magento_Inventory modules on"};
  if (!reply.ok()) return explain(reply.outcome, "read the inventory sources");
  const Json& sources = http::list_member(reply.body, "items");
  const auto found = std::ranges::find_if(sources, [&](const Json& source) { return http::text_member(source, "source_code") == settings.source_code; });
  if (found == sources.end())
    return wrong("source_code", "the shop has no inventory source '" + settings.source_code + "'; there are: " + join(sources, "source_code"));
  if (!http::flag_member(*found, "enabled"))
    report.notes.push_back("the inventory source '" + settings.source_code + "' is switched off: nothing in it can be sold");
  if (sources.size() > 1)
    report.notes.push_back("inventory sources: " + join(sources, "source_code") + "; this site writes '" + settings.source_code + "' only");
  return {};
}

Result<void> look_at_catalogue(Api& api, const Settings& settings) {
  const Reply products = api.get("/products", Search().page(1).only("id,sku").parameters());
  if (!products.ok()) return explain(products.outcome, "read products");
  const Reply sets = api.get("/products/attribute-sets/sets/list", Search().page(kMostListed).parameters());
  if (!sets.ok()) return explain(sets.outcome, "read attribute sets");
  const Json& rows = http::list_member(sets.body, "items");
  if (std::ranges::none_of(rows, [&](const Json& set) { return whole_member(set, "attribute_set_id") == settings.attribute_set_id; }))
    return wrong("attribute_set_id", "the shop has no attribute set " + std::to_string(settings.attribute_set_id) + "; there are: " + join(rows, "attribute_set_id"));
  if (settings.website_ids.empty()) return {};
  const Reply websites = api.get("/store/websites");
  if (!websites.ok()) return explain(websites.outcome, "read the websites");
  for (const int id : settings.website_ids)
    if (std::ranges::none_of(websites.body, [&](const Json& website) { return whole_member(website, "id") == id; }))
      return wrong("website_ids", "the shop has no website " + std::to_string(id) + "; there are: " + join(websites.body, "id"));
  return {};
}

/// Empty lists change nothing: the shop refuses them for being empty, or for the right that is missing.
Result<void> try_writing(Api& api) {
  const std::pair<const char*, const char*> lists[] = {
      {"/inventory/source-items", "sourceItems"}, {"/products/base-prices", "prices"}, {"/products/special-price", "prices"}};
  for (const auto& [path, member] : lists) {
    const Reply reply = api.post(path, Json{{member, Json::array()}});
    if (!reply.ok() && !reply.content_refused()) return explain(reply.outcome, std::string("write ") + path);
  }
  return {};
}

Result<void> look_at_orders(Api& api) {
  for (const char* list : {"orders", "invoices", "shipments", "creditmemos"}) {
    const Reply reply = api.get(std::string("/") + list, Search().page(1).only("entity_id").parameters());
    if (!reply.ok()) return explain(reply.outcome, std::string("read ") + list);
  }
  return {};
}

}  // namespace

Result<ProbeReport> probe_shop(Api& api, const Settings& settings, SiteMemory& memory, const std::string& currency) {
  ProbeReport report;
  if (const auto stores = look_at_stores(api, settings, currency, report); !stores) return stores.error();
  if (const auto stock = look_at_stock(api, settings, report); !stock) return stock.error();
  if (const auto catalogue = look_at_catalogue(api, settings); !catalogue) return catalogue.error();
  if (const auto writing = try_writing(api); !writing) return writing.error();
  if (const auto orders = look_at_orders(api); !orders) return orders.error();
  const auto edition = find_edition(api, settings, memory);
  if (!edition.outcome.ok()) return http::to_error(edition.outcome);
  report.platform_version = edition.edition == Edition::kCommerce ? "Adobe Commerce 2" : "Magento Open Source 2";
  if (settings.store_code != "all")
    report.notes.push_back("store_code is '" + settings.store_code + "': values are written for that store view only; 'all' is usual");
  report.notes.push_back("the integration reads and writes");
  return report;
}

}  // namespace tillbridge::connectors::magento
