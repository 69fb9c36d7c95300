#pragma once
#include <vector>

#include "persistence/database.hpp"
#include "persistence/schema/migration.hpp"

namespace tillbridge::persistence::schema {

/// Compares what a database has with what the program knows. `text_of` picks the dialect's text of a migration.
/// Throws SchemaMismatch when an applied migration is not the one that this program knows under its number.
SchemaStatus compare(const std::vector<AppliedMigration>& applied, const std::vector<Migration>& known, const std::string Migration::*text);

/// Throws SchemaMismatch unless the schema is exactly what this program needs; the message names the command to run.
void require_current(const SchemaStatus& status);
/// Throws SchemaMismatch when the database is newer than this program.
void refuse_newer(const SchemaStatus& status);

}  // namespace tillbridge::persistence::schema
