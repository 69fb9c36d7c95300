#pragma once
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "base/clock.hpp"
#include "domain/ids.hpp"

namespace tillbridge::services {

/// Notices an account whose confirms name documents that it was never offered: two tills that were mixed up, a POS on an old copy of
/// its data, or somebody who guesses. Ten within an hour write one line of the log at level warn, "unknown_documents_alert", and not
/// again for that account within the hour. Per process; bounded memory. Safe for any thread.
class UnknownIdWatch {
 public:
  static constexpr std::int64_t kAlertAt = 10;
  static constexpr std::chrono::hours kWithin{1};

  explicit UnknownIdWatch(const base::Clock& clock) : clock_(clock) {}

  /// True when this made the alert.
  bool record(domain::AccountId account, const std::string& store_id, std::int64_t count);

 private:
  struct Seen {
    std::deque<std::pair<base::Timestamp, std::int64_t>> calls;  ///< of the last hour, at most kAlertAt of them
    base::Timestamp alerted_at;
    bool alerted = false;
  };

  const base::Clock& clock_;
  std::mutex mutex_;
  std::map<domain::AccountId, Seen> seen_;
};

}  // namespace tillbridge::services
