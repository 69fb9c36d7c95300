#pragma once
#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

#include "base/clock.hpp"

namespace tillbridge::services::http {

/// Lets one line a minute through for each source and reason, so that a hostile sender cannot fill the log. Bounded memory; the figures count
/// every refusal all the same. Safe for any thread.
class RefusalLog {
 public:
  explicit RefusalLog(const base::Clock& clock) : clock_(clock) {}
  /// True when the refusal is to be logged.
  bool admit(const std::string& peer, const std::string& word);

 private:
  static constexpr std::chrono::minutes kQuiet{1};
  static constexpr std::size_t kMaxSources = 10'000;

  const base::Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, base::Timestamp> last_;
};

}  // namespace tillbridge::services::http
