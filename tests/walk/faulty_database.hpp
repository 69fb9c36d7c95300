#pragma once
#include <utility>

#include "persistence/database.hpp"

namespace tillbridge::tests {

/// What goes wrong with the next writing transaction.
enum class Fault {
  kNone,
  kDiesBeforeCommit,                  ///< the process dies: nothing is stored, nobody is answered
  kDiesAfterCommit,                   ///< stored, but nobody is answered
  kUnknownButStored,                  ///< the commit's answer was lost: the unit of work runs again over what it stored
  kUnknownAndLost,                    ///< the same, and it was not stored
};

struct ProcessDied {};

/// A store whose next write ends as told.
class FaultyDatabase final : public persistence::Database {
 public:
  explicit FaultyDatabase(persistence::Database& inner) : inner_(&inner) {}
  void use(persistence::Database& inner) { inner_ = &inner; }
  void fail_next(Fault fault) { fault_ = fault; }

  void write(const std::function<void(persistence::UnitOfWork&)>& work) override {
    switch (std::exchange(fault_, Fault::kNone)) {
      case Fault::kNone: return inner_->write(work);
      case Fault::kDiesBeforeCommit: return die_in(work);
      case Fault::kDiesAfterCommit: inner_->write(work); throw ProcessDied{};
      case Fault::kUnknownButStored: inner_->write(work); return inner_->write(work);
      case Fault::kUnknownAndLost:
        try {
          die_in(work);
        } catch (const ProcessDied&) {
        }
        return inner_->write(work);
    }
  }
  void read(const std::function<void(persistence::UnitOfWork&)>& work) override { inner_->read(work); }
  void glance(const std::function<void(persistence::UnitOfWork&)>& look) override { inner_->glance(look); }
  void ping() override { inner_->ping(); }
  std::string description() const override { return inner_->description(); }
  bool is_embedded() const override { return inner_->is_embedded(); }

 private:
  void die_in(const std::function<void(persistence::UnitOfWork&)>& work) {
    inner_->write([&](persistence::UnitOfWork& unit) {
      work(unit);
      throw ProcessDied{};
    });
  }

  persistence::Database* inner_;
  Fault fault_ = Fault::kNone;
};

}  // namespace tillbridge::tests
