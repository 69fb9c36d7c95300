#pragma once
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

/// Sessions that threads take in turn, first come, first served. A pool of one is the queue of SQLite's writers.
/// The last one given back is the next one taken: after a server's restart a retry meets the connection it just renewed.
class SessionPool {
 public:
  SessionPool(int size, dialect::Dialect& dialect);

  /// Gives the session back at the end of its life.
  class Lease {
   public:
    Lease(SessionPool& pool, Session* session) : pool_(pool), session_(session) {}
    ~Lease() { pool_.give_back(session_); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Session& operator*() const { return *session_; }

   private:
    SessionPool& pool_;
    Session* session_;
  };

  /// Waits for a free session; throws DatabaseUnavailable when none comes free in 60 s.
  Lease take();

 private:
  void give_back(Session* session);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<Session>> sessions_;
  std::vector<Session*> idle_;
  std::deque<std::uint64_t> waiting_;
  std::uint64_t next_ticket_ = 0;
};

}  // namespace tillbridge::persistence::soci
