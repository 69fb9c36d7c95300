#include "persistence/schema/migrator.hpp"

#include <algorithm>

#include "persistence/database_url.hpp"
#include "persistence/schema/mysql_migrator.hpp"
#include "persistence/schema/schema_check.hpp"
#include "persistence/schema/sqlite_migrator.hpp"

namespace tillbridge::persistence::schema {

std::unique_ptr<Migrator> make_migrator(const DatabaseOptions& options) {
  const auto address = parse_database_url(options.url);
  if (const auto* sqlite = std::get_if<SqliteAddress>(&address)) return std::make_unique<SqliteMigrator>(*sqlite);
  return std::make_unique<MysqlMigrator>(std::get<MysqlAddress>(address), options.password);
}

SchemaStatus status_of(Migrator& migrator, const std::vector<Migration>& known) { return compare(migrator.applied(), known, migrator.text()); }

std::vector<std::string> migrate(Migrator& migrator, const std::vector<Migration>& known) {
  const auto status = status_of(migrator, known);
  refuse_newer(status);
  std::vector<std::string> names;
  for (const auto& migration : known) {
    if (std::find(status.pending.begin(), status.pending.end(), migration.name) == status.pending.end()) continue;
    migrator.apply(migration);
    names.push_back(migration.name);
  }
  return names;
}

}  // namespace tillbridge::persistence::schema
