#include "admin/cli/command_line.hpp"

#include <iostream>

#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/table.hpp"
#include "base/log_setup.hpp"
#include "base/nearest_name.hpp"

namespace tillbridge::admin::cli {
namespace {

constexpr const char* kExitCodes =
    "Exit codes: 0 done; 1 verify found a breach; 2 wrong use or bad input; 3 not allowed; 4 not found; 5 conflict; 6 unavailable or busy, try again; 7 refused by the shop; 70 a bug";
constexpr const char* kEverywhere = "Everywhere: --json, --account STORE_ID, --role ROLE, --config FILE, --dir DIR, --set KEY=VALUE, --verbose";

void add_global_options(CLI::App& app, GlobalOptions& options) {
  app.add_option("--config", options.config_file, "Configuration file; else TILLBRIDGE_CONFIG, else /etc/tillbridge/tillbridge.toml")->envname("TILLBRIDGE_CONFIG")->type_name("FILE");
  app.add_option("--dir", options.directory, "Folder of an installation: the same as --config DIR/tillbridge.toml")->type_name("DIR");
  app.add_option("--set", options.overrides, "Overrides one setting, e.g. --set log.level=debug")->type_name("KEY=VALUE")->allow_extra_args(false);
  app.add_option("--account", options.account, "Store id of the account; not needed while there is only one")->type_name("STORE_ID");
  app.add_option("--role", options.role, "What you may do: viewer, operator, account_admin, system_admin; else admin.role of the configuration")
      ->check(CLI::IsMember({"viewer", "operator", "account_admin", "system_admin"}));
  app.add_flag("--json", options.json, "Prints one JSON value instead of a table");
  app.add_flag("-v,--verbose", options.verbose, "Writes log lines to the standard error output");
}

/// The deepest sub-command that the line reached.
const CLI::App& deepest(const CLI::App& app) {
  const auto* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  return *at;
}

/// "tillbridge site add"
std::string path_of(const CLI::App& app) {
  std::string out = app.get_name();
  for (const auto* at = app.get_parent(); at; at = at->get_parent()) out = at->get_name() + " " + out;
  return out;
}

/// What could have stood there: sub-commands of a group, else the options of the command and of all commands.
std::vector<std::string> possible_words(const CLI::App& at, const CLI::App& app, bool options) {
  std::vector<std::string> out;
  const auto add_options = [&](const CLI::App& from) {
    for (const auto* option : from.get_options()) {
      for (const auto& name : option->get_lnames()) out.push_back("--" + name);
    }
  };
  if (options) {
    add_options(at);
    add_options(app);
  } else {
    for (const auto* command : at.get_subcommands([](const CLI::App*) { return true; })) out.push_back(command->get_name());
  }
  return out;
}

std::string one_line(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

int report(const base::Error& error, bool json) {
  if (json) {
    const Json body = {{"error", {{"code", std::string(error.catalogue_word())}, {"message", error.message}, {"field", error.field}}}};
    std::cout << body.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
  }
  std::cerr << "tillbridge: " << error.message << "\n";
  return exit_code_of(error.code);
}

/// A word that nothing takes is named before anything that may be missing because of it.
int report_usage(const CLI::App& app, const CLI::ParseError& error, bool json) {
  const auto& at = deepest(app);
  auto problem = one_line(error.what());
  const auto unknown = app.remaining(true);
  if (!unknown.empty()) {
    const bool option = unknown.front().starts_with("-");
    const auto nearest = base::nearest_name(unknown.front().substr(0, unknown.front().find('=')), possible_words(at, app, option));
    problem = fmt::format("`{}` knows no {}{}", path_of(at), printable(unknown.front()), nearest.empty() ? "" : ", did you mean " + nearest + "?");
  }
  return report({base::ErrorCode::kInvalidRequest, fmt::format("{}; `{} --help` shows how", problem, path_of(at)), {}, "usage"}, json);
}

/// The edge: what the store throws becomes an error with an exit code like any other.
base::Result<int> run_action(const Action& action, Context& context) {
  using base::Error;
  using base::ErrorCode;
  try {
    return action(context);
  } catch (const persistence::DatabaseUnavailable& error) {
    return Error{ErrorCode::kUnavailable, fmt::format("the database does not answer: {}; try again when it does", error.what())};
  } catch (const persistence::SchemaMismatch& error) {
    return Error{ErrorCode::kConflict, error.what()};
  } catch (const std::exception& error) {
    return Error{ErrorCode::kInternal, fmt::format("this is a bug, please report it: {}", error.what())};
  }
}

base::LogOptions log_options_of_commands(const GlobalOptions& options) {
  return {.process = "cli", .level = options.verbose ? base::LogLevel::kDebug : base::LogLevel::kError};
}

}  // namespace

CLI::App* add_command(CLI::App& parent, const std::string& name, const std::string& text, const std::vector<std::string>& examples) {
  auto* command = parent.add_subcommand(name, text);
  command->footer(fmt::format("Examples:\n  {}\n\n{}\n{}", fmt::join(examples, "\n  "), kEverywhere, kExitCodes));
  return command;
}

CLI::App* add_group(CLI::App& parent, const std::string& name, const std::string& text) {
  auto* group = parent.add_subcommand(name, text);
  group->require_subcommand(1);
  group->footer(fmt::format("`tillbridge {} COMMAND --help` shows options and examples.\n\n{}\n{}", name, kEverywhere, kExitCodes));
  return group;
}

int run_command_line(int argc, const char* const* argv, const Parts& parts) {
  CLI::App app{"Tillbridge keeps web shops in step with a point of sale.", "tillbridge"};
  GlobalOptions options;
  app.fallthrough();
  app.require_subcommand(1);
  app.set_version_flag("--version", "tillbridge " + parts.version);
  app.footer(fmt::format("First steps: tillbridge init --dir ./shop; tillbridge --dir ./shop account add \"My shop\" --store-id POS1 --user till1\n"
                         "`tillbridge COMMAND --help` shows options and examples.\n\n{}", kExitCodes));
  add_global_options(app, options);
  Registry registry{app, {}};
  add_init_command(registry);
  add_config_commands(registry);
  add_db_commands(registry);
  add_account_commands(registry);
  add_site_commands(registry);
  add_run_command(registry);
  add_status_command(registry);
  add_explain_command(registry);
  add_orders_commands(registry);
  add_customers_commands(registry);
  add_parked_commands(registry);
  add_reservations_commands(registry);
  add_stock_commands(registry);
  add_mapping_commands(registry);
  add_audit_commands(registry);
  add_verify_command(registry);
  add_purge_command(registry);
  add_sample_command(registry);
  add_guide_commands(registry);
  for (const auto& add : parts.commands) add(registry);
  add_processes(registry, parts);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wanted) {
    return app.exit(wanted);
  } catch (const CLI::ParseError& error) {
    return report_usage(app, error, options.json);
  }
  const auto log = base::LogSession::open(log_options_of_commands(options));
  Context context(options, parts);
  const auto done = run_action(registry.chosen, context);
  return done ? *done : report(done.error(), options.json);
}

}  // namespace tillbridge::admin::cli
