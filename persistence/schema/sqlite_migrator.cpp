#include "persistence/schema/sqlite_migrator.hpp"

#include <soci/soci.h>

#include <filesystem>

#include "base/clock.hpp"
#include "base/time_text.hpp"
#include "persistence/dialect/failure.hpp"

namespace tillbridge::persistence::schema {
namespace {

constexpr const char* kRecordTable =
    "CREATE TABLE IF NOT EXISTS schema_migration (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT";

bool has_record_table(::soci::session& session) {
  int count = 0;
  session << "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'", ::soci::into(count);
  return count == 1;
}

/// True when the migration was not there before.
bool record(::soci::session& session, const Migration& migration) {
  int known = 0;
  session << kRecordTable;
  session << "SELECT count(*) FROM schema_migration WHERE version = :version", ::soci::into(known), ::soci::use(migration.version);
  if (known > 0) return false;
  const std::string checksum = checksum_of(migration.sqlite), now = base::format_sql(base::SystemClock{}.now());
  session << "INSERT INTO schema_migration (version, name, checksum, applied_at) VALUES (:version, :name, :checksum, :applied_at)",
      ::soci::use(migration.version), ::soci::use(migration.name), ::soci::use(checksum), ::soci::use(now);
  return true;
}

}  // namespace

SqliteMigrator::SqliteMigrator(SqliteAddress address) : address_(address), dialect_(std::move(address)) {}

std::vector<AppliedMigration> SqliteMigrator::applied() {
  if (!std::filesystem::exists(address_.path)) return {};
  ::soci::session session;
  dialect_.open(session);
  std::vector<AppliedMigration> found;
  if (!has_record_table(session)) return found;
  AppliedMigration row;
  ::soci::statement select =
      (session.prepare << "SELECT version, name, checksum FROM schema_migration ORDER BY version", ::soci::into(row.version), ::soci::into(row.name), ::soci::into(row.checksum));
  select.execute();
  while (select.fetch()) found.push_back(row);
  return found;
}

void SqliteMigrator::apply(const Migration& migration) {
  ::soci::session session;
  dialect_.open(session);
  try {
    session << "BEGIN EXCLUSIVE";
    if (record(session, migration))
      for (const auto& statement : statements_of(migration.sqlite)) session << statement;
    session << "COMMIT";
  } catch (const ::soci::soci_error& error) {
    // Closing the session rolls back.
    dialect::raise(dialect::classify(error), "migration " + migration.name + " on " + address_.path, error.get_error_message());
  }
}

std::vector<std::string> SqliteMigrator::damages() {
  if (!std::filesystem::exists(address_.path)) return {};
  ::soci::session session;
  dialect_.open(session);
  const std::string advice = " in " + address_.path + ": stop all processes, keep the file and restore a backup";
  try {
    std::string line;
    std::vector<std::string> found;
    ::soci::statement check = (session.prepare << "PRAGMA quick_check(5)", ::soci::into(line));
    check.execute();
    while (check.fetch())
      if (line != "ok") found.push_back("damage (" + line + ")" + advice);
    return found;
  } catch (const ::soci::soci_error& error) {
    return {"damage (" + error.get_error_message() + ")" + advice};
  }
}

std::string SqliteMigrator::description_of_schema() {
  ::soci::session session;
  dialect_.open(session);
  std::string name, definition, text;
  ::soci::indicator has_definition = ::soci::i_ok;
  ::soci::statement select = (session.prepare << "SELECT name, sql FROM sqlite_master WHERE name <> 'schema_migration' ORDER BY name", ::soci::into(name),
                              ::soci::into(definition, has_definition));
  select.execute();
  while (select.fetch()) text += name + ": " + (has_definition == ::soci::i_ok ? definition : "") + "\n";
  return text;
}

}  // namespace tillbridge::persistence::schema
