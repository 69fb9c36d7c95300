#pragma once
#include <memory>
#include <string>

#include "persistence/database.hpp"
#include "tests/support/private_mariadb.hpp"

namespace tillbridge::tests {

/// The one server of this test process, started at first use and stopped at its end.
PrivateMariadb& shared_mariadb();

/// A migrated store in a new database of the shared server; the same members as TempDatabase.
class TempMariadb {
 public:
  TempMariadb();
  ~TempMariadb();
  TempMariadb(const TempMariadb&) = delete;
  TempMariadb& operator=(const TempMariadb&) = delete;

  persistence::Database& operator*() { return *database_; }
  persistence::Database* operator->() { return database_.get(); }
  const persistence::DatabaseOptions& options() const { return options_; }
  void reopen();

 private:
  std::string name_;
  persistence::DatabaseOptions options_;
  std::unique_ptr<persistence::Database> database_;
};

}  // namespace tillbridge::tests
