#include "jobs/lease_keeper.hpp"

#include <exception>

#include "base/log.hpp"

namespace tillbridge::jobs {

LeaseKeeper::LeaseKeeper(persistence::Database& database, const base::Clock& clock, domain::JobLease lease, std::chrono::seconds length, Heart heart)
    : database_(database), clock_(clock), lease_(std::move(lease)), length_(length),
      until_(lease_.lease_until.time_since_epoch().count()) {
  if (heart == kBeats) heart_ = std::thread([this] { beat(); });
}

LeaseKeeper::~LeaseKeeper() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  if (heart_.joinable()) heart_.join();
}

bool LeaseKeeper::write(const std::function<void(persistence::UnitOfWork&)>& work) {
  if (lost_) return false;
  bool ours = false;
  const auto until = clock_.now() + length_;
  database_.write([&](persistence::UnitOfWork& unit) {
    ours = unit.jobs().renew(lease_, until);
    if (ours) work(unit);
  });
  if (!ours) {
    if (!lost_.exchange(true))
      base::log_warn("jobs", "lease_lost", {{"account", domain::raw(lease_.account_id)}, {"site", domain::raw(lease_.site_id)},
                                            {"job", domain::to_word(lease_.job)}, {"token", lease_.token}});
    return false;
  }
  // Heartbeat and run may finish in either order; the later end counts.
  auto seen = until_.load();
  const auto mine = until.time_since_epoch().count();
  while (seen < mine && !until_.compare_exchange_weak(seen, mine)) {
  }
  return true;
}

bool LeaseKeeper::outlasts(std::chrono::seconds call) const {
  return !lost_ && (clock_.now() + call).time_since_epoch().count() <= until_;
}

void LeaseKeeper::beat() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, length_ / 3, [this] { return ending_; })) {
    lock.unlock();
    try {
      write([](persistence::UnitOfWork&) {});
    } catch (const std::exception& e) {
      base::log_warn("jobs", "heartbeat_failed", {{"site", domain::raw(lease_.site_id)}, {"job", domain::to_word(lease_.job)}, {"cause", e.what()}});
    }
    lock.lock();
  }
}

}  // namespace tillbridge::jobs
