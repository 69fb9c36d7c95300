#pragma once
#include "persistence/database.hpp"

namespace tillbridge::tests {

/// A store that counts what is asked of it, and whose commits go wrong when told to.
class CountingDatabase final : public persistence::Database {
 public:
  explicit CountingDatabase(persistence::Database& inner) : inner_(inner) {}

  int reads = 0, writes = 0, glances = 0;
  bool commit_twice = false;          ///< the answer to a commit that was stored is lost: the closure runs again
  bool lose_next_commit = false;      ///< the connection breaks before the commit and does not come back in time
  int all() const { return reads + writes + glances; }
  void forget() { reads = writes = glances = 0; }

  void write(const std::function<void(persistence::UnitOfWork&)>& work) override {
    ++writes;
    if (lose_next_commit) {
      lose_next_commit = false;
      inner_.write([&](persistence::UnitOfWork& unit) {
        work(unit);
        throw persistence::DatabaseUnavailable("lost for the test");
      });
    }
    inner_.write(work);
    if (commit_twice) inner_.write(work);
  }
  void read(const std::function<void(persistence::UnitOfWork&)>& work) override {
    ++reads;
    inner_.read(work);
  }
  void glance(const std::function<void(persistence::UnitOfWork&)>& look) override {
    ++glances;
    inner_.glance(look);
  }
  void ping() override { inner_.ping(); }
  std::string description() const override { return inner_.description(); }
  bool is_embedded() const override { return inner_.is_embedded(); }

 private:
  persistence::Database& inner_;
};

}  // namespace tillbridge::tests
