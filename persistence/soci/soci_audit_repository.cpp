#include "persistence/soci/soci_audit_repository.hpp"

#include "persistence/schema/migration.hpp"

namespace tillbridge::persistence::soci {

void SociAuditRepository::append(domain::AccountId account, const AuditEntry& entry) {
  const auto key = schema::checksum_of(entry.actor + '\0' + entry.act + '\0' + entry.object + '\0' + entry.reason);
  // Acts of one moment keep the order in which they were written.
  const auto number = session_.query_integer("SELECT count(*) FROM audit WHERE account_id = ? AND at = ?", {account, entry.at});
  session_.insert_new("audit", {"account_id", "at", "entry_key", "number", "actor", "act", "object", "reason"},
                      {account, entry.at, key, number, entry.actor, entry.act, entry.object, entry.reason});
}

std::vector<AuditEntry> SociAuditRepository::list(domain::AccountId account, int limit) {
  auto rows = session_.query("SELECT at, actor, act, object, reason FROM audit WHERE account_id = ? ORDER BY at DESC, number DESC LIMIT ?", {account, limit});
  std::vector<AuditEntry> entries;
  while (rows.next())
    entries.push_back({.at = rows.time(), .actor = rows.text(), .act = rows.text(), .object = rows.text(), .reason = rows.text()});
  return entries;
}

}  // namespace tillbridge::persistence::soci
