#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/log.hpp"
#include "main/process.hpp"
#include "sandbox/sandbox_server.hpp"

namespace tillbridge {
namespace {

sandbox::SandboxOptions options_from(const base::Config& config) {
  sandbox::SandboxOptions options;
  options.port = static_cast<std::uint16_t>(config.integer("sandbox.port"));
  options.file = config.text("sandbox.file");
  if (options.file.empty()) options.file = config.text("data.directory") + "/sandbox.db";
  options.token = config.text("sandbox.token");
  options.settings.currency = config.text("sandbox.currency");
  options.settings.time_zone = config.text("sandbox.time_zone");
  options.settings.prices_include_tax = config.flag("sandbox.prices_include_tax");
  options.settings.tax_percent = base::Decimal::from_integer(config.integer("sandbox.tax_percent"));
  return options;
}

// Written beside and renamed, so that a reader never sees half an address.
void write_address(const std::string& path, const std::string& address) {
  if (path.empty()) return;
  {
    std::ofstream file(path + ".new");
    file << address << "\n";
  }
  std::filesystem::rename(path + ".new", path);
}

}  // namespace

int run_sandbox(const base::Config& config) {
  // Blocked before any thread exists: all threads inherit it and only sigwait below takes the signal.
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGTERM);
  sigaddset(&stop_signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  const base::SystemClock clock;
  sandbox::SandboxServer server(options_from(config), clock);
  write_address(config.text("sandbox.address_file"), server.base_url());
  std::cout << "listening on " << server.base_url() << std::endl;
  base::log_info("sandbox", "listening", {{"address", server.base_url()}});
  int received = 0;
  sigwait(&stop_signals, &received);
  server.stop();
  base::log_info("sandbox", "stopped");
  return 0;
}

}  // namespace tillbridge
