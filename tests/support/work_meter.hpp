#pragma once
#include <cstdint>
#include <functional>
#include <memory>

#include "tests/support/temp_database.hpp"
#include "tests/support/temp_mariadb.hpp"

namespace tillbridge::tests {

/// Counts what a database does, so that a test can say that something costs no more in a large store: on SQLite the steps of its machine,
/// on MariaDB the rows that its tables were asked for. Both are the same on every machine. Nothing else may use the store meanwhile.
class WorkMeter {
 public:
  /// Opens the store again, so that every connection of it is counted.
  explicit WorkMeter(TempDatabase& store);
  explicit WorkMeter(TempMariadb& store);
  ~WorkMeter();
  WorkMeter(const WorkMeter&) = delete;
  WorkMeter& operator=(const WorkMeter&) = delete;

  /// After many rows came: has MariaDB clean up behind them and bring its figures about its tables up to date, which it does by itself
  /// some seconds later. Its planner takes what waits to be cleaned up for rows.
  void settle();
  /// From now on MariaDB's figures about its tables stay as they are, as if many rows had come a moment ago.
  void keep_figures_late();
  /// What `act` cost.
  std::int64_t of(const std::function<void()>& act);

 private:
  class Server;
  std::int64_t so_far();
  std::unique_ptr<Server> mariadb_;   ///< null = SQLite
  bool figures_are_late_ = false;
};

}  // namespace tillbridge::tests
