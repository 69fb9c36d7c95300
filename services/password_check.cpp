#include "services/password_check.hpp"

#include "base/credential_digest.hpp"

namespace tillbridge::services {
namespace {

constexpr std::size_t kMaxRemembered = 1'000;

}  // namespace

PasswordCheck::PasswordCheck(const base::Clock& clock, base::SecretBytes pepper, Limits limits, Stretch stretch)
    : clock_(clock), pepper_(std::move(pepper)), limits_(limits), stretch_(std::move(stretch)) {}

base::Result<bool> PasswordCheck::matches(const std::string& password, const std::string& digest) {
  const std::string key = base::digest_generated(pepper_, digest + '\n' + password);
  std::unique_lock lock(mutex_);
  if (is_remembered(key)) return true;
  if (!freed_.wait_for(lock, limits_.longest_wait, [&] { return running_ < limits_.at_once; }))
    return base::Error{.code = base::ErrorCode::kBusy, .message = "too many logins are being checked; try again in a few seconds"};
  ++running_;
  lock.unlock();
  const bool right = stretch_(password, digest);
  lock.lock();
  --running_;
  freed_.notify_one();
  if (right) remember(key);
  return right;
}

bool PasswordCheck::is_remembered(const std::string& key) const {
  const auto found = right_until_.find(key);
  return found != right_until_.end() && clock_.now() < found->second;
}

void PasswordCheck::remember(const std::string& key) {
  const auto now = clock_.now();
  std::erase_if(right_until_, [&](const auto& entry) { return entry.second <= now; });
  if (right_until_.size() >= kMaxRemembered) right_until_.clear();
  right_until_[key] = now + limits_.remembered;
}

}  // namespace tillbridge::services
