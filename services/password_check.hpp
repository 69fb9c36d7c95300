#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/secret_bytes.hpp"

namespace tillbridge::services {

/// Checks chosen passwords, which cost 128 MiB and half a second each: at most `at_once` at a time, and one that was right is
/// remembered for a minute under an HMAC, so that a POS with a chosen password does not pay for every call. Safe for any thread.
class PasswordCheck {
 public:
  struct Limits {
    int at_once = 2;
    std::chrono::milliseconds longest_wait{5'000};
    std::chrono::seconds remembered{60};
  };
  using Stretch = std::function<bool(std::string_view password, std::string_view digest)>;

  /// `stretch` is base::matches_chosen; tests hand in a cheap one.
  PasswordCheck(const base::Clock& clock, base::SecretBytes pepper, Limits limits, Stretch stretch);

  /// Whether the password belongs to the digest. kBusy when too many are being checked.
  base::Result<bool> matches(const std::string& password, const std::string& digest);

 private:
  bool is_remembered(const std::string& key) const;
  void remember(const std::string& key);

  const base::Clock& clock_;
  base::SecretBytes pepper_;
  Limits limits_;
  Stretch stretch_;
  mutable std::mutex mutex_;
  std::condition_variable freed_;
  int running_ = 0;
  std::map<std::string, base::Timestamp> right_until_;  ///< HMAC over password and digest
};

}  // namespace tillbridge::services
