#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/progress.hpp"
#include "admin/installation.hpp"

namespace tillbridge::admin::cli {
namespace {

base::Result<int> migrate(Context& context) {
  const auto config = context.config();
  if (!config) return config.error();
  std::vector<std::string> applied;
  {
    const ProgressLine progress("migrating the database");
    applied = persistence::migrate_schema(database_options(*config));
  }
  context.show({{"applied", applied}}, [&](std::ostream& out) {
    if (applied.empty()) out << "The database is up to date.\n";
    for (const auto& name : applied) out << "applied " << name << "\n";
  });
  return kExitOk;
}

base::Result<int> status(Context& context) {
  const auto config = context.config();
  if (!config) return config.error();
  const auto options = database_options(*config);
  const auto schema = persistence::schema_status(options);
  const auto warnings = persistence::database_warnings(options);
  const Json json = {{"database", options.url},   {"applied", schema.applied},           {"known", schema.known},
                     {"pending", schema.pending}, {"unknown_newer", schema.unknown_newer}, {"warnings", warnings}};
  context.show(json, [&](std::ostream& out) {
    out << fmt::format("{}: schema {} of {}\n", options.url, schema.applied, schema.known);
    if (schema.unknown_newer) out << "The database is newer than this program: install the newer Tillbridge.\n";
    for (const auto& name : schema.pending) out << "pending " << name << "\n";
    for (const auto& warning : warnings) out << "warning: " << warning << "\n";
    if (!schema.pending.empty()) out << "Next: back up, stop serve and jobs, then `tillbridge db migrate`.\n";
  });
  return schema.unknown_newer || !schema.pending.empty() ? kExitConflict : kExitOk;
}

}  // namespace

void add_db_commands(Registry& registry) {
  auto* group = add_group(registry.app, "db", "The database's schema");
  add_command(*group, "migrate", "Applies the migrations that are pending, forward only", {"tillbridge db migrate --dir ./shop"})
      ->callback([&registry] { registry.chosen = migrate; });
  add_command(*group, "status", "Shows how far the schema is; exit code 5 when it does not fit this program", {"tillbridge db status", "tillbridge db status --json"})
      ->callback([&registry] { registry.chosen = status; });
}

}  // namespace tillbridge::admin::cli
