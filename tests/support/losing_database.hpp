#pragma once
#include <string>

#include "persistence/database.hpp"

namespace tillbridge::tests {

/// A store whose connection breaks when it is told to: from then on every transaction finds it unavailable, until it comes back.
class LosingDatabase final : public persistence::Database {
 public:
  explicit LosingDatabase(persistence::Database& inner) : inner_(inner) {}

  /// The next `writes` writing transactions still commit, then the connection is gone. Negative: never.
  void lose_after(int writes) { writes_left_ = writes; }
  void come_back() { writes_left_ = -1; }
  /// From now on every transaction fails by a bug with these words.
  void break_with(std::string words) { bug_ = std::move(words); }
  /// As a store that several processes may use.
  void pretend_not_embedded() { embedded_ = false; }
  int committed() const { return committed_; }

  void write(const std::function<void(persistence::UnitOfWork&)>& work) override {
    check();
    inner_.write(work);
    ++committed_;
    if (writes_left_ > 0) --writes_left_;
  }
  void read(const std::function<void(persistence::UnitOfWork&)>& work) override {
    check();
    inner_.read(work);
  }
  void glance(const std::function<void(persistence::UnitOfWork&)>& look) override {
    check();
    inner_.glance(look);
  }
  void ping() override { check(); }
  std::string description() const override { return inner_.description(); }
  bool is_embedded() const override { return embedded_ && inner_.is_embedded(); }

 private:
  void check() const {
    if (!bug_.empty()) throw std::runtime_error(bug_);
    if (writes_left_ == 0) throw persistence::DatabaseUnavailable("lost for the test");
  }
  persistence::Database& inner_;
  int writes_left_ = -1, committed_ = 0;
  std::string bug_;
  bool embedded_ = true;
};

}  // namespace tillbridge::tests
