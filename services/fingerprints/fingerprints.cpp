#include "services/fingerprints/fingerprints.hpp"

#include <algorithm>

namespace tillbridge::services {

std::shared_ptr<AccountMemory> Fingerprints::of(domain::AccountId account) {
  const std::lock_guard lock(mutex_);
  Entry& entry = accounts_[account];
  entry.used_at = ++uses_;
  if (!entry.memory) {
    entry.memory = std::make_shared<AccountMemory>(bytes_at_most_ / 2);
    drop_beyond_limit(account);
  }
  return entry.memory;
}

void Fingerprints::keep_within_limit(domain::AccountId in_use) {
  const std::lock_guard lock(mutex_);
  drop_beyond_limit(in_use);
}

void Fingerprints::drop_beyond_limit(domain::AccountId in_use) {
  while (accounts_.size() > 1 && sum_of_bytes() > bytes_at_most_) {
    const auto rank = [&](const auto& entry) { return entry.first == in_use ? uses_ + 1 : entry.second.used_at; };
    accounts_.erase(std::min_element(accounts_.begin(), accounts_.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); }));
  }
}

std::size_t Fingerprints::bytes() const {
  const std::lock_guard lock(mutex_);
  return sum_of_bytes();
}

std::size_t Fingerprints::sum_of_bytes() const {
  std::size_t sum = 0;
  for (const auto& [account, entry] : accounts_) sum += entry.memory->bytes();
  return sum;
}

}  // namespace tillbridge::services
