#include "tests/support/work_meter.hpp"

#include <mysql.h>
#include <sqlite3.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "persistence/database_url.hpp"

namespace tillbridge::tests {
namespace {

std::atomic<std::int64_t> steps{0};

int count_statement(unsigned, void*, void* statement, void*) {
  steps += sqlite3_stmt_status(static_cast<sqlite3_stmt*>(statement), SQLITE_STMTSTATUS_VM_STEP, 1);
  return 0;
}

extern "C" int count_connection(sqlite3* connection, const char**, const sqlite3_api_routines*) {
  return sqlite3_trace_v2(connection, SQLITE_TRACE_PROFILE, count_statement, nullptr);
}

}  // namespace

/// A connection of its own to the store's server.
class WorkMeter::Server {
 public:
  explicit Server(const persistence::DatabaseOptions& options) : connection_(mysql_init(nullptr), mysql_close) {
    const auto address = std::get<persistence::MysqlAddress>(persistence::parse_database_url(options.url));
    if (mysql_real_connect(connection_.get(), address.host.c_str(), address.user.c_str(), options.password.c_str(), address.database.c_str(),
                           static_cast<unsigned>(address.port), nullptr, 0) == nullptr)
      throw std::runtime_error(mysql_error(connection_.get()));
  }
  void execute(const std::string& statement) {
    if (mysql_query(connection_.get(), statement.c_str()) != 0) throw std::runtime_error(statement + ": " + mysql_error(connection_.get()));
  }
  /// The first two columns of the answer.
  std::vector<std::pair<std::string, std::string>> query(const std::string& statement) {
    execute(statement);
    const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> result(mysql_store_result(connection_.get()), mysql_free_result);
    if (!result) throw std::runtime_error(statement + ": no rows");
    std::vector<std::pair<std::string, std::string>> rows;
    while (const MYSQL_ROW row = mysql_fetch_row(result.get())) rows.emplace_back(row[0], row[1] == nullptr ? "" : row[1]);
    return rows;
  }

 private:
  std::unique_ptr<MYSQL, decltype(&mysql_close)> connection_;
};

WorkMeter::WorkMeter(TempDatabase& store) {
  if (sqlite3_auto_extension(reinterpret_cast<void (*)()>(count_connection)) != SQLITE_OK) throw std::runtime_error("SQLite takes no hook for new connections");
  store.reopen();
}

WorkMeter::WorkMeter(TempMariadb& store) : mariadb_(std::make_unique<Server>(store.options())) {}

WorkMeter::~WorkMeter() {
  if (mariadb_ && figures_are_late_) mariadb_->execute("SET GLOBAL innodb_stats_auto_recalc = ON");
}

void WorkMeter::keep_figures_late() {
  if (!mariadb_) return;
  mariadb_->execute("SET GLOBAL innodb_stats_auto_recalc = OFF");
  figures_are_late_ = true;
}

void WorkMeter::settle() {
  if (!mariadb_) return;
  mariadb_->execute("SET GLOBAL innodb_max_purge_lag_wait = 0");
  for (const char* table : {"item", "price", "stock", "listing", "delivery", "job_schedule", "site", "site_health", "document", "job_run", "account", "handout"})
    mariadb_->query(std::string("ANALYZE TABLE ") + table);
}

std::int64_t WorkMeter::of(const std::function<void()>& act) {
  const auto before = so_far();
  act();
  return so_far() - before;
}

std::int64_t WorkMeter::so_far() {
  if (!mariadb_) return steps;
  std::int64_t rows = 0;
  for (const auto& [name, value] : mariadb_->query("SHOW GLOBAL STATUS LIKE 'Handler\\_read\\_%'"))
    if (!name.ends_with("deleted")) rows += std::stoll(value);
  return rows;
}

}  // namespace tillbridge::tests
