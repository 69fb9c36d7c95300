#include "persistence/dialect/mysql_dialect.hpp"

#include <soci/mysql/soci-mysql.h>
#include <soci/soci.h>

#include <algorithm>
#include <cstdio>

#include "persistence/dialect/failure.hpp"

namespace tillbridge::persistence::dialect {
namespace {

constexpr int kConnectSeconds = 5;
/// A full disk freezes a server's commits instead of failing them: no wait is endless.
constexpr int kAnswerSeconds = 30;
constexpr std::size_t kRowsPerStatement = 500;
constexpr std::size_t kValuesPerStatement = 12'000;
constexpr unsigned kUnknownVariable = 1193;

std::string quoted(const std::string& value) {
  std::string out = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

/// Galera only: a read sees what any node committed before. Other servers do not know the variable.
void ask_for_causal_reads(::soci::session& session) {
  try {
    session << "SET SESSION wsrep_sync_wait = 1";
  } catch (const ::soci::mysql_soci_error& error) {
    if (error.err_num_ != kUnknownVariable) throw;
  }
}

}  // namespace

bool knows_skip_locked(const std::string& version) {
  int major = 0, minor = 0, patch = 0;
  if (std::sscanf(version.c_str(), "%d.%d.%d", &major, &minor, &patch) < 2) return false;
  if (version.find("MariaDB") != std::string::npos) return major > 10 || (major == 10 && minor >= 6);
  return major > 8 || (major == 8 && (minor > 0 || patch >= 1));
}

MysqlDialect::MysqlDialect(MysqlAddress address, std::string password, ManyRows many_rows)
    : address_(std::move(address)), password_(std::move(password)), many_rows_(many_rows) {}

std::string MysqlDialect::connect_text() const {
  std::string text = "db=" + quoted(address_.database) + " user=" + quoted(address_.user) + " host=" + quoted(address_.host);
  if (!password_.empty()) text += " password=" + quoted(password_);
  if (address_.socket.empty()) text += " port=" + std::to_string(address_.port);
  else text += " unix_socket=" + quoted(address_.socket);
  return text + " charset=utf8mb4 connect_timeout=" + std::to_string(kConnectSeconds) + " read_timeout=" + std::to_string(kAnswerSeconds) +
         " write_timeout=" + std::to_string(kAnswerSeconds);
}

void MysqlDialect::set_up(::soci::session& session) {
  session << "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', "
             "time_zone = '+00:00', innodb_lock_wait_timeout = 5, autocommit = 1";
  session << "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";
  ask_for_causal_reads(session);
  std::string version;
  session << "SELECT VERSION()", ::soci::into(version);
  skip_locked_ = knows_skip_locked(version);
  compound_ = version.find("MariaDB") != std::string::npos;
  const std::lock_guard lock(mutex_);
  version_ = version;
}

void MysqlDialect::open(::soci::session& session) {
  try {
    session.open(::soci::mysql, connect_text());
    set_up(session);
  } catch (const ::soci::soci_error& error) {
    raise(classify(error), "connect to " + address_.text(), error.get_error_message());
  }
}

std::vector<std::string> MysqlDialect::begin_read() const {
  const std::string level = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", start = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";
  if (compound_) return {"BEGIN NOT ATOMIC " + level + "; " + start + "; END"};  // both in one round trip
  return {level, start};
}

std::string MysqlDialect::upsert(const UpsertShape& shape, std::size_t rows) const {
  // Assignments run from left to right: the guarding column comes last, so that the others compare with its old value.
  auto columns = shape.replaced;
  std::stable_partition(columns.begin(), columns.end(), [&](const std::string& column) { return column != shape.rising; });
  std::string changes;
  for (const auto& column : columns) {
    const std::string fresh = "VALUES(" + column + ")";
    changes += (changes.empty() ? "" : ", ") + column + " = " +
               (shape.rising.empty() ? fresh : "IF(" + shape.rising + " <= VALUES(" + shape.rising + "), " + fresh + ", " + column + ")");
  }
  return insert_text(shape, rows) + " ON DUPLICATE KEY UPDATE " + changes;
}

std::string MysqlDialect::update(const UpdateShape& shape, std::size_t rows) const {
  if (rows == 1 && shape.later.empty()) return update_text(shape);
  // Joined in this order: each new row looks its row up by the primary key, none is made.
  std::string named, plain, changes, keys;
  for (const auto& column : shape.columns()) {
    named += (named.empty() ? "? AS " : ", ? AS ") + column;
    plain += plain.empty() ? "?" : ", ?";
  }
  std::string fresh = "SELECT " + named;
  for (std::size_t row = 1; row < rows; ++row) fresh += " UNION ALL SELECT " + plain;
  const auto assign = [&](const std::string& column, const std::string& value) { changes += (changes.empty() ? "t." : ", t.") + column + " = " + value; };
  for (const auto& column : shape.replaced) assign(column, "n." + column);
  for (const auto& column : shape.later)
    assign(column, "IF(t." + column + " IS NULL OR t." + column + " < CAST(n." + column + " AS DATETIME(6)), n." + column + ", t." + column + ")");
  for (const auto& key : shape.keys) keys += (keys.empty() ? "t." : " AND t.") + key + " = n." + key;
  return "UPDATE (" + fresh + ") n STRAIGHT_JOIN " + shape.table + " t ON " + keys + " SET " + changes;
}

std::string MysqlDialect::update_or_make(const UpdateShape& shape) const {
  std::string columns, values, changes;
  const auto name = [&](const std::string& column, const std::string& value) {
    columns += (columns.empty() ? "" : ", ") + column;
    values += (values.empty() ? "" : ", ") + value;
  };
  const auto assign = [&](const std::string& column, const std::string& value) { changes += (changes.empty() ? "" : ", ") + column + " = " + value; };
  for (const auto& column : shape.columns()) name(column, "?");
  for (const auto& [column, literal] : shape.while_missing) name(column, literal);
  for (const auto& column : shape.replaced) assign(column, "VALUES(" + column + ")");
  for (const auto& column : shape.later)
    assign(column, "IF(" + column + " IS NULL OR " + column + " < VALUES(" + column + "), VALUES(" + column + "), " + column + ")");
  return "INSERT INTO " + shape.table + " (" + columns + ") VALUES (" + values + ") ON DUPLICATE KEY UPDATE " + changes;
}

std::size_t MysqlDialect::rows_per_statement(std::size_t width) const {
  return std::clamp<std::size_t>(kValuesPerStatement / std::max<std::size_t>(width, 1), 1, kRowsPerStatement);
}

st_mysql_res* MysqlDialect::stored_answer(::soci::statement& statement) const {
  return static_cast<::soci::mysql_statement_backend*>(statement.get_backend())->result_;
}

bool MysqlDialect::binds_arrays(::soci::session& session) const {
  if (many_rows_ == ManyRows::kTextAlways) return false;
  unsigned long offered = 0;
  MYSQL* connection = static_cast<::soci::mysql_session_backend*>(session.get_backend())->conn_;
  mariadb_get_infov(connection, MARIADB_CONNECTION_EXTENDED_SERVER_CAPABILITIES, &offered);
  constexpr unsigned kUpperHalf = 32;
  return (offered & (MARIADB_CLIENT_STMT_BULK_OPERATIONS >> kUpperHalf)) != 0;
}

std::string MysqlDialect::description() const {
  const std::lock_guard lock(mutex_);
  return (version_.find("MariaDB") == std::string::npos ? "MySQL " : "MariaDB ") + (version_.empty() ? "(not connected yet)" : version_) + " " +
         address_.text();
}

}  // namespace tillbridge::persistence::dialect
