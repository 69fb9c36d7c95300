#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/progress.hpp"
#include "admin/purge.hpp"
#include "admin/site_rules.hpp"

namespace tillbridge::admin::cli {
namespace {

base::Result<int> run_purge(Context& context, const std::string& older_than) {
  PurgeRequest request{.store_id = context.options().account, .older_than = {}};
  if (!older_than.empty()) {
    const auto duration = parse_duration(older_than);
    if (!duration) return duration.error();
    request.older_than = *duration;
  }
  auto services = context.services();
  if (!services) return services.error();
  base::Result<jobs::PurgeReport> report = jobs::PurgeReport{};
  {
    const ProgressLine progress("purging");
    report = purge(**services, request);
  }
  if (!report) return report.error();
  context.show({{"documents", report->documents}, {"orders", report->orders}}, [&](std::ostream& out) {
    out << fmt::format("names and texts taken out of {} documents and {} orders; their keys, figures and evidence stay\n", report->documents, report->orders);
  });
  return kExitOk;
}

}  // namespace

void add_purge_command(Registry& registry) {
  auto older_than = std::make_shared<std::string>();
  auto* command = add_command(registry.app, "purge", "Takes names, addresses and texts out of confirmed documents and closed orders whose time is over, as the job runner does once a day",
                              {"tillbridge purge", "tillbridge purge --older-than 90d --role account_admin", "tillbridge purge --account POS1 --json"});
  command->add_option("--older-than", *older_than, "Confirmed longer ago than this, e.g. 90d; without it retention.payload_days")->type_name("TIME");
  command->callback([&registry, older_than] { registry.chosen = [older_than](Context& context) { return run_purge(context, *older_than); }; });
}

}  // namespace tillbridge::admin::cli
