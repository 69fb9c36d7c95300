#include "persistence/database.hpp"

#include <filesystem>
#include <variant>

#include "base/log.hpp"
#include "persistence/database_url.hpp"
#include "persistence/schema/migrator.hpp"
#include "persistence/schema/schema_check.hpp"
#include "persistence/soci/soci_database.hpp"

namespace tillbridge::persistence {

std::unique_ptr<Database> open_database(const DatabaseOptions& options) {
  const auto address = parse_database_url(options.url);
  if (const auto* file = std::get_if<SqliteAddress>(&address); file && !std::filesystem::exists(file->path))
    throw SchemaMismatch("there is no database file " + file->path + ": put the backup back, or make a new database with `tillbridge db migrate`");
  const auto migrator = schema::make_migrator(options);
  schema::require_current(schema::status_of(*migrator, schema::known_migrations()));
  for (const auto& warning : migrator->durability_warnings()) base::log_warn("persistence", "durability_at_risk", {{"setting", warning}});
  auto database = std::make_unique<soci::SociDatabase>(dialect::make_dialect(address, options.password), options.pool_size);
  database->ping();
  return database;
}

SchemaStatus schema_status(const DatabaseOptions& options) {
  const auto migrator = schema::make_migrator(options);
  return schema::status_of(*migrator, schema::known_migrations());
}

std::vector<std::string> database_warnings(const DatabaseOptions& options) {
  const auto migrator = schema::make_migrator(options);
  auto warnings = migrator->durability_warnings();
  for (auto& damage : migrator->damages()) warnings.push_back(std::move(damage));
  return warnings;
}

std::vector<std::string> migrate_schema(const DatabaseOptions& options) {
  const auto migrator = schema::make_migrator(options);
  return schema::migrate(*migrator, schema::known_migrations());
}

}  // namespace tillbridge::persistence
