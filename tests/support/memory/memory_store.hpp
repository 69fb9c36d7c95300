#pragma once
#include <memory>
#include <mutex>

#include "persistence/database.hpp"
#include "tests/support/memory/journal.hpp"

namespace tillbridge::tests {

/// A store that lives in memory: transactions with rollback, one writer at a time, no file and no server, for tests that take a million
/// steps. It keeps accounts, sites, orders, documents with their evidence, what is stripped, and the audit trail, and passes the same
/// contract cases for them as the real stores. Reservations are not kept: orders whose lines are no items of ours have none. Asking
/// for anything else throws std::logic_error.
class MemoryDatabase final : public persistence::Database {
 public:
  MemoryDatabase();
  ~MemoryDatabase() override;

  void write(const std::function<void(persistence::UnitOfWork&)>& work) override;
  void read(const std::function<void(persistence::UnitOfWork&)>& work) override;
  void glance(const std::function<void(persistence::UnitOfWork&)>& look) override { read(look); }
  void ping() override {}
  std::string description() const override { return "in memory"; }
  bool is_embedded() const override { return true; }

 private:
  class Unit;
  std::mutex mutex_;
  Journal journal_;
  std::unique_ptr<Unit> unit_;
};

/// The same members as TempDatabase.
class MemoryStore {
 public:
  persistence::Database& operator*() { return database_; }
  persistence::Database* operator->() { return &database_; }
  /// What was committed is what a new process finds.
  void reopen() {}

 private:
  MemoryDatabase database_;
};

}  // namespace tillbridge::tests
