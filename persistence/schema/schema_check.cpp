#include "persistence/schema/schema_check.hpp"

#include <algorithm>

namespace tillbridge::persistence::schema {

SchemaStatus compare(const std::vector<AppliedMigration>& applied, const std::vector<Migration>& known, const std::string Migration::*text) {
  SchemaStatus status;
  status.known = known.empty() ? 0 : known.back().version;
  for (const auto& done : applied) {
    status.applied = std::max(status.applied, done.version);
    const auto same = std::find_if(known.begin(), known.end(), [&](const Migration& migration) { return migration.version == done.version; });
    if (same == known.end()) status.unknown_newer = true;
    else if (checksum_of((*same).*text) != done.checksum)
      throw SchemaMismatch("migration " + done.name + " in the database is not the " + same->name +
                           " of this program: it was edited after it was applied; use the program version that applied it or restore a backup");
  }
  for (const auto& migration : known)
    if (std::none_of(applied.begin(), applied.end(), [&](const AppliedMigration& done) { return done.version == migration.version; }))
      status.pending.push_back(migration.name);
  return status;
}

void require_current(const SchemaStatus& status) {
  refuse_newer(status);
  if (status.pending.empty()) return;
  const std::string state = status.applied == 0 ? "the database has no schema yet" : "the database stands at migration " + std::to_string(status.applied);
  throw SchemaMismatch(state + ", this program needs migration " + std::to_string(status.known) + ": run `tillbridge db migrate`");
}

void refuse_newer(const SchemaStatus& status) {
  if (!status.unknown_newer) return;
  throw SchemaMismatch("the database stands at migration " + std::to_string(status.applied) + ", this program knows only " + std::to_string(status.known) +
                       ": install the newer version (`tillbridge db status` shows both; `tillbridge db migrate` never goes back)");
}

}  // namespace tillbridge::persistence::schema
