#include "persistence/soci/session_pool.hpp"

#include <algorithm>
#include <chrono>

#include "persistence/database.hpp"

namespace tillbridge::persistence::soci {
namespace {

constexpr std::chrono::seconds kLongestWait{60};

}  // namespace

SessionPool::SessionPool(int size, dialect::Dialect& dialect) {
  if (size < 1) throw std::invalid_argument("database pool size must be at least 1");
  for (int i = 0; i < size; ++i) {
    sessions_.push_back(std::make_unique<Session>(dialect));
    idle_.push_back(sessions_.back().get());
  }
}

SessionPool::Lease SessionPool::take() {
  std::unique_lock lock(mutex_);
  const auto ticket = next_ticket_++;
  waiting_.push_back(ticket);
  const bool free = changed_.wait_for(lock, kLongestWait, [&] { return waiting_.front() == ticket && !idle_.empty(); });
  waiting_.erase(std::find(waiting_.begin(), waiting_.end(), ticket));
  changed_.notify_all();
  if (!free) throw DatabaseUnavailable("all database sessions stayed in use for 60 s");
  Session* session = idle_.back();
  idle_.pop_back();
  return {*this, session};
}

void SessionPool::give_back(Session* session) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(session);
  changed_.notify_all();
}

}  // namespace tillbridge::persistence::soci
