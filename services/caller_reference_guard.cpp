#include "services/caller_reference_guard.hpp"

#include "base/process_identity.hpp"

namespace tillbridge::services {
namespace {

using base::Error;
using base::ErrorCode;
using persistence::CallerReference;

Error other_content(const std::string& reference) {
  return {.code = ErrorCode::kConflict,
          .message = "CallerReference '" + reference + "' was used for a call with other content; use a new one",
          .field = "CallerReference"};
}

Error still_running(const std::string& reference) {
  return {.code = ErrorCode::kBusy,
          .message = "the call with CallerReference '" + reference + "' is still running; repeat it in a minute",
          .field = "CallerReference"};
}

/// Whether the call that holds the reference may still be at work. An entry of this very moment by ourselves is our own: the unit of
/// work ran again after an unknown commit.
bool may_be_running(const CallerReference& held, const CallerReference& ours) {
  if (held.started_at == ours.started_at && held.owner == ours.owner) return false;
  if (const auto runs = base::is_running(held.owner)) return *runs;
  return ours.started_at - held.started_at < CallerReferenceGuard::kLongestRun;
}

}  // namespace

CallerReferenceGuard::CallerReferenceGuard(persistence::Database& database, const base::Clock& clock)
    : database_(database), clock_(clock), own_process_(base::current_process()) {}

base::Result<CallerReferenceGuard::Claim> CallerReferenceGuard::claim(domain::AccountId account, const std::string& reference,
                                                                      const std::string& operation, const std::string& content_hash) {
  const base::Timestamp now = clock_.now();
  const CallerReference ours{.reference = reference, .operation = operation, .content_hash = content_hash, .started_at = now, .owner = own_process_};
  base::Result<Claim> result = Claim{.entry = ours};
  database_.write([&](persistence::UnitOfWork& work) {
    result = Claim{.entry = ours};
    auto& references = work.caller_references();
    references.purge(now - kKept);
    if (references.insert(account, ours)) return;
    const auto held = references.find(account, reference);
    if (!held) return;
    if (held->operation != operation || held->content_hash != content_hash) {
      result = other_content(reference);
    } else if (held->finished) {
      result = Claim{.entry = *held, .first_answer = held->answer};
    } else if (may_be_running(*held, ours)) {
      result = still_running(reference);
    } else {
      references.store(account, ours);
    }
  });
  return result;
}

void CallerReferenceGuard::finish(domain::AccountId account, Claim claim, std::string answer) {
  claim.entry.finished = true;
  claim.entry.answer = std::move(answer);
  database_.write([&](persistence::UnitOfWork& work) { work.caller_references().store(account, claim.entry); });
}

void CallerReferenceGuard::give_back(domain::AccountId account, const Claim& claim) {
  database_.write([&](persistence::UnitOfWork& work) { work.caller_references().remove(account, claim.entry.reference); });
}

}  // namespace tillbridge::services
