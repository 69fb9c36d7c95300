#pragma once
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "base/clock.hpp"
#include "persistence/accounts.hpp"
#include "persistence/allocations.hpp"
#include "persistence/attribute_mappings.hpp"
#include "persistence/audit.hpp"
#include "persistence/caller_references.hpp"
#include "persistence/customers.hpp"
#include "persistence/deliveries.hpp"
#include "persistence/documents.hpp"
#include "persistence/evidence.hpp"
#include "persistence/items.hpp"
#include "persistence/jobs.hpp"
#include "persistence/listings.hpp"
#include "persistence/orders.hpp"
#include "persistence/retention.hpp"
#include "persistence/safety_stocks.hpp"
#include "persistence/shipments.hpp"
#include "persistence/shop_holds.hpp"
#include "persistence/site_memories.hpp"
#include "persistence/sites.hpp"

namespace tillbridge::persistence {

/// A unique key exists already. Callers never see a vendor's number.
struct DuplicateKey : std::runtime_error { using std::runtime_error::runtime_error; };
/// A row that must exist does not (get_…).
struct NoSuchRow : std::runtime_error { using std::runtime_error::runtime_error; };
/// The database cannot be reached, or stays busy after all retries: nothing of this unit of work is stored, resending may succeed.
struct DatabaseUnavailable : std::runtime_error { using std::runtime_error::runtime_error; };
/// The schema is missing, older or newer than this program; the message names the command to run.
struct SchemaMismatch : std::runtime_error { using std::runtime_error::runtime_error; };

/// The repositories of one open transaction, all on one session. Valid only inside the closure that got it.
class UnitOfWork {
 public:
  virtual ~UnitOfWork() = default;
  virtual AccountRepository& accounts() = 0;
  virtual SiteRepository& sites() = 0;
  virtual ItemRepository& items() = 0;
  virtual PriceRepository& prices() = 0;
  virtual StockRepository& stock() = 0;
  virtual ListingRepository& listings() = 0;
  virtual DeliveryRepository& deliveries() = 0;
  virtual JobRepository& jobs() = 0;
  virtual OrderRepository& orders() = 0;
  virtual AllocationRepository& allocations() = 0;
  virtual DocumentRepository& documents() = 0;
  virtual ShipmentRepository& shipments() = 0;
  virtual CustomerRepository& customers() = 0;
  virtual CustomerBookRepository& customer_book() = 0;
  virtual CallerReferenceRepository& caller_references() = 0;
  virtual AuditRepository& audit() = 0;
  virtual AttributeMappingRepository& attribute_mappings() = 0;
  virtual SafetyStockRepository& safety_stocks() = 0;
  virtual EvidenceRepository& evidence() = 0;
  virtual RetentionRepository& retention() = 0;
  virtual ShopHoldRepository& shop_holds() = 0;
  virtual SiteMemoryRepository& site_memories() = 0;
};

/// The store. Safe for any thread; a call takes a session of the pool for its length.
class Database {
 public:
  virtual ~Database() = default;

  /// Runs `work` in one writing transaction and commits. The closure may run several times (deadlock, busy, lost connection,
  /// unknown commit outcome): it must have no effect outside the database and be idempotent by key. An exception rolls back and
  /// passes on. Returned normally = committed and durable.
  virtual void write(const std::function<void(UnitOfWork&)>& work) = 0;

  /// Runs `work` in one reading transaction: a consistent view, no lock held against writers.
  virtual void read(const std::function<void(UnitOfWork&)>& work) = 0;

  /// Runs one reading statement without a transaction around it: one round trip to a server. A closure of several statements would see
  /// several moments. May run several times, as `read`.
  virtual void glance(const std::function<void(UnitOfWork&)>& look) = 0;

  /// Runs one writing statement that needs no transaction around it: one round trip to a server, committed by itself. As `write` in all else.
  virtual void write_at_once(const std::function<void(UnitOfWork&)>& work) { write(work); }

  /// Quick look whether the database answers: throws DatabaseUnavailable otherwise.
  virtual void ping() = 0;

  /// One line for status and logs: "SQLite 3.40.1 /var/lib/…", never a password.
  virtual std::string description() const = 0;
  /// True when only one `jobs` process may run (SQLite).
  virtual bool is_embedded() const = 0;
};

/// Where the data lives. url: "sqlite:/path/to/file.db", "mysql://user@host:port/name" or "mysql://user@localhost/name?socket=/path";
/// the password comes apart so that it never stands in a log.
struct DatabaseOptions {
  std::string url;
  std::string password;
  int pool_size = 8;
};

/// Opens the store and checks its schema (SchemaMismatch). The clock outlives it.
std::unique_ptr<Database> open_database(const DatabaseOptions& options);

/// Where a schema stands.
struct SchemaStatus {
  int applied = 0;                    ///< highest migration in the database, 0 = empty
  int known = 0;                      ///< highest that this program knows
  std::vector<std::string> pending;   ///< names
  bool unknown_newer = false;         ///< the database holds migrations that this program does not know
};

SchemaStatus schema_status(const DatabaseOptions& options);
/// Settings of the server under which an answered write may be lost, damage of the file: a sentence each that says what to do.
/// Reads every page of a SQLite file (seconds per gigabyte): for `tillbridge db status`, not for a health check.
std::vector<std::string> database_warnings(const DatabaseOptions& options);
/// Applies what is pending, in order, forward only; returns the names applied. Refuses a schema it does not know (SchemaMismatch).
std::vector<std::string> migrate_schema(const DatabaseOptions& options);

}  // namespace tillbridge::persistence
