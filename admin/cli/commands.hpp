#pragma once
#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "admin/cli/context.hpp"

namespace tillbridge::admin::cli {

/// What the chosen command does; its value is the exit code.
using Action = std::function<base::Result<int>(Context&)>;

/// Where commands register themselves: parsing only sets `chosen`, nothing runs while the line is still being read.
struct Registry {
  CLI::App& app;
  Action chosen;
};

/// A sub-command with at least one example under its --help. `examples` are whole command lines.
CLI::App* add_command(CLI::App& parent, const std::string& name, const std::string& text, const std::vector<std::string>& examples);
/// A word that only groups sub-commands ("site").
CLI::App* add_group(CLI::App& parent, const std::string& name, const std::string& text);

void add_init_command(Registry& registry);
void add_config_commands(Registry& registry);
void add_db_commands(Registry& registry);
void add_account_commands(Registry& registry);
void add_site_commands(Registry& registry);
void add_run_command(Registry& registry);
void add_status_command(Registry& registry);
void add_explain_command(Registry& registry);
void add_orders_commands(Registry& registry);
void add_customers_commands(Registry& registry);
void add_parked_commands(Registry& registry);
void add_reservations_commands(Registry& registry);
void add_stock_commands(Registry& registry);
void add_mapping_commands(Registry& registry);
void add_audit_commands(Registry& registry);
void add_verify_command(Registry& registry);
void add_purge_command(Registry& registry);
void add_sample_command(Registry& registry);
void add_guide_commands(Registry& registry);
void add_processes(Registry& registry, const Parts& parts);

}  // namespace tillbridge::admin::cli
