#include <array>

#include "base/config.hpp"

namespace tillbridge::base {
namespace {

using enum ConfigType;

// One row per setting. `tillbridge config reference` makes docs/configuration.md from it; a test compares the two.
constexpr std::array kTable = {
    ConfigKey{"data.directory", kPath, "/var/lib/tillbridge", "", false,
              "Folder of everything that Tillbridge keeps on this machine: the SQLite database, the master key and spool files."},

    ConfigKey{"database.url", kText, "", "", false,
              "Where the data lives: sqlite:/path/to/file.db, mysql://user@host:port/name or mysql://user@localhost/name?socket=/path. "
              "Empty means sqlite:<data.directory>/tillbridge.db. A password never stands in the address."},
    ConfigKey{"database.password", kText, "", "", true, "Password of the MySQL or MariaDB user."},
    ConfigKey{"database.pool_size", kInteger, "8", "1..200", false,
              "Database sessions of one process. A process that has more workers than sessions says so at its start."},

    ConfigKey{"secrets.master_key_file", kPath, "", "", false,
              "File with the 32-byte master key that seals the shops' secrets and peppers the digests of logins; readable by its owner only. "
              "Empty means <data.directory>/master.key. Without it no stored secret can be read: keep a copy apart from the database's backup."},

    ConfigKey{"serve.listen", kText, "127.0.0.1:8470", "", false,
              "Address and port of the SOAP service; port 0 takes any free one. Anything but a loopback address needs a certificate, or the proxy in front of it named in serve.trusted_proxies."},
    ConfigKey{"serve.public_url", kText, "", "", false,
              "How callers reach the service, e.g. https://pos.example.com: stands in the WSDL. Empty means as the request says."},
    ConfigKey{"serve.tls_certificate_file", kPath, "", "", false, "Certificate chain (PEM). A changed file is read again within seconds, and on SIGHUP."},
    ConfigKey{"serve.tls_key_file", kPath, "", "", false, "Key of the certificate (PEM)."},
    ConfigKey{"serve.trusted_proxies", kList, "", "", false,
              "Addresses or networks (10.0.0.5, 10.0.0.0/8) of the proxies that speak HTTPS for us. Their X-Forwarded-For, -Proto and -Host are believed, nobody else's."},
    ConfigKey{"serve.workers", kInteger, "4", "1..64", false, "Requests worked on at a time; large ones have one worker more. database.pool_size should be larger."},
    ConfigKey{"serve.max_connections", kInteger, "4000", "10..100000", false, "Open connections; more are turned away with 503."},
    ConfigKey{"serve.max_body_mb", kInteger, "256", "1..4096", false, "Largest request, inflated. A larger one is refused with 413."},
    ConfigKey{"serve.large_body_mb", kInteger, "8", "1..1024", false, "A request beyond this size is kept in a file while it is worked on, in a lane of its own."},
    ConfigKey{"serve.max_rows", kInteger, "100000", "1..1000000", false, "Rows of one call."},
    ConfigKey{"serve.fingerprint_mb", kInteger, "64", "0..65536", false,
              "Memory for what is remembered of update rows, so that a repeat which changes nothing is not compared with the store; 50 bytes a row or so. 0 turns it off."},
    ConfigKey{"serve.head_seconds", kInteger, "10", "1..300", false, "Time for the head of a request to arrive."},
    ConfigKey{"serve.body_seconds", kInteger, "300", "1..7200", false, "Time for the whole body of a request to arrive."},
    ConfigKey{"serve.idle_seconds", kInteger, "75", "1..3600", false, "How long a connection may stay open without a request."},
    ConfigKey{"serve.stop_seconds", kInteger, "30", "0..600", false, "After SIGTERM, how long running requests may take to finish."},
    ConfigKey{"serve.metrics_from", kList, "127.0.0.0/8,::1", "", false, "Addresses or networks that may read /metrics."},
    ConfigKey{"serve.playground", kFlag, "false", "", false, "Whether /playground is there: a page on which integrators try calls. What is sent there is carried out."},
    ConfigKey{"serve.spool_directory", kPath, "", "", false, "Where large requests are kept while they are worked on. Empty means <data.directory>/spool."},
    ConfigKey{"serve.address_file", kPath, "", "", false, "File that receives the address after the start, for scripts that use port 0. Empty means none."},

    ConfigKey{"jobs.workers", kInteger, "4", "1..64", false, "How many jobs one runner works on at a time. database.pool_size should be larger."},
    ConfigKey{"jobs.lease_seconds", kInteger, "180", "120..3600", false,
              "How long a run may be silent before another runner takes its job over. After a crash the job waits no longer than this, "
              "and only seconds where a runner of the same host sees that the process is gone."},
    ConfigKey{"jobs.longest_run_seconds", kInteger, "900", "60..86400", false,
              "A run that takes longer ends and goes on at once as a new one, so that jobs of other sites get their turn."},
    ConfigKey{"jobs.mass_zero_percent", kInteger, "30", "0..100", false,
              "An inventory run that would set more than this share of a site's items to 0 is held until an operator looks at it. 0 = never."},
    ConfigKey{"jobs.mass_zero_minimum", kInteger, "20", "1..1000000", false, "And at least this many items."},

    ConfigKey{"retention.payload_days", kInteger, "400", "30..36500", false,
              "How long names, addresses and texts of documents are kept after the POS confirmed them, and of closed orders after their last news. "
              "Keys, states, figures and the evidence of what was handed out and confirmed stay for ever."},

    ConfigKey{"admin.role", kText, "operator", "viewer|operator|account_admin|system_admin", false,
              "What whoever runs the commands may do where --role does not say otherwise: a viewer only looks, every act takes an operator."},

    ConfigKey{"reservations.stuck_after_days", kInteger, "14", "1..3650", false,
              "A reservation that still holds stock after so many days is listed as stuck, with its order and what it waits for."},

    ConfigKey{"log.level", kText, "info", "debug|info|warn|error", false, "The least important lines that are still written."},
    ConfigKey{"log.target", kText, "console", "console|file", false,
              "console writes to the standard error output (systemd's journal takes it from there); file writes to log.file."},
    ConfigKey{"log.file", kPath, "", "", false,
              "File of the log; each process adds its own name (tillbridge.log becomes tillbridge-serve.log). Empty means "
              "<data.directory>/log/tillbridge.log."},
    ConfigKey{"log.max_size_mb", kInteger, "50", "1..10000", false, "A log file that has grown beyond this size is moved to .1, .2 and so on."},
    ConfigKey{"log.keep", kInteger, "10", "1..1000", false, "How many moved log files are kept."},

    ConfigKey{"sandbox.port", kInteger, "8088", "0..65535", false,
              "Port of the built-in shop on 127.0.0.1; 0 takes any free one. The page is at /, the shop API for a site's base_url at /api."},
    ConfigKey{"sandbox.file", kPath, "", "", false, "The built-in shop's own file. Empty means <data.directory>/sandbox.db."},
    ConfigKey{"sandbox.address_file", kPath, "", "", false, "File that receives the address after the start, for scripts that use port 0. Empty means none."},
    ConfigKey{"sandbox.token", kText, "sandbox-token", "", true, "Token that the built-in shop demands from the generic connector."},
    ConfigKey{"sandbox.currency", kText, "EUR", "", false, "Currency of the built-in shop (ISO 4217)."},
    ConfigKey{"sandbox.time_zone", kText, "Etc/UTC", "", false, "Time zone that the built-in shop states."},
    ConfigKey{"sandbox.prices_include_tax", kFlag, "true", "", false, "Whether prices of the built-in shop contain the tax."},
    ConfigKey{"sandbox.tax_percent", kInteger, "20", "0..100", false, "The one tax rate of the built-in shop."},
};

}  // namespace

std::span<const ConfigKey> config_table() { return kTable; }

}  // namespace tillbridge::base
