#include "connectors/generic/connector.hpp"
#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::generic {
namespace {

void note_limit(const Json& limits, const char* name, int ours, const char* option, std::vector<std::string>& notes) {
  const auto at = limits.find(name);
  if (at == limits.end() || !at->is_number_integer() || at->get<std::int64_t>() >= ours) return;
  notes.push_back(std::string("the shop takes ") + at->dump() + " " + name + " per call, the site's option " + option + " is " + std::to_string(ours) + "; lower it");
}

}  // namespace

Result<ProbeReport> GenericConnector::probe() {
  const auto answer = api_.get(settings_.path("store"));
  if (!answer.outcome.ok()) return http::to_error(answer.outcome);
  JsonReader reader;
  ProbeReport report{.platform_version = reader.text(answer.body, "version"), .currency = reader.text(answer.body, "currency"), .time_zone = reader.text(answer.body, "time_zone")};
  if (answer.body.contains("prices_include_tax")) report.prices_include_tax = reader.flag(answer.body, "prices_include_tax", false);
  const auto& limits = reader.object(answer.body, "limits");
  if (!reader.problem().empty()) return http::to_error(api_.unreadable(reader.problem()));
  note_limit(limits, "lookup", settings_.lookup_batch, "lookup_batch", report.notes);
  note_limit(limits, "products", settings_.capabilities.publish_batch, "publish_batch", report.notes);
  note_limit(limits, "updates", settings_.capabilities.stock_batch, "stock_batch", report.notes);
  note_limit(limits, "updates", settings_.capabilities.price_batch, "price_batch", report.notes);
  note_limit(limits, "orders", settings_.order_page, "order_page", report.notes);
  if (settings_.unverified_profile) report.notes.emplace_back("HipCommerce publishes no API: this profile speaks our own contract and was never tried on the platform itself");
  return report;
}

}  // namespace tillbridge::connectors::generic
