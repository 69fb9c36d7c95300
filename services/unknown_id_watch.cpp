#include "services/unknown_id_watch.hpp"

#include "base/log.hpp"

namespace tillbridge::services {

bool UnknownIdWatch::record(domain::AccountId account, const std::string& store_id, std::int64_t count) {
  if (count <= 0) return false;
  const auto now = clock_.now();
  std::int64_t within_the_hour = 0;
  {
    const std::lock_guard lock(mutex_);
    Seen& seen = seen_[account];
    seen.calls.emplace_back(now, count);
    while (seen.calls.front().first + kWithin <= now) seen.calls.pop_front();
    for (const auto& [at, ids] : seen.calls) within_the_hour += ids;
    // Older calls than these cannot make a difference: each names one id at least.
    while (seen.calls.size() > static_cast<std::size_t>(kAlertAt)) seen.calls.pop_front();
    if (within_the_hour < kAlertAt || (seen.alerted && now < seen.alerted_at + kWithin)) return false;
    seen.alerted = true;
    seen.alerted_at = now;
  }
  base::log_warn("services", "unknown_documents_alert",
                 {{"account", domain::raw(account)}, {"store", store_id}, {"count", within_the_hour},
                  {"hint", "ids that this account was never offered: tills mixed up, an old copy of a POS, or guessing"}});
  return true;
}

}  // namespace tillbridge::services
