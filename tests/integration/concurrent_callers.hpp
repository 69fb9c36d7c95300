#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "persistence/database.hpp"
#include "services/soap_service.hpp"

namespace tillbridge::tests {

inline constexpr std::size_t kWholeCall = 300, kPiece = 100;

/// Quantities by item, in the order of sending.
using Quantities = std::vector<std::pair<std::string, int>>;

/// What UpdateInventory answered, and between which moments.
struct UpdateCounts {
  std::int64_t received = 0, created = 0, updated = 0, unchanged = 0, other = 0;
  std::chrono::steady_clock::time_point sent, answered;
};

/// One store under several service objects, each with a pool of its own: as many processes. Every account has the items its rows name.
class ServingProcesses {
 public:
  /// Calls up to kWholeCall rows are committed as one on a server, every kPiece rows on an embedded store.
  ServingProcesses(const persistence::DatabaseOptions& options, int processes);

  /// An account with these items, each at quantity 0.
  void add_account(const std::string& store_id, const std::vector<std::string>& items);
  /// UpdateInventory by the account's till. Throws std::runtime_error with the answer when the call fails.
  UpdateCounts post(const std::string& store_id, const Quantities& rows, int process = 0);
  /// What the store holds.
  std::map<std::string, int> quantities(const std::string& store_id, const std::vector<std::string>& items);

 private:
  struct Process {
    std::unique_ptr<persistence::Database> database;
    std::unique_ptr<services::SoapService> service;
  };
  std::string call(const std::string& operation, const std::string& store_id, const std::string& rows, Process& process);

  base::SystemClock clock_;
  std::vector<Process> processes_;
};

/// Runs all at once, one thread each, and waits; passes on what one of them threw.
void run_together(const std::vector<std::function<void()>>& acts);

/// "A-0000", "A-0001" …
std::vector<std::string> item_ids(const std::string& prefix, int first, int count);
/// The same quantity for each.
Quantities all_at(const std::vector<std::string>& items, int quantity);

}  // namespace tillbridge::tests
