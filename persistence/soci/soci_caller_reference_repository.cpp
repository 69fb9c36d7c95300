#include "persistence/soci/soci_caller_reference_repository.hpp"

namespace tillbridge::persistence::soci {

std::optional<CallerReference> SociCallerReferenceRepository::find(domain::AccountId account, const std::string& reference) {
  auto rows = session_.query(
      "SELECT reference, operation, content_hash, finished, started_at, owner, answer FROM caller_reference WHERE account_id = ? AND reference = ?" +
          session_.lock_rows(),
      {account, reference});
  if (!rows.next()) return std::nullopt;
  return CallerReference{.reference = rows.text(),
                         .operation = rows.text(),
                         .content_hash = rows.text(),
                         .finished = rows.flag(),
                         .started_at = rows.time(),
                         .owner = rows.text(),
                         .answer = rows.text()};
}

bool SociCallerReferenceRepository::insert(domain::AccountId account, const CallerReference& reference) {
  return session_.insert_new("caller_reference", {"account_id", "reference", "operation", "content_hash", "finished", "started_at", "owner", "answer"},
                             {account, reference.reference, reference.operation, reference.content_hash, reference.finished, reference.started_at,
                              reference.owner, reference.answer});
}

void SociCallerReferenceRepository::store(domain::AccountId account, const CallerReference& reference) {
  session_.execute(
      "UPDATE caller_reference SET operation = ?, content_hash = ?, finished = ?, started_at = ?, owner = ?, answer = ? WHERE account_id = ? AND reference = ?",
      {reference.operation, reference.content_hash, reference.finished, reference.started_at, reference.owner, reference.answer, account, reference.reference});
}

void SociCallerReferenceRepository::remove(domain::AccountId account, const std::string& reference) {
  session_.execute("DELETE FROM caller_reference WHERE account_id = ? AND reference = ?", {account, reference});
}

std::int64_t SociCallerReferenceRepository::purge(base::Timestamp before) {
  return session_.execute("DELETE FROM caller_reference WHERE started_at < ?", {before});
}

}  // namespace tillbridge::persistence::soci
