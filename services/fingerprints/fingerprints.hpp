#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "base/random.hpp"
#include "services/fingerprints/account_memory.hpp"

namespace tillbridge::services {

/// What a serving process remembers of the update rows that it took, per account, so that rows which change nothing need not be compared with
/// the store. Bounded: whole accounts are dropped, the longest unused first. Losing any of it costs time and nothing else. Safe for any
/// thread.
class Fingerprints {
 public:
  /// Enough for some 1.7 million rows, half as many of one account.
  static constexpr std::size_t kBytesByDefault = 64 * 1024 * 1024;

  /// `bytes_at_most` holds for all accounts together, half of it for one; while a table grows it stands twice. 0 = nothing is remembered.
  explicit Fingerprints(base::Random& random, std::size_t bytes_at_most = kBytesByDefault) : secret_(random), bytes_at_most_(bytes_at_most) {}

  const PrintSecret& secret() const { return secret_; }
  /// The account's memory, empty where there was none; counts as used now.
  std::shared_ptr<AccountMemory> of(domain::AccountId account);
  /// Drops what is beyond the limit, never the account `in_use`; asked after each call that made its memory larger.
  void keep_within_limit(domain::AccountId in_use);
  std::size_t bytes() const;

 private:
  struct Entry {
    std::shared_ptr<AccountMemory> memory;
    std::uint64_t used_at = 0;
  };
  void drop_beyond_limit(domain::AccountId in_use);
  std::size_t sum_of_bytes() const;

  PrintSecret secret_;
  std::size_t bytes_at_most_;
  mutable std::mutex mutex_;
  std::map<domain::AccountId, Entry> accounts_;
  std::uint64_t uses_ = 0;
};

}  // namespace tillbridge::services
