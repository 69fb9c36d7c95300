#include "jobs/site_gate.hpp"

#include "base/log.hpp"
#include "base/time_text.hpp"

namespace tillbridge::jobs {
namespace {

/// While one runner probes, the others see an open breaker.
constexpr std::chrono::seconds kProbeLasts{90};

Stop stop_for(const domain::SiteHealth& health) {
  if (health.needs_person) return {"unauthorized", health.reason};
  const auto until = health.open_until ? "; tried again at " + base::format_utc(*health.open_until) : std::string{};
  return {"unavailable", health.reason + until};
}

void log_change(const RunContext& run, const domain::SiteHealth& health, const std::string& words) {
  base::log_warn("jobs", "site_health", {{"account", run.account.store_id}, {"site", run.site.name}, {"failures", health.consecutive_failures},
                                         {"open", health.open_until.has_value()}, {"needs_person", health.needs_person}, {"reason", health.reason}, {"words", words}});
}

}  // namespace

std::optional<Stop> SiteGate::enter(bool by_hand) {
  domain::SiteHealth health;
  run_.services.database.read([&](persistence::UnitOfWork& work) { health = work.sites().health(run_.account.id, run_.site.id); });
  switch (breaker_state(health, run_.now())) {
    case BreakerState::kClosed: return std::nullopt;
    case BreakerState::kOpen:
    case BreakerState::kNeedsPerson: return by_hand ? probe(health) : std::optional<Stop>(stop_for(health));
    case BreakerState::kHalfOpen: return probe(health);
  }
  return std::nullopt;
}

std::optional<Stop> SiteGate::probe(const domain::SiteHealth& health) {
  const bool ours = run_.lease.write([&](persistence::UnitOfWork& work) {
    auto probing = health;
    probing.open_until = run_.now() + kProbeLasts;
    work.sites().store_health(run_.account.id, run_.site.id, probing);
  });
  if (!ours) return run_.may_not_call();
  const auto answer = run_.shop.probe();
  const auto verdict = answer ? CallVerdict::kWell : judge(answer.error());
  const auto after = after_probe(health, verdict, answer ? std::string{} : answer.error().message, run_.now());
  if (!run_.lease.write([&](persistence::UnitOfWork& work) { work.sites().store_health(run_.account.id, run_.site.id, after); }))
    return run_.may_not_call();
  log_change(run_, after, answer ? std::string{} : answer.error().message);
  if (verdict == CallVerdict::kWell) return std::nullopt;
  return stop_for(after);
}

std::optional<Stop> SiteGate::settle(persistence::UnitOfWork& work, CallVerdict verdict, const std::string& words, std::chrono::seconds retry_after) {
  const auto before = work.sites().health(run_.account.id, run_.site.id);
  const auto after = after_call(before, verdict, words, retry_after, run_.now());
  if (!same(before, after)) {
    work.sites().store_health(run_.account.id, run_.site.id, after);
    if (verdict != CallVerdict::kWell) log_change(run_, after, words);
  }
  switch (verdict) {
    case CallVerdict::kWell: return std::nullopt;
    case CallVerdict::kThrottled: return Stop{"throttled", "the shop asked to wait until " + base::format_utc(*after.open_until)};
    case CallVerdict::kUnauthorized: return Stop{"unauthorized", after.reason};
    case CallVerdict::kFailed:
      if (breaker_state(after, run_.now()) == BreakerState::kClosed) return std::nullopt;
      return stop_for(after);
  }
  return std::nullopt;
}

std::optional<Stop> SiteGate::settle(const base::Error& error) {
  std::optional<Stop> stop;
  const auto verdict = judge(error);
  if (!run_.lease.write([&](persistence::UnitOfWork& work) { stop = settle(work, verdict, error.message, {}); })) return run_.may_not_call();
  return stop;
}

}  // namespace tillbridge::jobs
