#pragma once
#include <memory>

#include "persistence/database_url.hpp"
#include "persistence/schema/migrator.hpp"

namespace sql { class Connection; }

namespace tillbridge::persistence::schema {

/// The migrator of MySQL and MariaDB, over MySQL Connector/C++. Definitions commit by themselves there, so a migration is
/// recorded after its last statement and every statement may be repeated: what broke in the middle is finished by the next run.
class MysqlMigrator final : public Migrator {
 public:
  MysqlMigrator(MysqlAddress address, std::string password);
  ~MysqlMigrator() override;

  std::vector<AppliedMigration> applied() override;
  void apply(const Migration& migration) override;
  std::vector<std::string> durability_warnings() override;
  std::vector<std::string> damages() override { return {}; }
  std::string description_of_schema() override;
  const std::string Migration::*text() const override { return &Migration::mysql; }

 private:
  sql::Connection& connection();
  /// Runs `act` and translates the connector's exceptions.
  template <class Act>
  auto guarded(const std::string& doing, Act act);

  MysqlAddress address_;
  std::string password_;
  std::unique_ptr<sql::Connection> connection_;
};

}  // namespace tillbridge::persistence::schema
