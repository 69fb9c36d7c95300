#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "persistence/database.hpp"

namespace tillbridge::services {

/// Makes the repeat of an update harmless: under a caller's own reference the first answer is kept for seven days.
/// Throws persistence::DatabaseUnavailable. Safe for any thread.
class CallerReferenceGuard {
 public:
  static constexpr std::chrono::hours kKept{7 * 24};
  /// Where nobody can tell whether the process that ran a call still lives (it was on another host), a call that has not finished by
  /// then counts as dead; the next one takes over. On the same host a dead process is seen at once.
  static constexpr std::chrono::minutes kLongestRun{5};

  CallerReferenceGuard(persistence::Database& database, const base::Clock& clock);

  struct Claim {
    persistence::CallerReference entry;
    /// The first answer, when the call was carried out before: send it and do nothing.
    std::optional<std::string> first_answer;
  };
  /// Errors: kConflict when the reference was used for other content or another operation, kBusy while the first call runs.
  base::Result<Claim> claim(domain::AccountId account, const std::string& reference, const std::string& operation, const std::string& content_hash);
  void finish(domain::AccountId account, Claim claim, std::string answer);
  /// Nothing was done, or not all: the reference is free again.
  void give_back(domain::AccountId account, const Claim& claim);

 private:
  persistence::Database& database_;
  const base::Clock& clock_;
  const std::string own_process_;
};

}  // namespace tillbridge::services
