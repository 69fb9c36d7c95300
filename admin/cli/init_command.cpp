#include <filesystem>

#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/progress.hpp"
#include "admin/cli/table.hpp"
#include "admin/installation.hpp"

namespace tillbridge::admin::cli {
namespace {

constexpr const char* kDefaultDataDirectory = "/var/lib/tillbridge";

struct Options {
  std::string database_url;
};

base::Result<int> run(Context& context, const Options& options) {
  namespace fs = std::filesystem;
  InitRequest request{.config_file = context.config_file(), .data_directory = kDefaultDataDirectory, .database_url = options.database_url,
                      .overrides = context.options().overrides};
  // An installation in one folder can be moved as a whole: its paths count from the configuration file.
  if (!context.options().directory.empty() || !context.options().config_file.empty()) request.data_directory = ".";
  base::SystemRandom random;
  base::Result<std::vector<InitStep>> steps = std::vector<InitStep>{};
  {
    const ProgressLine progress("preparing the database");
    steps = init_installation(request, random);
  }
  if (!steps) return steps.error();
  Json json = Json::array();
  Table table({"WHAT", "WHERE", ""});
  for (const auto& step : *steps) {
    json.push_back({{"what", step.what}, {"where", step.where}, {"made", step.made}});
    table.add({step.what, step.where, step.made ? "made" : "kept"});
  }
  context.show(json, [&](std::ostream& out) {
    table.print(out);
    const auto where = context.options().directory.empty() ? "" : "--dir " + context.options().directory + " ";
    out << fmt::format("\nKeep a copy of the master key apart from the database's backup.\nNext: tillbridge {}account add \"My shop\" --store-id POS1 --user till1\n", where);
  });
  return kExitOk;
}

}  // namespace

void add_init_command(Registry& registry) {
  auto options = std::make_shared<Options>();
  auto* command = add_command(registry.app, "init", "Makes an installation: configuration, master key and database; keeps what is there",
                              {"tillbridge init --dir ./shop", "tillbridge init --dir /srv/tillbridge --database-url mysql://tillbridge@127.0.0.1:3306/tillbridge",
                               "sudo -u tillbridge tillbridge init"});
  command->add_option("--database-url", options->database_url, "Database to write into a new configuration; SQLite in the folder without it")->type_name("URL");
  command->callback([&registry, options] { registry.chosen = [options](Context& context) { return run(context, *options); }; });
}

}  // namespace tillbridge::admin::cli
