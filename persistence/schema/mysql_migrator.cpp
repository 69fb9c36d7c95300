#include "persistence/schema/mysql_migrator.hpp"

#include <cppconn/connection.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>
#include <mysql_driver.h>

#include <map>
#include <mutex>

#include "base/clock.hpp"
#include "base/time_text.hpp"
#include "persistence/dialect/failure.hpp"

namespace tillbridge::persistence::schema {
namespace {

constexpr int kConnectSeconds = 5;
constexpr int kAnswerSeconds = 600;  // a migration may copy a large table
constexpr int kDuplicateEntry = 1062;
// A definition commits by itself, and MySQL knows no IF NOT EXISTS for columns and indexes: repeating one that is done says so.
constexpr int kDuplicateColumn = 1060;
constexpr int kDuplicateIndex = 1061;
constexpr int kNothingToDrop = 1091;

constexpr const char* kRecordTable =
    "CREATE TABLE IF NOT EXISTS schema_migration (version BIGINT NOT NULL PRIMARY KEY, name VARCHAR(100) NOT NULL, checksum VARCHAR(64) NOT NULL, "
    "applied_at DATETIME(6) NOT NULL) ENGINE=InnoDB CHARACTER SET utf8mb4";

sql::Driver& driver() {
  static std::mutex mutex;  // the connector's first call is not safe for threads
  const std::lock_guard lock(mutex);
  return *sql::mysql::get_driver_instance();
}

std::unique_ptr<sql::ResultSet> query(sql::Connection& connection, const std::string& text) {
  const std::unique_ptr<sql::Statement> statement(connection.createStatement());
  return std::unique_ptr<sql::ResultSet>(statement->executeQuery(text));
}

void execute(sql::Connection& connection, const std::string& text) {
  const std::unique_ptr<sql::Statement> statement(connection.createStatement());
  statement->execute(text);
}

void define(sql::Connection& connection, const std::string& text) {
  try {
    execute(connection, text);
  } catch (const sql::SQLException& error) {
    const int code = error.getErrorCode();
    if (code != kDuplicateColumn && code != kDuplicateIndex && code != kNothingToDrop) throw;
  }
}

/// A server of another make may know only some of them.
std::map<std::string, std::string> durability_settings(sql::Connection& connection) {
  const auto rows = query(connection,
                          "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('innodb_flush_log_at_trx_commit', 'log_bin', 'sync_binlog', 'innodb_doublewrite')");
  std::map<std::string, std::string> settings;
  while (rows->next()) settings[rows->getString(1)] = rows->getString(2);
  return settings;
}

std::string lines_of(sql::Connection& connection, const std::string& text, unsigned columns) {
  const auto rows = query(connection, text);
  std::string lines;
  while (rows->next()) {
    for (unsigned column = 1; column <= columns; ++column) lines += std::string(rows->getString(column)) + (column == columns ? "\n" : " ");
  }
  return lines;
}

}  // namespace

MysqlMigrator::MysqlMigrator(MysqlAddress address, std::string password) : address_(std::move(address)), password_(std::move(password)) {}
MysqlMigrator::~MysqlMigrator() = default;

template <class Act>
auto MysqlMigrator::guarded(const std::string& doing, Act act) {
  try {
    return act();
  } catch (const sql::SQLException& error) {
    const auto failure = dialect::classify_mysql(static_cast<unsigned>(error.getErrorCode()));
    // Nobody above repeats a migration: what might pass on a second try is still "cannot be reached now".
    if (failure == dialect::Failure::kTransient || failure == dialect::Failure::kConnectionLost)
      throw DatabaseUnavailable(doing + ": " + error.what());
    dialect::raise(failure, doing, error.what());
  }
}

sql::Connection& MysqlMigrator::connection() {
  if (connection_) return *connection_;
  sql::ConnectOptionsMap options;
  options["hostName"] = sql::SQLString(address_.socket.empty() ? "tcp://" + address_.host + ":" + std::to_string(address_.port) : "unix://" + address_.socket);
  options["userName"] = sql::SQLString(address_.user);
  options["password"] = sql::SQLString(password_);
  options["schema"] = sql::SQLString(address_.database);
  options["OPT_CONNECT_TIMEOUT"] = kConnectSeconds;
  options["OPT_READ_TIMEOUT"] = kAnswerSeconds;
  options["OPT_CHARSET_NAME"] = sql::SQLString("utf8mb4");
  connection_.reset(driver().connect(options));
  execute(*connection_, "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'");
  return *connection_;
}

std::vector<AppliedMigration> MysqlMigrator::applied() {
  return guarded("read the schema of " + address_.text(), [&] {
    std::vector<AppliedMigration> found;
    const auto tables = query(connection(), "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'schema_migration'");
    if (!tables->next()) return found;
    const auto rows = query(connection(), "SELECT version, name, checksum FROM schema_migration ORDER BY version");
    while (rows->next()) found.push_back({rows->getInt(1), rows->getString(2), rows->getString(3)});
    return found;
  });
}

void MysqlMigrator::apply(const Migration& migration) {
  guarded("migration " + migration.name + " on " + address_.text(), [&] {
    execute(connection(), kRecordTable);
    for (const auto& statement : statements_of(migration.mysql)) define(connection(), statement);
    const std::unique_ptr<sql::PreparedStatement> record(
        connection().prepareStatement("INSERT INTO schema_migration (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)"));
    record->setInt(1, migration.version);
    record->setString(2, migration.name);
    record->setString(3, checksum_of(migration.mysql));
    record->setString(4, base::format_sql(base::SystemClock{}.now()));
    try {
      record->executeUpdate();
    } catch (const sql::SQLException& error) {
      if (error.getErrorCode() != kDuplicateEntry) throw;  // another migrator was faster with the same statements
    }
  });
}

std::vector<std::string> MysqlMigrator::durability_warnings() {
  return guarded("check the settings of " + address_.text(), [&] {
    std::vector<std::string> found;
    auto settings = durability_settings(connection());
    if (const auto flush = settings["innodb_flush_log_at_trx_commit"]; flush != "1" && !flush.empty())
      found.push_back("innodb_flush_log_at_trx_commit is " + flush + ": a crash loses answered writes, set it to 1");
    if (settings["log_bin"] == "ON" && settings["sync_binlog"] != "1")
      found.push_back("sync_binlog is " + settings["sync_binlog"] + ": a crash can lose the newest writes in the binary log, set it to 1");
    if (const auto doublewrite = settings["innodb_doublewrite"]; doublewrite == "OFF" || doublewrite == "0")
      found.push_back("innodb_doublewrite is off: a crash can tear pages, set it to ON");
    const auto tables = query(connection(),
                              "SELECT table_name, engine FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' "
                              "AND engine <> 'InnoDB' ORDER BY table_name");
    while (tables->next())
      found.push_back("table " + std::string(tables->getString(1)) + " uses " + std::string(tables->getString(2)) + ": only InnoDB keeps transactions");
    return found;
  });
}

std::string MysqlMigrator::description_of_schema() {
  return guarded("describe the schema of " + address_.text(), [&] {
    return lines_of(connection(),
                    "SELECT table_name, column_name, ordinal_position, column_type, is_nullable, COALESCE(column_default, 'none'), COALESCE(collation_name, 'bytes') "
                    "FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name <> 'schema_migration' ORDER BY table_name, ordinal_position",
                    7) +
           lines_of(connection(),
                    "SELECT table_name, index_name, seq_in_index, column_name, non_unique FROM information_schema.statistics "
                    "WHERE table_schema = DATABASE() AND table_name <> 'schema_migration' ORDER BY table_name, index_name, seq_in_index",
                    5) +
           lines_of(connection(),
                    "SELECT table_name, engine, table_collation FROM information_schema.tables WHERE table_schema = DATABASE() "
                    "AND table_name <> 'schema_migration' ORDER BY table_name",
                    3);
  });
}

}  // namespace tillbridge::persistence::schema
