#include "jobs/level/level_run.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <tuple>

#include "base/log.hpp"

namespace tillbridge::jobs {
namespace {

using connectors::Outcome;
using connectors::OutcomeKind;
using domain::Delivery;
using domain::DeliveryState;
using domain::ItemId;

/// One claiming transaction looks at no more rows than this, so that writers of the account do not wait long.
constexpr std::size_t kLongestScan = 2'000;
constexpr int kLargestChunk = 500;

std::vector<ItemId> sorted_unique(std::vector<ItemId> ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

void add_rows(LevelJob::Rows& rows, const std::vector<Delivery>& found) {
  for (const auto& row : found) rows.emplace(row.item_id, row);
}

Delivery fresh_row(const RunContext& run, domain::JobKind job, const ItemId& id) {
  Delivery row;
  row.site_id = run.site.id;
  row.job = job;
  row.item_id = id;
  row.state = DeliveryState::kWaiting;
  return row;
}

/// After a take-over the call of the runner before may still be on its way: it would arrive after ours, with an older value. Where another
/// runner can be alive the value is sent once more when that call must have ended.
Delivery sent_once_more(Delivery row, base::Timestamp due) {
  row.state = DeliveryState::kUnknown;
  row.due_at = due;
  row.tries = 0;
  row.first_failed_at.reset();
  row.last_code = "echo";
  row.last_message = "sent; sent once more in case a call of a stopped runner arrives late";
  return row;
}

std::chrono::seconds longest_wait(const std::vector<Outcome>& outcomes) {
  std::chrono::seconds wait{};
  for (const auto& outcome : outcomes) wait = std::max(wait, outcome.retry_after);
  return wait;
}

std::string words_of(const std::vector<Outcome>& outcomes) {
  for (const auto& outcome : outcomes)
    if (!outcome.ok()) return outcome.message.empty() ? outcome.code : outcome.message;
  return {};
}

}  // namespace

LevelRun::LevelRun(RunContext& run, SiteGate& gate, LevelJob& job)
    : run_(run), gate_(gate), job_(job), rules_{run.services.settings.backoff_base, run.services.settings.backoff_cap},
      cursor_{run.lease.lease().seen_step, {}}, seen_(run.lease.lease().seen_step) {}

void LevelRun::execute(RunReport& report) {
  // What is due by the clock first: a failure there must not be hidden behind a long list of changes.
  run_.services.database.read([&](persistence::UnitOfWork& work) { by_time_ = job_.list_by_time(work); });
  drain(report, &LevelRun::claim_due) && (by_time_.empty() || drain(report, &LevelRun::claim_by_time)) && drain(report, &LevelRun::claim_changed);
  if (stop_) {
    report.result = stop_->result;
    report.note = stop_->note;
  } else if (report.waiting > 0 || report.parked > 0) {
    report.result = "partial";
  }
}

bool LevelRun::drain(RunReport& report, bool (LevelRun::*claim_next)(Claim&)) {
  while (!(stop_ = run_.may_not_call())) {
    Claim claim;
    if (!(this->*claim_next)(claim)) continue;  // the lease is lost: may_not_call says so
    for (const auto& id : claim.passed) claimed_at_[id] = claim.step;
    report.unchanged += claim.unchanged;
    report.parked += static_cast<std::int64_t>(claim.refused.size());
    if (!claim.found) return true;
    if (!claim.send.empty()) deliver(claim, report);
    if (stop_) return false;
  }
  return false;
}

bool LevelRun::claim_due(Claim& claim) {
  return run_.lease.write([&](persistence::UnitOfWork& work) {
    claim = Claim{};
    job_.begin_claim();
    claim.step = work.accounts().clock(run_.account.id);
    const auto due = work.deliveries().list_due(run_.lease.lease(), run_.started, std::max(job_.batch(), 100));
    claim.found = !due.empty();
    LevelJob::Changed listed;
    for (const auto& row : due) listed.emplace_back(claim.step, row.item_id);
    take(work, claim, listed, &due);
    store_claim(work, claim);
  });
}

bool LevelRun::claim_by_time(Claim& claim) {
  const bool ours = run_.lease.write([&](persistence::UnitOfWork& work) {
    claim = Claim{};
    job_.begin_claim();
    claim.step = work.accounts().clock(run_.account.id);
    const auto left = std::min<std::size_t>(by_time_.size() - by_time_done_, kLargestChunk);
    claim.found = left > 0;
    LevelJob::Changed listed;
    for (std::size_t i = 0; i < left; ++i) listed.emplace_back(claim.step, by_time_[by_time_done_ + i]);
    claim.by_time = take(work, claim, listed, nullptr);
    store_claim(work, claim);
  });
  if (ours) by_time_done_ += claim.by_time;
  return ours;
}

bool LevelRun::claim_changed(Claim& claim) {
  auto seen = seen_;
  const bool ours = run_.lease.write([&](persistence::UnitOfWork& work) {
    claim = Claim{};
    job_.begin_claim();
    claim.cursor = cursor_;
    const auto up_to = work.accounts().clock(run_.account.id);
    claim.step = up_to;
    int chunk = std::min(std::max(job_.batch(), 1), kLargestChunk);
    std::size_t scanned = 0;
    while (scanned < kLongestScan && static_cast<int>(claim.send.size()) < job_.batch()) {
      const auto listed = job_.list_changed(work, claim.cursor.step, up_to, claim.cursor.id, chunk);
      const auto taken = take(work, claim, listed, nullptr);
      scanned += listed.size();
      claim.found = claim.found || taken > 0;
      if (taken > 0) claim.cursor = {listed[taken - 1].first, listed[taken - 1].second};
      if (taken < listed.size()) break;
      if (static_cast<int>(listed.size()) < chunk) {
        claim.cursor = {up_to, {}};
        claim.exhausted = true;
        break;
      }
      chunk = std::min(chunk * 2, kLargestChunk);
    }
    // A step is seen when all of its rows are: the last one may have more behind the cursor.
    seen = std::max(seen_, claim.exhausted ? up_to : claim.cursor.step - 1);
    store_claim(work, claim);
    if (seen > seen_) work.jobs().store_seen_step(run_.lease.lease(), seen);
  });
  if (ours) {
    seen_ = seen;
    cursor_ = claim.cursor;
  }
  return ours;
}

/// Looks at `listed` in order until a batch is full; returns how many were dealt with.
std::size_t LevelRun::take(persistence::UnitOfWork& work, Claim& claim, const LevelJob::Changed& listed, const std::vector<Delivery>* known) {
  std::vector<ItemId> ids;
  for (const auto& [step, id] : listed) {
    const auto found = claimed_at_.find(id);
    if (found == claimed_at_.end() || found->second < step || known != nullptr) ids.push_back(id);
  }
  if (ids.empty()) return listed.size();
  auto& deliveries = work.deliveries();
  LevelJob::Rows rows;
  add_rows(rows, known != nullptr ? *known : deliveries.find_many(run_.account.id, run_.site.id, job_.kind(), sorted_unique(ids)));
  const auto assessments = job_.assess(work, ids, rows);
  std::vector<ItemId> companions;
  for (const auto& assessment : assessments) companions.insert(companions.end(), assessment.companions.begin(), assessment.companions.end());
  if (!companions.empty()) add_rows(rows, deliveries.find_many(run_.account.id, run_.site.id, job_.kind(), sorted_unique(companions)));

  auto claim_row = [&](const ItemId& id) {
    const auto row = rows.find(id);
    auto& claimed = claim.rows[id] = row != rows.end() ? row->second : fresh_row(run_, job_.kind(), id);
    claimed.claimed_step = claim.step;
    claimed.token = run_.lease.lease().token;
    claim.taken.emplace_back(id, claim.step);
    claim.passed.push_back(id);
  };
  std::size_t asked = 0;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    if (asked == ids.size() || ids[asked] != listed[i].second) continue;
    const auto& id = ids[asked];
    const auto& assessment = assessments[asked];
    ++asked;
    const bool has_row = rows.contains(id);
    switch (assessment.kind) {
      case Assessment::kSend:
        if (static_cast<int>(claim.send.size()) >= job_.batch()) return i;
        claim_row(id);
        claim.send.push_back(id);
        for (const auto& companion : assessment.companions) claim_row(companion);
        break;
      case Assessment::kRides: break;
      case Assessment::kRefused: {
        claim_row(id);
        const Outcome refusal{OutcomeKind::kRejected, assessment.code, assessment.message, {}};
        claim.refused.push_back(row_after(claim.rows[id], refusal, rules_, run_.now(), 0));
        break;
      }
      case Assessment::kLeave:
        if (known == nullptr) break;
        [[fallthrough]];
      case Assessment::kNotHere:
      case Assessment::kUnchanged:
        claim.passed.push_back(id);
        if (assessment.kind == Assessment::kUnchanged) ++claim.unchanged;
        if (has_row) {
          claim.taken.emplace_back(id, claim.step);
          claim.remove.push_back(id);
        }
        break;
    }
  }
  return listed.size();
}

void LevelRun::store_claim(persistence::UnitOfWork& work, const Claim& claim) {
  job_.store_without_call(work);
  if (claim.taken.empty()) return;
  auto taken = claim.taken;
  std::ranges::sort(taken);
  taken.erase(std::unique(taken.begin(), taken.end()), taken.end());
  const auto& lease = run_.lease.lease();
  work.deliveries().claim(lease, taken);
  if (!claim.remove.empty()) work.deliveries().remove_settled(lease, sorted_unique(claim.remove));
  if (!claim.refused.empty()) work.deliveries().settle(lease, claim.refused);
}

void LevelRun::deliver(Claim& claim, RunReport& report) {
  const auto calls = job_.calls_for(claim.send);
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (auto stop = run_.may_not_call()) stop_ = std::move(stop);
    if (stop_) return hand_back(claim, calls, i, report);
    send(calls[i], claim, report);
  }
}

