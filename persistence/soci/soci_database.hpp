#pragma once
#include <memory>

#include "base/random.hpp"
#include "persistence/database.hpp"
#include "persistence/dialect/dialect.hpp"
#include "persistence/soci/session_pool.hpp"

namespace tillbridge::persistence::soci {

/// The store over SOCI. A unit of work is tried up to 8 times with a pause of 5 to 200 ms after a deadlock, a busy database or
/// a lost connection. When the connection is lost while COMMIT runs nobody knows whether it is stored: the closure runs again,
/// which is harmless because closures are idempotent by key (Database::write demands it).
class SociDatabase final : public Database {
 public:
  SociDatabase(std::unique_ptr<dialect::Dialect> dialect, int pool_size);

  void write(const std::function<void(UnitOfWork&)>& work) override;
  void read(const std::function<void(UnitOfWork&)>& work) override;
  void glance(const std::function<void(UnitOfWork&)>& look) override;
  void write_at_once(const std::function<void(UnitOfWork&)>& work) override;
  void ping() override;
  std::string description() const override { return dialect_->description(); }
  bool is_embedded() const override { return dialect_->is_embedded(); }

 private:
  void with_retries(SessionPool& pool, const std::function<void(Session&)>& act);
  void pause();

  std::unique_ptr<dialect::Dialect> dialect_;
  base::SystemRandom random_;
  SessionPool sessions_;
  /// An embedded database has one writer at a time: a pool of one, so that writers queue here and not in its busy loop.
  std::unique_ptr<SessionPool> single_writer_;
};

}  // namespace tillbridge::persistence::soci
