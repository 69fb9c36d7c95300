#pragma once
#include <memory>

#include "persistence/database.hpp"
#include "tests/support/temp_folder.hpp"

namespace tillbridge::tests {

/// A migrated store in a new SQLite file that goes with this object: `TempDatabase store; store->write(...)`.
class TempDatabase {
 public:
  TempDatabase();

  persistence::Database& operator*() { return *database_; }
  persistence::Database* operator->() { return database_.get(); }
  const persistence::DatabaseOptions& options() const { return options_; }
  /// Closes and opens the same file again, as after a restart.
  void reopen();

 private:
  TempFolder folder_;
  persistence::DatabaseOptions options_;
  std::unique_ptr<persistence::Database> database_;
};

}  // namespace tillbridge::tests
