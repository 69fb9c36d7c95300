#include "persistence/soci/soci_database.hpp"

#include <chrono>
#include <thread>

#include "base/log.hpp"
#include "persistence/dialect/failure.hpp"
#include "persistence/soci/soci_unit_of_work.hpp"

namespace tillbridge::persistence::soci {
namespace {

constexpr int kTriesAtMost = 8;
constexpr std::chrono::milliseconds kShortestPause{5}, kLongestPause{200};
/// SQLite waits up to 10 s for another process in each try: no caller waits eight times that.
constexpr std::chrono::seconds kLongestStruggle{30};

/// Runs `work` between begin and commit; whatever leaves it, the transaction is over.
void run_unit(Session& session, void (Session::*begin)(), const std::function<void(UnitOfWork&)>& work) {
  try {
    (session.*begin)();
    SociUnitOfWork unit(session);
    work(unit);
    session.commit();
  } catch (...) {
    session.roll_back();
    throw;
  }
}

}  // namespace

SociDatabase::SociDatabase(std::unique_ptr<dialect::Dialect> dialect, int pool_size)
    : dialect_(std::move(dialect)),
      sessions_(pool_size, *dialect_),
      single_writer_(dialect_->is_embedded() ? std::make_unique<SessionPool>(1, *dialect_) : nullptr) {}

void SociDatabase::write(const std::function<void(UnitOfWork&)>& work) {
  with_retries(single_writer_ ? *single_writer_ : sessions_, [&](Session& session) { run_unit(session, &Session::begin_write, work); });
}

void SociDatabase::read(const std::function<void(UnitOfWork&)>& work) {
  with_retries(sessions_, [&](Session& session) { run_unit(session, &Session::begin_read, work); });
}

void SociDatabase::glance(const std::function<void(UnitOfWork&)>& look) {
  with_retries(sessions_, [&](Session& session) {
    session.begin_glance();
    SociUnitOfWork unit(session);
    look(unit);
  });
}

void SociDatabase::write_at_once(const std::function<void(UnitOfWork&)>& work) {
  if (!dialect_->updates_two_tables()) return write(work);
  with_retries(sessions_, [&](Session& session) {
    session.begin_statement();
    SociUnitOfWork unit(session);
    work(unit);
  });
}

void SociDatabase::ping() {
  with_retries(sessions_, [](Session& session) {
    session.begin_read();
    session.query_integer("SELECT 1 FROM schema_migration WHERE version = 1");
    session.roll_back();
  });
}

void SociDatabase::with_retries(SessionPool& pool, const std::function<void(Session&)>& act) {
  const auto give_up_at = std::chrono::steady_clock::now() + kLongestStruggle;
  for (int tries = 1;; ++tries) {
    std::string reason;
    try {
      const auto lease = pool.take();
      return act(*lease);
    } catch (const dialect::Transient& error) {
      reason = error.what();
    } catch (const dialect::ConnectionLost& error) {
      reason = error.what();
    }
    base::log_info("persistence", "unit_of_work_repeated", {{"tries", tries}, {"reason", reason}});
    if (tries == kTriesAtMost || std::chrono::steady_clock::now() > give_up_at)
      throw DatabaseUnavailable("the database is busy or cannot be reached (" + std::to_string(tries) + " tries): " + reason);
    pause();
  }
}

void SociDatabase::pause() {
  const auto span = static_cast<double>((kLongestPause - kShortestPause).count());
  std::this_thread::sleep_for(kShortestPause + std::chrono::milliseconds(static_cast<int>(span * random_.fraction())));
}

}  // namespace tillbridge::persistence::soci
