#include "admin/audit_trail.hpp"
#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/json_views.hpp"
#include "admin/cli/table.hpp"
#include "base/time_text.hpp"

namespace tillbridge::admin::cli {
namespace {

constexpr int kMaxListed = 100'000;

base::Result<int> list(Context& context, int limit) {
  auto services = context.services();
  if (!services) return services.error();
  const auto entries = list_audit(**services, context.options().account, limit);
  if (!entries) return entries.error();
  context.show(list_json(*entries), [&](std::ostream& out) {
    Table table({"AT", "WHO", "ACT", "OBJECT", "REASON"});
    for (const auto& entry : *entries) table.add({base::format_utc(entry.at), entry.actor, entry.act, entry.object, entry.reason});
    table.print(out);
  });
  return kExitOk;
}

}  // namespace

void add_audit_commands(Registry& registry) {
  auto* group = add_group(registry.app, "audit", "Who did what to what");
  auto limit = std::make_shared<int>(50);
  auto* command = add_command(*group, "list", "Acts of people, newest first", {"tillbridge audit list", "tillbridge audit list --limit 500 --json"});
  command->add_option("--limit", *limit, "At most so many")->check(CLI::Range(1, kMaxListed))->capture_default_str();
  command->callback([&registry, limit] { registry.chosen = [limit](Context& context) { return list(context, *limit); }; });
}

}  // namespace tillbridge::admin::cli
