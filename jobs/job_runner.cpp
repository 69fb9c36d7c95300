#include "jobs/job_runner.hpp"

#include <algorithm>
#include <exception>
#include <map>

#include "base/log.hpp"
#include "jobs/lease_owner.hpp"
#include "jobs/retention/purge.hpp"
#include "jobs/run_claimed_job.hpp"

namespace tillbridge::jobs {
namespace {

constexpr std::chrono::seconds kSayAliveEvery{60};
constexpr std::chrono::seconds kLookForAbandonedEvery{2};
/// A look at the sales of thousands of accounts takes its time: it has one part in so many of the runner's.
constexpr std::chrono::seconds kLookForSalesEvery{1}, kLookForSalesAtLeastEvery{60};
constexpr int kShareOfSales = 100;

/// Whether it is time again; also when the clock was put back.
bool has_passed(std::chrono::microseconds pause, base::Timestamp since, base::Timestamp now) { return now < since || now - since >= pause; }
constexpr std::chrono::hours kPurgeEvery{24};
/// After a start the jobs come first.
constexpr std::chrono::minutes kFirstPurgeAfter{5};

bool is_same(const domain::JobLease& one, const domain::JobLease& other) {
  return one.account_id == other.account_id && one.site_id == other.site_id && one.job == other.job && one.token == other.token;
}

}  // namespace

JobRunner::JobRunner(JobServices services, std::string owner) : services_(std::move(services)), owner_(std::move(owner)) {}

JobRunner::~JobRunner() { stop(); }

void JobRunner::start() {
  if (services_.database.is_embedded()) {
    std::int64_t freed = 0;
    services_.database.write([&](persistence::UnitOfWork& work) { freed = work.jobs().free_leases(std::nullopt); });
    if (freed > 0) base::log_info("jobs", "leases_freed", {{"count", freed}, {"reason", "the runner before did not end cleanly"}});
  }
  for (int i = 0; i < services_.settings.workers; ++i) workers_.emplace_back([this] { work(); });
}

void JobRunner::wake() {
  {
    const std::lock_guard lock(idle_);
    woken_ = true;
  }
  wake_.notify_all();
}

void JobRunner::stop() {
  if (!stop_.request_stop()) return;
  wake();
  for (auto& worker : workers_) worker.join();
  workers_.clear();
  try {
    std::int64_t freed = 0;
    services_.database.write([&](persistence::UnitOfWork& work) { freed = work.jobs().free_leases(owner_); });
    base::log_info("jobs", "runner_stopped", {{"owner", owner_}, {"runs", runs_.load()}, {"leases_freed", freed}});
  } catch (const std::exception& e) {
    base::log_warn("jobs", "leases_not_freed", {{"owner", owner_}, {"cause", e.what()}});
  }
}

bool JobRunner::run_one() {
  std::optional<domain::JobLease> lease;
  {
    const std::lock_guard turn(turn_);
    lease = claim();
  }
  if (lease) run(*lease);
  return lease.has_value();
}

void JobRunner::run(const domain::JobLease& lease) {
  run_claimed_job(services_, lease, stop_.get_token());
  {
    const std::lock_guard lock(running_guard_);
    std::erase_if(running_, [&](const auto& one) { return is_same(one, lease); });
  }
  {
    // The worker that waits for work may have left this account or site alone.
    const std::lock_guard lock(idle_);
    ++runs_;
  }
  wake_.notify_all();
}

void JobRunner::work() {
  while (!stop_.stop_requested()) {
    std::unique_lock turn(turn_);
    if (stop_.stop_requested()) return;
    if (look_and_run(turn)) continue;
    if (purge_when_due(turn)) continue;
    wait_for_work();
  }
}

/// The pause between two looks; a run of ours that ends may have made room for what the last look left alone.
void JobRunner::wait_for_work() {
  std::unique_lock idle(idle_);
  wake_.wait_for(idle, services_.settings.poll, [this] { return woken_ || runs_ != runs_looked_after_ || stop_.stop_requested(); });
  woken_ = false;
}

/// True when there was work. Gives the turn away while it runs a job.
bool JobRunner::look_and_run(std::unique_lock<std::mutex>& turn) {
  std::optional<domain::JobLease> lease;
  try {
    lease = claim();
    say_alive();
  } catch (const std::exception& e) {
    base::log_error("jobs", "claim_failed", {{"owner", owner_}, {"cause", e.what()}});
  }
  if (!lease) return false;
  turn.unlock();
  run(*lease);
  return true;
}

/// True when it was due. Gives the turn away while it works; several runners doing the same do each other no harm.
bool JobRunner::purge_when_due(std::unique_lock<std::mutex>& turn) {
  const auto now = services_.clock.now();
  if (purge_due_ == base::Timestamp{}) purge_due_ = now + kFirstPurgeAfter;
  if (now < purge_due_) return false;
  purge_due_ = now + kPurgeEvery;
  turn.unlock();
  try {
    const auto done = purge(services_.database, services_.clock, services_.settings.payload_kept, stop_.get_token());
    if (done.documents + done.orders + done.caller_references > 0)
      base::log_info("jobs", "purged", {{"documents", done.documents}, {"orders", done.orders}, {"caller_references", done.caller_references}, {"complete", done.complete}});
  } catch (const std::exception& e) {
    base::log_error("jobs", "purge_failed", {{"owner", owner_}, {"cause", e.what()}});
  }
  return true;
}

std::optional<domain::JobLease> JobRunner::claim() {
  look_for_abandoned();
  look_for_sales();
  std::optional<domain::JobLease> lease;
  runs_looked_after_ = runs_;
  const auto rules = claim_rules();
  services_.database.write([&](persistence::UnitOfWork& work) {
    lease.reset();
    const auto now = services_.clock.now();
    for (const auto& rule : rules)
      if (!lease) lease = work.jobs().claim_due(owner_, now, services_.settings.lease, rule);
  });
  if (lease) {
    const std::lock_guard lock(running_guard_);
    running_.push_back(*lease);
  }
  return lease;
}

/// Of our own leases those are forgotten that no worker runs under: the database was away when the run ended, or when the claim's
/// answer was to come.
void JobRunner::look_for_abandoned() {
  const auto now = services_.clock.now();
  if (!has_passed(kLookForAbandonedEvery, looked_for_abandoned_, now)) return;
  end_abandoned_leases(services_.database, services_.clock, [this](const domain::JobLease& lease) { return lease.owner == owner_ && !is_running(lease); });
  looked_for_abandoned_ = now;
}

/// A sale begins when it begins, not at the next interval. Nothing is written while no sale starts or ends.
void JobRunner::look_for_sales() {
  const auto now = services_.clock.now();
  if (!has_passed(pause_between_sales_, looked_for_sales_, now)) return;
  std::vector<persistence::JobRepository::Place> late;
  services_.database.read([&](persistence::UnitOfWork& work) { late = work.jobs().list_late_for_sales(now); });
  if (!late.empty())
    services_.database.write([&](persistence::UnitOfWork& work) {
      for (const auto& place : late) work.jobs().make_due(place.account_id, place.site_id, domain::JobKind::kPricing, now);
    });
  looked_for_sales_ = now;
  pause_between_sales_ = std::clamp<std::chrono::microseconds>((services_.clock.now() - now) * kShareOfSales, kLookForSalesEvery, kLookForSalesAtLeastEvery);
}

bool JobRunner::is_running(const domain::JobLease& lease) {
  const std::lock_guard lock(running_guard_);
  return std::ranges::any_of(running_, [&](const auto& one) { return is_same(one, lease); });
}

/// Whose jobs to claim, the first choice first: of accounts that no worker is busy with; of sites that nobody works for, as long as their
/// account leaves one worker to others; of any site, as long as its account has one worker left for its other sites.
std::vector<persistence::ClaimRules> JobRunner::claim_rules() {
  const auto& settings = services_.settings;
  const auto busy = busy_with(1);
  std::vector<persistence::ClaimRules> rules{{busy, settings.one_lane_platforms}};
  if (busy.empty() || settings.workers == 1) return rules;
  rules.push_back({busy_with(std::max(settings.workers - 1, 1)), settings.platforms});
  rules.push_back({busy_with(std::max(settings.workers - 2, 1)), settings.one_lane_platforms});
  return rules;
}

/// The accounts that at least this many workers are busy with.
std::vector<domain::AccountId> JobRunner::busy_with(int at_least) {
  std::map<domain::AccountId, int> runs;
  {
    const std::lock_guard lock(running_guard_);
    for (const auto& lease : running_) ++runs[lease.account_id];
  }
  std::vector<domain::AccountId> accounts;
  for (const auto& [account, count] : runs)
    if (count >= at_least) accounts.push_back(account);
  return accounts;
}

void JobRunner::say_alive() {
  const auto now = services_.clock.now();
  if (now - said_alive_ < kSayAliveEvery) return;
  said_alive_ = now;
  std::size_t running = 0;
  {
    const std::lock_guard lock(running_guard_);
    running = running_.size();
  }
  base::log_info("jobs", "runner_alive", {{"owner", owner_}, {"running", running}, {"runs", runs_.load()}});
}

}  // namespace tillbridge::jobs