void LevelRun::send(const Call& call, Claim& claim, RunReport& report) {
  auto outcomes = call.send(run_.shop);
  ++report.calls;
  if (outcomes.size() != call.items.size())
    throw std::logic_error("the connector answered " + std::to_string(outcomes.size()) + " outcomes for " + std::to_string(call.items.size()) + " items");
  settle(call, outcomes, claim, report);
}

void LevelRun::settle(const Call& call, const std::vector<Outcome>& outcomes, Claim& claim, RunReport& report) {
  std::vector<ItemId> done;
  std::vector<Delivery> left;
  std::vector<Delivery> echoes;
  const bool zombies = job_.repeats_after_takeover() && !run_.services.database.is_embedded();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const auto& row = claim.rows[call.items[i]];
    if (!outcomes[i].ok())
      left.push_back(row_after(row, outcomes[i], rules_, run_.now(), run_.services.random.fraction()));
    else if (zombies && row.state == DeliveryState::kLeased)
      echoes.push_back(sent_once_more(row, run_.now() + 2 * run_.services.settings.call_deadline));
    else
      done.push_back(call.items[i]);
  }
  std::optional<Stop> stop;
  const bool ours = run_.lease.write([&](persistence::UnitOfWork& work) {
    call.store(work, outcomes);
    if (!done.empty()) work.deliveries().remove_settled(run_.lease.lease(), sorted_unique(done));
    if (!left.empty()) work.deliveries().settle(run_.lease.lease(), left);
    if (!echoes.empty()) work.deliveries().settle(run_.lease.lease(), echoes);
    stop = gate_.settle(work, judge(outcomes), words_of(outcomes), longest_wait(outcomes));
  });
  if (!ours) return;
  stop_ = std::move(stop);
  report.sent += static_cast<std::int64_t>(done.size() + echoes.size());
  for (const auto& row : left) {
    const bool parked = row.state == DeliveryState::kParked;
    parked ? ++report.parked : ++report.waiting;
    base::log_warn("jobs", parked ? "delivery_parked" : "delivery_failed",
                   {{"account", run_.account.store_id}, {"site", run_.site.name}, {"job", domain::to_word(row.job)}, {"item", row.item_id},
                    {"tries", row.tries}, {"code", row.last_code}, {"message", row.last_message}});
  }
  base::log_info("jobs", "batch_settled", {{"account", run_.account.store_id}, {"site", run_.site.name}, {"job", domain::to_word(job_.kind())},
                                           {"token", run_.lease.lease().token}, {"step", claim.step}, {"sent", done.size()}, {"left", left.size()}});
}

