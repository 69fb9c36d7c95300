#include "services/http/refusal_log.hpp"

namespace tillbridge::services::http {

bool RefusalLog::admit(const std::string& peer, const std::string& word) {
  const auto now = clock_.now();
  const std::lock_guard lock(mutex_);
  if (last_.size() >= kMaxSources) last_.clear();
  const auto [found, is_new] = last_.try_emplace(peer + ' ' + word, now);
  if (!is_new && now - found->second < kQuiet) return false;
  found->second = now;
  return true;
}

}  // namespace tillbridge::services::http
