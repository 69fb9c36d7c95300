#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/clock.hpp"
#include "domain/delivery.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

/// Keeps one claimed job ours for the length of a run, and is the only door through which the run writes: each
/// transaction first extends the lease, guarded by owner and token, and stores nothing when another runner has taken over.
/// A thread of its own extends it in between, so that a long call of a slow shop does not lose the job.
/// Used by one run; `lost` and `outlasts` may be asked by any thread.
class LeaseKeeper {
 public:
  enum Heart { kBeats, kStill };      ///< kStill: for dry runs, which hold no lease

  LeaseKeeper(persistence::Database& database, const base::Clock& clock, domain::JobLease lease, std::chrono::seconds length, Heart heart = kBeats);
  ~LeaseKeeper();
  LeaseKeeper(const LeaseKeeper&) = delete;
  LeaseKeeper& operator=(const LeaseKeeper&) = delete;

  const domain::JobLease& lease() const { return lease_; }

  /// Runs `work` in one writing transaction behind the extended lease. False: the lease is lost, nothing was stored. The rules
  /// of Database::write hold for `work`. Throws what Database::write throws.
  bool write(const std::function<void(persistence::UnitOfWork&)>& work);

  /// Another runner has the job: stop and write nothing more.
  bool lost() const { return lost_; }
  /// Whether a call of this length still ends inside the lease.
  bool outlasts(std::chrono::seconds call) const;

 private:
  void beat();

  persistence::Database& database_;
  const base::Clock& clock_;
  const domain::JobLease lease_;
  const std::chrono::seconds length_;
  std::atomic<bool> lost_{false};
  std::atomic<std::int64_t> until_;   ///< microseconds of the epoch
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ending_ = false;
  std::thread heart_;
};

}  // namespace tillbridge::jobs