/// Claimed but not sent: due at once for the next run, tries unchanged.
void LevelRun::hand_back(const Claim& claim, const std::vector<Call>& calls, std::size_t from, RunReport& report) {
  std::vector<Delivery> rows;
  for (auto i = from; i < calls.size(); ++i)
    for (const auto& id : calls[i].items) {
      auto row = claim.rows.at(id);
      row.state = DeliveryState::kWaiting;
      row.due_at = run_.now();
      rows.push_back(std::move(row));
    }
  if (rows.empty()) return;
  std::ranges::sort(rows, {}, &Delivery::item_id);
  report.waiting += static_cast<std::int64_t>(rows.size());
  run_.lease.write([&](persistence::UnitOfWork& work) { work.deliveries().settle(run_.lease.lease(), rows); });
}

void survey(persistence::UnitOfWork& work, const RunContext& run, LevelJob& job,
            const std::function<bool(const std::vector<ItemId>&, const std::vector<Assessment>&)>& visit) {
  constexpr int kAllRows = 1'000'000;
  const auto& lease = run.lease.lease();
  std::set<ItemId> seen;
  auto look = [&](std::vector<ItemId> ids) {
    std::erase_if(ids, [&](const ItemId& id) { return !seen.insert(id).second; });
    if (ids.empty()) return true;
    LevelJob::Rows rows;
    add_rows(rows, work.deliveries().find_many(run.account.id, run.site.id, job.kind(), sorted_unique(ids)));
    return visit(ids, job.assess(work, ids, rows));
  };
  auto look_at_all = [&](const std::vector<ItemId>& ids) {
    for (std::size_t from = 0; from < ids.size(); from += kLargestChunk) {
      const auto to = std::min(ids.size(), from + kLargestChunk);
      if (!look({ids.begin() + static_cast<std::ptrdiff_t>(from), ids.begin() + static_cast<std::ptrdiff_t>(to)})) return false;
    }
    return true;
  };
  std::vector<ItemId> due;
  for (const auto& row : work.deliveries().list(run.account.id, run.site.id, std::nullopt, kAllRows)) {
    const bool waits = row.state == DeliveryState::kWaiting || row.state == DeliveryState::kUnknown;
    if (row.job == job.kind() && (row.state == DeliveryState::kLeased || (waits && row.due_at <= run.started))) due.push_back(row.item_id);
  }
  if (!look_at_all(due) || !look_at_all(job.list_by_time(work))) return;
  const auto up_to = work.accounts().clock(run.account.id);
  auto after = lease.seen_step;
  ItemId after_id;
  while (true) {
    const auto listed = job.list_changed(work, after, up_to, after_id, kLargestChunk);
    std::vector<ItemId> ids;
    for (const auto& [step, id] : listed) ids.push_back(id);
    if (!look(std::move(ids)) || static_cast<int>(listed.size()) < kLargestChunk) return;
    std::tie(after, after_id) = listed.back();
  }
}

}  // namespace tillbridge::jobs
