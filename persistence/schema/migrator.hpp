#pragma once
#include <memory>
#include <string>
#include <vector>

#include "persistence/database.hpp"
#include "persistence/schema/migration.hpp"

namespace tillbridge::persistence::schema {

/// Reads and advances the schema of one database. Only the command line and tests use it.
class Migrator {
 public:
  virtual ~Migrator() = default;

  /// Empty for a database without schema (or a file that does not exist).
  virtual std::vector<AppliedMigration> applied() = 0;
  /// Applies one migration and records it; nothing of it remains when it fails, or (where definitions commit by themselves)
  /// running it again finishes it.
  virtual void apply(const Migration& migration) = 0;
  /// Settings of the server under which an acknowledged write may be lost; empty when all is well.
  virtual std::vector<std::string> durability_warnings() = 0;
  /// What is broken in the stored data itself, as far as a look at all pages shows; may take seconds per gigabyte.
  /// Empty when all is well, or where the server looks after that by itself.
  virtual std::vector<std::string> damages() = 0;
  /// Every table, column and index as sorted lines: equal schemas give equal texts.
  virtual std::string description_of_schema() = 0;
  /// Which text of a migration this database takes.
  virtual const std::string Migration::*text() const = 0;
};

std::unique_ptr<Migrator> make_migrator(const DatabaseOptions& options);

SchemaStatus status_of(Migrator& migrator, const std::vector<Migration>& known);
/// Returns the names applied.
std::vector<std::string> migrate(Migrator& migrator, const std::vector<Migration>& known);

}  // namespace tillbridge::persistence::schema
