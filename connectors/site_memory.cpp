#include "connectors/site_memory.hpp"

namespace tillbridge::connectors {

std::optional<std::string> VolatileSiteMemory::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = values_.find(key);
  return found == values_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> VolatileSiteMemory::list_keys(const std::string& prefix) {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> keys;
  for (auto at = values_.lower_bound(prefix); at != values_.end() && at->first.starts_with(prefix); ++at) keys.push_back(at->first);
  return keys;
}

void VolatileSiteMemory::store(const std::string& key, const std::string& value, Kind) {
  const std::lock_guard lock(mutex_);
  values_[key] = value;
}

bool VolatileSiteMemory::replace(const std::string& key, const std::optional<std::string>& expected, const std::string& value, Kind) {
  const std::lock_guard lock(mutex_);
  const auto found = values_.find(key);
  const bool same = found == values_.end() ? !expected : expected == found->second;
  if (same) values_[key] = value;
  return same;
}

void VolatileSiteMemory::forget(const std::string& key) {
  const std::lock_guard lock(mutex_);
  values_.erase(key);
}

}  // namespace tillbridge::connectors
