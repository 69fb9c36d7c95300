#pragma once
#include <map>
#include <optional>
#include <unordered_map>

#include "jobs/level/level_job.hpp"
#include "jobs/level/row_after.hpp"
#include "jobs/run_context.hpp"
#include "jobs/site_gate.hpp"

namespace tillbridge::jobs {

/// One run of a level job: makes the shop equal to the newest values (docs/job-states.md). Per call two short transactions with
/// the call between them: the first claims a full batch, reads the newest values and moves `seen`; the second stores what
/// became of it. A crash at any point leaves rows that the next lease repeats. Called by run_claimed_job.
class LevelRun {
 public:
  LevelRun(RunContext& run, SiteGate& gate, LevelJob& job);
  /// Adds to `report`; its result is set.
  void execute(RunReport& report);

 private:
  struct Cursor { domain::Step step = 0; domain::ItemId id; };
  /// What one claiming transaction took.
  struct Claim {
    domain::Step step = 0;
    LevelJob::Rows rows;                       ///< claimed now, with what is known of earlier tries
    std::vector<domain::ItemId> send;
    std::vector<std::pair<domain::ItemId, domain::Step>> taken;  ///< rows to claim, sends and others
    std::vector<domain::ItemId> remove;
    std::vector<domain::Delivery> refused;
    std::int64_t unchanged = 0;
    std::vector<domain::ItemId> passed;        ///< looked at
    Cursor cursor;
    std::size_t by_time = 0;
    bool found = false;                        ///< anything was listed
    bool exhausted = false;
  };

  bool drain(RunReport& report, bool (LevelRun::*claim)(Claim&));
  bool claim_due(Claim& claim);
  bool claim_by_time(Claim& claim);
  bool claim_changed(Claim& claim);
  std::size_t take(persistence::UnitOfWork& work, Claim& claim, const LevelJob::Changed& listed, const std::vector<domain::Delivery>* known);
  void store_claim(persistence::UnitOfWork& work, const Claim& claim);
  void deliver(Claim& claim, RunReport& report);
  void send(const Call& call, Claim& claim, RunReport& report);
  void settle(const Call& call, const std::vector<connectors::Outcome>& outcomes, Claim& claim, RunReport& report);
  void hand_back(const Claim& claim, const std::vector<Call>& calls, std::size_t from, RunReport& report);

  RunContext& run_;
  SiteGate& gate_;
  LevelJob& job_;
  RetryRules rules_;
  Cursor cursor_;
  domain::Step seen_ = 0;
  bool changes_exhausted_ = false;
  std::vector<domain::ItemId> by_time_;
  std::size_t by_time_done_ = 0;
  std::unordered_map<domain::ItemId, domain::Step> claimed_at_;  ///< a change up to this step was sent or tried in this run
  std::optional<Stop> stop_;
};

/// Everything a run would look at, without claiming: due rows, changes, items due by time. `visit` gets each question with its
/// answers and says whether to go on. For dry runs and for the check against a mass of zeros.
void survey(persistence::UnitOfWork& work, const RunContext& run, LevelJob& job,
            const std::function<bool(const std::vector<domain::ItemId>&, const std::vector<Assessment>&)>& visit);

}  // namespace tillbridge::jobs
