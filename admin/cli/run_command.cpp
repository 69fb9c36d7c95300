#include <map>

#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/json_views.hpp"
#include "admin/cli/progress.hpp"
#include "admin/cli/table.hpp"
#include "admin/run_now.hpp"

namespace tillbridge::admin::cli {
namespace {

struct Options {
  std::string site, job;
  jobs::RunOptions run;
};

int exit_code_of_result(const std::string& result) {
  static const std::map<std::string, int> kCodes = {
      {"ok", kExitOk},           {"outside_window", kExitOk},        {"partial", kExitRejected},        {"unavailable", kExitUnavailable},
      {"throttled", kExitUnavailable}, {"stopped", kExitUnavailable}, {"lease_lost", kExitUnavailable}, {"unauthorized", kExitForbidden},
      {"held", kExitConflict},   {"misconfigured", kExitUsage}};
  const auto found = kCodes.find(result);
  return found == kCodes.end() ? kExitInternal : found->second;
}

base::Result<int> run(Context& context, const Options& options) {
  auto services = context.services();
  if (!services) return services.error();
  base::Result<jobs::RunReport> report = jobs::RunReport{};
  {
    const ProgressLine progress(fmt::format("running {} of {}", options.job, options.site));
    report = run_now(**services, context.options().account, options.site, *domain::job_kind_from(options.job), options.run);
  }
  if (!report) return report.error();
  context.show(to_json(*report), [&](std::ostream& out) {
    if (options.run.dry_run) {
      Table table({"ITEM", "WOULD SEND"});
      for (const auto& write : report->planned) table.add({write.item_id, write.what});
      table.print(out);
      out << fmt::format("dry run: {} would be sent, nothing was\n", report->planned.size());
      return;
    }
    out << fmt::format("{}: {}\n", report->result, printable(jobs::summary_line(*report)));
  });
  return exit_code_of_result(report->result);
}

}  // namespace

void add_run_command(Registry& registry) {
  auto options = std::make_shared<Options>();
  auto* command = add_command(registry.app, "run", "Runs one job of a site now; exit code 0 when all is in the shop, 7 when some rows wait or are parked",
                              {"tillbridge run web inventory", "tillbridge run web products --dry-run", "tillbridge run POS1/web inventory --force"});
  command->add_option("SITE", options->site, "NAME or ACCOUNT/NAME")->required();
  command->add_option("JOB", options->job, "products, inventory, pricing or orders")->required()->check([](const std::string& word) {
    return domain::job_kind_from(word) ? std::string{} : word + " is no job: the site comes first, then products, inventory, pricing or orders";
  });
  command->add_flag("--dry-run", options->run.dry_run, "Says what would be sent and sends nothing");
  command->add_flag("--force", options->run.force, "Sends a held job all the same, e.g. one that would empty the shop");
  command->callback([&registry, options] { registry.chosen = [options](Context& context) { return run(context, *options); }; });
}

}  // namespace tillbridge::admin::cli
