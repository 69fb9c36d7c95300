#pragma once
#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/secret_bytes.hpp"
#include "bench/raw_updates.hpp"
#include "bench/sample_updates.hpp"
#include "persistence/database.hpp"
#include "services/soap_service.hpp"

namespace tillbridge::bench {

/// A migrated, empty store in memory that goes with this object, for benches of the updates.
class UpdateStore {
 public:
  virtual ~UpdateStore() = default;
  virtual std::string name() const = 0;
  virtual const persistence::DatabaseOptions& options() const = 0;
  virtual std::unique_ptr<RawUpdates> connect_raw() const = 0;
  /// The process id of its server, 0 = none.
  virtual pid_t server() const { return 0; }
  /// Returns when nothing of earlier transactions is left to be cleaned up behind the scenes.
  virtual void settle() {}
  /// Deadlocks that the database has counted since it was started.
  virtual std::int64_t deadlocks() { return 0; }

  persistence::Database& database() { return *database_; }
  /// A new account with two web sites and a login.
  TillLogin add_account(const std::string& store_id);
  std::unique_ptr<services::SoapService> make_service(persistence::Database& database, const base::Clock& clock) const;

 protected:
  std::unique_ptr<persistence::Database> database_;
};

/// SQLite, and a private MariaDB server that is started when its store is made.
std::unique_ptr<UpdateStore> make_sqlite_store();
std::unique_ptr<UpdateStore> make_mariadb_store();

}  // namespace tillbridge::bench
