#include <iostream>
#include <optional>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "admin/admin_services.hpp"
#include "admin/installation.hpp"
#include "base/log.hpp"
#include "jobs/job_runner.hpp"
#include "jobs/lease_owner.hpp"
#include "jobs/single_runner.hpp"
#include "main/job_settings.hpp"
#include "main/process.hpp"

namespace tillbridge {
namespace {

constexpr int kExitSetup = 2;
constexpr int kExitSchema = 5;
constexpr int kExitUnavailable = 6;
constexpr std::string_view kEmbedded = "sqlite:";

int refuse(const base::Error& error, int code) {
  std::cerr << error.message << "\n";
  base::log_error("jobs", "start_refused", {{"cause", error.message}});
  return code;
}

/// Takes SIGTERM and SIGINT for as long as it lives: a second one, sent while the runner stops, must not end the process in the middle.
class StopSignals {
 public:
  void wait() {
    signals_.async_wait([](const boost::system::error_code&, int) {});
    context_.run();
  }

 private:
  boost::asio::io_context context_;
  boost::asio::signal_set signals_{context_, SIGTERM, SIGINT};
};

/// Each worker needs one session, its heartbeat another for a moment.
void check_pool(const persistence::DatabaseOptions& options, const jobs::JobSettings& settings) {
  if (options.pool_size < settings.workers + 1)
    base::log_warn("jobs", "pool_small", {{"sessions", options.pool_size}, {"workers", settings.workers}, {"hint", "raise database.pool_size above jobs.workers"}});
}

int run(const base::Config& config) {
  StopSignals stop;
  const base::SystemClock clock;
  base::SystemRandom random;
  // First the key: without it no shop can be reached.
  const auto key = base::MasterKey::read(admin::master_key_file(config));
  if (!key) return refuse(key.error(), kExitSetup);
  const auto options = admin::database_options(config);
  std::optional<jobs::SingleRunner> alone;
  if (options.url.starts_with(kEmbedded)) {
    auto lock = jobs::SingleRunner::lock(options.url.substr(kEmbedded.size()));
    if (!lock) return refuse(lock.error(), kExitUnavailable);
    alone.emplace(std::move(*lock));
  }
  const auto database = persistence::open_database(options);
  const auto settings = job_settings(config);
  check_pool(options, settings);
  const auto owner = jobs::new_lease_owner(random);
  jobs::JobRunner runner({*database, clock, random, admin::site_connectors(*database, *key, clock, random), settings}, owner);
  runner.start();
  base::log_info("jobs", "ready", {{"owner", owner}, {"workers", settings.workers}, {"database", database->description()}});
  std::cout << "jobs ready: " << settings.workers << " workers on " << database->description() << std::endl;
  stop.wait();
  base::log_info("jobs", "stopping", {{"owner", owner}});
  runner.stop();
  return 0;
}

}  // namespace

int run_jobs(const base::Config& config) {
  try {
    return run(config);
  } catch (const persistence::SchemaMismatch& e) {
    return refuse({base::ErrorCode::kConflict, e.what()}, kExitSchema);
  } catch (const persistence::DatabaseUnavailable& e) {
    return refuse({base::ErrorCode::kUnavailable, e.what()}, kExitUnavailable);
  }
}

}  // namespace tillbridge
