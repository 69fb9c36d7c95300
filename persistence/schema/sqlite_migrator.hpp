#pragma once
#include "persistence/database_url.hpp"
#include "persistence/dialect/sqlite_dialect.hpp"
#include "persistence/schema/migrator.hpp"

namespace tillbridge::persistence::schema {

/// Each migration is one exclusive transaction: other processes see all of it or nothing.
class SqliteMigrator final : public Migrator {
 public:
  explicit SqliteMigrator(SqliteAddress address);

  std::vector<AppliedMigration> applied() override;
  void apply(const Migration& migration) override;
  std::vector<std::string> durability_warnings() override { return {}; }
  std::vector<std::string> damages() override;
  std::string description_of_schema() override;
  const std::string Migration::*text() const override { return &Migration::sqlite; }

 private:
  SqliteAddress address_;
  dialect::SqliteDialect dialect_;
};

}  // namespace tillbridge::persistence::schema
