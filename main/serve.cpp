#include <csignal>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <optional>

#include "admin/installation.hpp"
#include "base/log.hpp"
#include "base/master_key.hpp"
#include "main/address_file.hpp"
#include "main/process.hpp"
#include "main/process_limits.hpp"
#include "main/serve_settings.hpp"
#include "services/help_pages.hpp"
#include "services/http/server.hpp"
#include "services/metrics.hpp"
#include "services/operations_pages.hpp"
#include "services/playground/playground.hpp"
#include "main/webhooks.hpp"
#include "services/soap_service.hpp"
#include "services/webhook_door.hpp"

namespace tillbridge {
namespace {

constexpr int kExitSetup = 2;
constexpr int kExitSchema = 5;
constexpr int kExitUnavailable = 6;

int refuse(const base::Error& error, int code) {
  std::cerr << error.message << "\n";
  base::log_error("serve", "start_refused", {{"cause", error.message}});
  return code;
}

/// Blocked before any thread starts, so that only wait_for_end() receives them.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

void wait_for_end(const sigset_t& signals, services::http::HttpServer& server) {
  for (int signal = 0; sigwait(&signals, &signal) == 0;) {
    if (signal != SIGHUP) return;
    server.reload_certificate();
  }
}

/// Whether calls can be served. The schema was checked at the start; since it takes a connection of its own it is looked at again now
/// and then only, to notice a migration by a newer program.
class Readiness {
 public:
  Readiness(persistence::Database& database, const persistence::DatabaseOptions& options, const base::Clock& clock)
      : database_(database), options_(options), clock_(clock), schema_checked_(clock.now()) {}

  std::string why_not() {
    database_.ping();
    const auto now = clock_.now();
    if (!schema_word_.empty() || now - schema_checked_ >= kSchemaKept) {
      schema_word_ = look_at_schema();
      schema_checked_ = now;
    }
    return schema_word_;
  }

 private:
  static constexpr std::chrono::seconds kSchemaKept{60};

  std::string look_at_schema() const {
    const auto schema = persistence::schema_status(options_);
    if (schema.unknown_newer) return "schema_newer_than_program";
    return schema.pending.empty() ? "" : "schema_migration_pending";
  }

  persistence::Database& database_;
  const persistence::DatabaseOptions& options_;
  const base::Clock& clock_;
  base::Timestamp schema_checked_;
  std::string schema_word_;
};

void announce(const base::Config& config, const services::http::HttpServer& server, const persistence::Database& database) {
  const std::string url = server.url();
  write_address_file(config.text("serve.address_file"), url);
  std::cout << "listening on " << url << std::endl;
  base::log_info("serve", "listening", {{"url", url}, {"database", database.description()}});
}

int run(const base::Config& config) {
  // Nothing in this process may read a time in the zone of the machine.
  setenv("TZ", "UTC", 1);
  tzset();
  const sigset_t signals = block_signals();
  keep_memory_flat();
  const base::SystemClock clock;
  base::SystemRandom random;
  // First the key: without it no login can be checked.
  const auto key = base::MasterKey::read(admin::master_key_file(config));
  if (!key) return refuse(key.error(), kExitSetup);
  auto server_options = http_options(config);
  if (!server_options) return refuse(server_options.error(), kExitSetup);
  raise_descriptor_limit(server_options->max_connections);
  std::filesystem::create_directories(server_options->body.spool_directory);
  // The store: refuses a schema that this program does not know.
  const auto database_options = admin::database_options(config);
  const auto database = persistence::open_database(database_options);
  if (database_options.pool_size < server_options->workers + server_options->large_workers) {
    base::log_warn("serve", "pool_small", {{"sessions", database_options.pool_size}, {"workers", server_options->workers + server_options->large_workers}, {"hint", "raise database.pool_size above serve.workers"}});
  }
  // The service, then the door for shops, then the pages in front of it, then the network in front of them.
  services::Metrics metrics;
  auto soap = soap_options(config);
  soap.metrics = &metrics;
  soap.spool_directory = server_options->body.spool_directory;
  services::SoapService service(*database, clock, key->pepper(), std::move(soap));
  Readiness readiness(*database, database_options, clock);
  services::WebhookDoor webhooks(service, *database, clock, webhook_verifier(*database, *key, random, clock));
  services::HelpPages help(webhooks, clock);
  std::optional<services::Playground> playground;
  if (config.flag("serve.playground")) playground.emplace(help, clock);
  services::http::RequestHandler& shown = playground ? static_cast<services::http::RequestHandler&>(*playground) : help;
  services::OperationsPages pages(shown, [&] { return readiness.why_not(); }, metrics, services::http::Networks(config.list("serve.metrics_from")), clock);
  server_options->write_refusal = [&](const auto& request, const auto& problem) { return service.write_refusal(request, problem); };
  services::http::HttpServer server(*server_options, pages, random, clock, metrics);
  announce(config, server, *database);
  wait_for_end(signals, server);
  base::log_info("serve", "stopping");
  server.stop(std::chrono::seconds(config.integer("serve.stop_seconds")));
  base::log_info("serve", "stopped");
  return 0;
}

}  // namespace

int run_serve(const base::Config& config) {
  try {
    return run(config);
  } catch (const persistence::SchemaMismatch& e) {
    return refuse({base::ErrorCode::kConflict, e.what()}, kExitSchema);
  } catch (const persistence::DatabaseUnavailable& e) {
    return refuse({base::ErrorCode::kUnavailable, e.what()}, kExitUnavailable);
  } catch (const std::exception& e) {
    return refuse({base::ErrorCode::kInvalidRequest, std::string("cannot serve: ") + e.what()}, kExitSetup);
  }
}

}  // namespace tillbridge
