#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "base/config.hpp"
#include "main/process.hpp"

namespace {

using namespace tillbridge;
constexpr int kExitUsage = 2;
constexpr int kExitInternal = 70;
constexpr const char* kDefaultConfig = "/etc/tillbridge/tillbridge.toml";

base::ConfigSources sources(const std::string& file, const std::vector<std::string>& overrides) {
  base::ConfigSources out{.environment = base::config_environment(), .overrides = overrides};
  if (!file.empty()) out.file = file;
  else if (std::filesystem::exists(kDefaultConfig)) out.file = kDefaultConfig;
  return out;
}

int run(int argc, char** argv) {
  CLI::App app{"Tillbridge keeps web shops in step with a point of sale"};
  std::string file;
  std::vector<std::string> overrides;
  int (*process)(const base::Config&) = nullptr;
  app.add_option("--config", file, "Configuration file")->envname("TILLBRIDGE_CONFIG");
  app.add_option("--set", overrides, "Overrides one setting: --set log.level=debug")->type_name("KEY=VALUE")->allow_extra_args(false);
  app.fallthrough();
  app.require_subcommand(1);
#ifdef TILLBRIDGE_HAS_SERVE
  app.add_subcommand("serve", "Runs the SOAP service")->callback([&] { process = run_serve; });
#endif
#ifdef TILLBRIDGE_HAS_JOBS
  app.add_subcommand("jobs", "Runs the job runner")->callback([&] { process = run_jobs; });
#endif
#ifdef TILLBRIDGE_HAS_SANDBOX
  app.add_subcommand("sandbox", "Runs the built-in shop for trying and testing")->callback([&] { process = run_sandbox; });
#endif
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kExitUsage;
  }
  const auto config = base::load_config(sources(file, overrides));
  if (!config) {
    std::cerr << config.error().message << "\n";
    return kExitUsage;
  }
  return process ? process(*config) : 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "tillbridge: " << error.what() << "\n";
    return kExitInternal;
  }
}
