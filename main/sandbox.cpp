#include <csignal>
#include <iostream>
#include <memory>
#include <stdexcept>

#include "base/log.hpp"
#include "base/time_text.hpp"
#include "main/address_file.hpp"
#include "main/process.hpp"
#include "sandbox/sandbox_server.hpp"

namespace tillbridge {
namespace {

constexpr int kExitSetup = 2;
constexpr int kExitUnavailable = 6;

int refuse(const std::string& message, int code) {
  std::cerr << message << "\n";
  base::log_error("sandbox", "start_refused", {{"cause", message}});
  return code;
}

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

}  // namespace

int run_sandbox(const base::Config& config) {
  // Blocked before any thread exists: all threads inherit it and only sigwait below takes the signal.
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGTERM);
  sigaddset(&stop_signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  const auto options = options_from(config);
  if (!base::is_time_zone(options.settings.time_zone)) return refuse("sandbox.time_zone '" + options.settings.time_zone + "' is no time zone of this machine; write it like Europe/Berlin", kExitSetup);
  const base::SystemClock clock;
  std::unique_ptr<sandbox::SandboxServer> shop;
  try {
    shop = std::make_unique<sandbox::SandboxServer>(options, clock);
  } catch (const std::runtime_error& error) {
    return refuse("the sandbox cannot start with port " + std::to_string(options.port) + " and file " + options.file + ": " + error.what() + "; choose another sandbox.port or sandbox.file", kExitUnavailable);
  }
  auto& server = *shop;
  write_address_file(config.text("sandbox.address_file"), server.base_url());
  std::cout << "listening on " << server.base_url() << std::endl;
  base::log_info("sandbox", "listening", {{"address", server.base_url()}});
  int received = 0;
  sigwait(&stop_signals, &received);
  server.stop();
  base::log_info("sandbox", "stopped");
  return 0;
}

}  // namespace tillbridge
