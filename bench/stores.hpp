#pragma once
#include <sys/types.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/raw_connection.hpp"
#include "persistence/database.hpp"

namespace tillbridge::bench {

/// A migrated, empty store of the bench's own that goes with this object, twice: as the product opens it and through its bare client
/// library. It lies in memory where the machine has a folder for that, so that no wait for a disk hides what is compared.
class Store {
 public:
  virtual ~Store() = default;
  persistence::Database& database() { return *database_; }
  RawConnection& raw() { return *raw_; }
  const persistence::DatabaseOptions& options() const { return options_; }
  /// The process id of its server, 0 = none.
  virtual pid_t server() const { return 0; }
  /// Returns when nothing of earlier transactions is left to be cleaned up behind the scenes.
  virtual void settle() {}
  /// SQL for one more text of 26 characters that looks like a key's random part, from the text `seed` and the number `n`.
  virtual std::string random_text(const std::string& seed, const std::string& n) const = 0;
  virtual std::string concat(const std::vector<std::string>& parts) const = 0;
  /// Before and after many rows are written by hand.
  virtual void begin_filling() = 0;
  virtual void end_filling() = 0;

 protected:
  persistence::DatabaseOptions options_;
  std::unique_ptr<persistence::Database> database_;
  std::unique_ptr<RawConnection> raw_;
};

/// Makes stores of one kind.
struct StoreKind {
  std::string name;                                 ///< "SQLite 3.40.1", "MariaDB 10.11 …"
  std::function<std::unique_ptr<Store>()> make;
};

/// SQLite and a private MariaDB server, which is started when its first store is asked for.
std::vector<StoreKind> store_kinds();

/// What the server of the bench is given: stated beside every figure.
inline constexpr const char* kBufferPool = "512M";

}  // namespace tillbridge::bench
