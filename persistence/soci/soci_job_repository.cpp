#include "persistence/soci/soci_job_repository.hpp"

#include <algorithm>

#include "persistence/soci/in_list.hpp"
#include "persistence/soci/stored_words.hpp"

namespace tillbridge::persistence::soci {
namespace {

using std::chrono::seconds;

constexpr int kRunsKept = 1000;
/// How many due jobs one claim looks at before it says that others were faster.
constexpr int kCandidates = 16;

const std::string kWhereJob = " WHERE account_id = ? AND site_id = ? AND job = ?";
/// Free jobs that are due and jobs whose lease ran out: two ranges of two indexes instead of an OR, so that the look of an idle runner does
/// not read the schedule of every site.
const std::string kDueNow =
    "SELECT account_id, site_id, job, token, held_reason, due_at AS since FROM job_schedule WHERE due_at <= ? AND lease_until IS NULL UNION ALL "
    "SELECT account_id, site_id, job, token, held_reason, COALESCE(due_at, lease_until) AS since FROM job_schedule WHERE lease_until <= ?";
/// No other job of the same site is at work.
const std::string kNotBesideAnother =
    "AND (s.platform <> ? OR NOT EXISTS (SELECT 1 FROM job_schedule o WHERE o.account_id = j.account_id AND o.site_id = j.site_id "
    "AND o.job <> j.job AND o.lease_until > ?)) ";
const std::string kWhereOurs = kWhereJob + " AND owner = ? AND token = ?";

seconds usual_interval(domain::JobKind job) {
  switch (job) {
    case domain::JobKind::kProducts: return std::chrono::minutes(60);
    case domain::JobKind::kPricing: return std::chrono::minutes(30);
    case domain::JobKind::kInventory:
    case domain::JobKind::kOrders: break;
  }
  return std::chrono::minutes(15);
}

bool has_one_lane(const ClaimRules& rules, const std::string& platform) { return std::ranges::find(rules.one_lane, platform) != rules.one_lane.end(); }

Values key_of(domain::AccountId account, domain::SiteId site, domain::JobKind job) { return {account, site, domain::to_word(job)}; }

Values ours(const domain::JobLease& lease) { return joined(key_of(lease.account_id, lease.site_id, lease.job), {lease.owner, lease.token}); }

domain::JobStatus status_of(Rows& rows) {
  return {.site_id = domain::SiteId{rows.integer()},
          .job = known_word(domain::job_kind_from, rows.text()),
          .interval = seconds(rows.integer()),
          .window = rows.text(),
          .next_due_at = rows.optional_time(),
          .running_until = rows.optional_time(),
          .seen_step = rows.integer(),
          .last_started_at = rows.optional_time(),
          .last_finished_at = rows.optional_time(),
          .last_result = rows.text(),
          .last_summary = rows.text(),
          .held_reason = rows.text()};
}

const std::string kSelectRun = "SELECT site_id, job, started_at, finished_at, result, summary FROM job_run";

JobRepository::Run run_of(Rows& rows) {
  return {.site_id = domain::SiteId{rows.integer()},
          .job = known_word(domain::job_kind_from, rows.text()),
          .started = rows.time(),
          .finished = rows.time(),
          .result = rows.text(),
          .summary = rows.text()};
}

}  // namespace

void SociJobRepository::insert_for_site(domain::AccountId account, domain::SiteId site, base::Timestamp now) {
  for (const auto job : domain::kAllJobs)
    session_.insert_new("job_schedule",
                        {"account_id", "site_id", "job", "interval_seconds", "day_window", "due_at", "woken", "owner", "token", "seen_step", "last_result",
                         "last_summary", "held_reason"},
                        {account, site, domain::to_word(job), usual_interval(job).count(), "", now, 0, "", 0, 0, "", "", ""});
}

void SociJobRepository::store_interval(domain::AccountId account, domain::SiteId site, domain::JobKind job, seconds interval, const std::string& window) {
  const auto key = key_of(account, site, job);
  auto rows = session_.query("SELECT last_started_at, due_at FROM job_schedule" + kWhereJob + session_.lock_rows(), key);
  if (!rows.next()) return;
  std::optional<base::Timestamp> due;
  if (interval.count() > 0) {
    // Counted from the last start; a job that never ran is due at once.
    const auto last_started = rows.optional_time();
    const auto before = rows.optional_time();
    due = last_started ? *last_started + interval : before.value_or(base::Timestamp{});
    if (before && *before < *due) due = before;
  }
  session_.execute("UPDATE job_schedule SET interval_seconds = ?, day_window = ?, due_at = ?" + kWhereJob, joined({interval.count(), window, due}, key));
}

std::optional<domain::JobLease> SociJobRepository::claim_due(const std::string& owner, base::Timestamp now, seconds lease,
                                                             const ClaimRules& rules) {
  Values values{now, now, now};
  std::string not_of;
  for (const auto account : rules.except) {
    not_of += "AND j.account_id <> ? ";
    values.emplace_back(account);
  }
  for (const auto& platform : rules.one_lane) {
    not_of += kNotBesideAnother;
    values.emplace_back(platform);
    values.emplace_back(now);
  }
  values.emplace_back(kCandidates);
  // The look takes no lock; what it finds is taken below under its own lock and only with the token that was seen.
  auto rows = session_.query(
      "SELECT j.account_id, j.site_id, j.job, j.token, s.platform FROM (" + kDueNow + ") j JOIN site s ON s.account_id = j.account_id AND s.site_id = j.site_id "
      "LEFT JOIN site_health h ON h.account_id = j.account_id AND h.site_id = j.site_id "
      "WHERE j.held_reason = '' AND s.paused = 0 AND (h.site_id IS NULL OR (h.needs_person = 0 AND (h.open_until IS NULL OR h.open_until <= ?))) " +
          not_of + "ORDER BY j.since, j.account_id, j.site_id, j.job LIMIT ?",
      values);
  while (rows.next()) {
    domain::JobLease wanted{.account_id = domain::AccountId{rows.integer()},
                            .site_id = domain::SiteId{rows.integer()},
                            .job = known_word(domain::job_kind_from, rows.text()),
                            .owner = owner,
                            .token = rows.integer(),
                            .lease_until = now + lease};
    if (has_one_lane(rules, rows.text()) && !lane_is_free(wanted, now)) continue;
    if (auto taken = take(std::move(wanted), now)) return taken;
  }
  return std::nullopt;
}

std::optional<domain::JobLease> SociJobRepository::claim(domain::AccountId account, domain::SiteId site, domain::JobKind job, const std::string& owner,
                                                         base::Timestamp now, seconds lease, const ClaimRules& rules) {
  auto rows = session_.query("SELECT j.token, s.platform FROM job_schedule j JOIN site s ON s.account_id = j.account_id AND s.site_id = j.site_id "
                             "WHERE j.account_id = ? AND j.site_id = ? AND j.job = ?",
                             key_of(account, site, job));
  if (!rows.next()) return std::nullopt;
  const domain::JobLease wanted{
      .account_id = account, .site_id = site, .job = job, .owner = owner, .token = rows.integer(), .lease_until = now + lease, .by_hand = true};
  if (has_one_lane(rules, rows.text()) && !lane_is_free(wanted, now)) return std::nullopt;
  return take(wanted, now);
}

/// Locks the site's jobs, so that two runners that want one each do not both find the lane free.
bool SociJobRepository::lane_is_free(const domain::JobLease& wanted, base::Timestamp now) {
  auto rows = session_.query("SELECT job, lease_until FROM job_schedule WHERE account_id = ? AND site_id = ?" + session_.lock_rows(), {wanted.account_id, wanted.site_id});
  bool is_free = true;
  while (rows.next()) {
    const auto job = rows.text();
    const auto until = rows.optional_time();
    if (job != domain::to_word(wanted.job) && until && *until > now) is_free = false;
  }
  return is_free;
}

/// `wanted.token` is the token that was seen; the one taken is one higher. Nothing when somebody was faster.
std::optional<domain::JobLease> SociJobRepository::take(domain::JobLease wanted, base::Timestamp now) {
  const auto key = joined(key_of(wanted.account_id, wanted.site_id, wanted.job), {wanted.token, now});
  const std::string still_free = kWhereJob + " AND token = ? AND (lease_until IS NULL OR lease_until <= ?)";
  auto rows = session_.query("SELECT seen_step FROM job_schedule" + still_free + session_.lock_free_rows(), key);
  if (!rows.next()) return std::nullopt;
  wanted.seen_step = rows.integer();
  const auto changed = session_.execute("UPDATE job_schedule SET owner = ?, token = token + 1, lease_until = ?, woken = 0, last_started_at = ?" + still_free,
                                        joined({wanted.owner, wanted.lease_until, now}, key));
  if (changed == 0) return std::nullopt;
  ++wanted.token;
  return wanted;
}

bool SociJobRepository::renew(const domain::JobLease& lease, base::Timestamp lease_until) {
  return session_.execute("UPDATE job_schedule SET lease_until = ?" + kWhereOurs, joined({lease_until}, ours(lease))) > 0;
}

bool SociJobRepository::store_seen_step(const domain::JobLease& lease, domain::Step seen) {
  return session_.execute("UPDATE job_schedule SET seen_step = ?" + kWhereOurs, joined({seen}, ours(lease))) > 0;
}

bool SociJobRepository::finish(const domain::JobLease& lease, std::optional<base::Timestamp> next_due, const std::string& result, const std::string& summary,
                               base::Timestamp started, base::Timestamp finished) {
  // Somebody who woke the job while it ran wants another run: that due time stays.
  const auto changed = session_.execute(
      "UPDATE job_schedule SET owner = '', lease_until = NULL, due_at = CASE WHEN woken = 1 THEN due_at ELSE ? END, last_started_at = ?, "
      "last_finished_at = ?, last_result = ?, last_summary = ?" +
          kWhereOurs,
      joined({next_due, started, finished, result, summary}, ours(lease)));
  if (changed == 0) {
    // A commit whose answer was lost is run again: then the run stands in the history already.
    auto rows = session_.query("SELECT token FROM job_run" + kWhereJob + " AND token = ?",
                               joined(key_of(lease.account_id, lease.site_id, lease.job), {lease.token}));
    return rows.next();
  }
  session_.insert_new("job_run", {"account_id", "site_id", "job", "token", "started_at", "finished_at", "result", "summary"},
                      {lease.account_id, lease.site_id, domain::to_word(lease.job), lease.token, started, finished, result, summary});
  forget_old_runs(lease.account_id, lease.site_id);
  return true;
}

void SociJobRepository::forget_old_runs(domain::AccountId account, domain::SiteId site) {
  auto rows = session_.query("SELECT finished_at FROM job_run WHERE account_id = ? AND site_id = ? ORDER BY finished_at DESC LIMIT 1 OFFSET ?",
                             {account, site, kRunsKept});
  if (rows.next()) session_.execute("DELETE FROM job_run WHERE account_id = ? AND site_id = ? AND finished_at <= ?", {account, site, rows.time()});
}

void SociJobRepository::make_due(domain::AccountId account, domain::SiteId site, domain::JobKind job, base::Timestamp now) {
  session_.execute("UPDATE job_schedule SET woken = 1, due_at = CASE WHEN due_at < ? AND lease_until IS NULL THEN due_at ELSE ? END" + kWhereJob,
                   joined({now, now}, key_of(account, site, job)));
}

void SociJobRepository::store_held_reason(domain::AccountId account, domain::SiteId site, domain::JobKind job, const std::string& reason) {
  session_.execute("UPDATE job_schedule SET held_reason = ?" + kWhereJob, joined({reason}, key_of(account, site, job)));
}

std::vector<domain::JobStatus> SociJobRepository::list(domain::AccountId account, domain::SiteId site) {
  auto rows = session_.query(
      "SELECT site_id, job, interval_seconds, day_window, due_at, lease_until, seen_step, last_started_at, last_finished_at, last_result, last_summary, "
      "held_reason FROM job_schedule WHERE account_id = ? AND site_id = ?",
      {account, site});
  std::vector<domain::JobStatus> found, sorted;
  while (rows.next()) found.push_back(status_of(rows));
  for (const auto job : domain::kAllJobs)
    for (const auto& status : found)
      if (status.job == job) sorted.push_back(status);
  return sorted;
}

std::int64_t SociJobRepository::free_leases(const std::optional<std::string>& owner) {
  const std::string update = "UPDATE job_schedule SET owner = '', lease_until = NULL WHERE owner ";
  return owner ? session_.execute(update + "= ?", {*owner}) : session_.execute(update + "<> ''");
}

std::vector<domain::JobLease> SociJobRepository::list_leases(base::Timestamp now) {
  auto rows = session_.query("SELECT account_id, site_id, job, owner, token, lease_until FROM job_schedule WHERE owner <> '' AND lease_until > ?", {now});
  std::vector<domain::JobLease> leases;
  while (rows.next())
    leases.push_back({.account_id = domain::AccountId{rows.integer()},
                      .site_id = domain::SiteId{rows.integer()},
                      .job = known_word(domain::job_kind_from, rows.text()),
                      .owner = rows.text(),
                      .token = rows.integer(),
                      .lease_until = rows.time()});
  return leases;
}

std::optional<JobRepository::Run> SociJobRepository::find_last_run(domain::AccountId account, domain::SiteId site, domain::JobKind job) {
  auto rows = session_.query(kSelectRun + kWhereJob + " ORDER BY token DESC LIMIT 1", key_of(account, site, job));
  return rows.next() ? std::optional(run_of(rows)) : std::nullopt;
}

std::vector<JobRepository::Place> SociJobRepository::list_late_for_sales(base::Timestamp now) {
  auto edge = [](const std::string& column) {
    return "EXISTS (SELECT 1 FROM price p WHERE p.account_id = j.account_id AND p." + column + " > j.last_started_at AND p." + column + " <= ?)";
  };
  auto rows = session_.query("SELECT j.account_id, j.site_id FROM job_schedule j WHERE j.job = ? AND j.interval_seconds > 0 AND j.lease_until IS NULL AND j.due_at > ? "
                             "AND (" + edge("sale_start") + " OR " + edge("sale_end") + ") ORDER BY j.account_id, j.site_id",
                             {domain::to_word(domain::JobKind::kPricing), now, now, now});
  std::vector<Place> places;
  while (rows.next()) places.push_back({domain::AccountId{rows.integer()}, domain::SiteId{rows.integer()}});
  return places;
}

std::vector<JobRepository::Run> SociJobRepository::list_runs(domain::AccountId account, domain::SiteId site, int limit) {
  auto rows = session_.query(kSelectRun + " WHERE account_id = ? AND site_id = ? ORDER BY finished_at DESC, job, token DESC LIMIT ?", {account, site, limit});
  std::vector<Run> runs;
  while (rows.next()) runs.push_back(run_of(rows));
  return runs;
}

}  // namespace tillbridge::persistence::soci
