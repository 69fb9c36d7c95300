#include <mysql.h>

#include <stdexcept>

#include "bench/raw_updates.hpp"
#include "persistence/database_url.hpp"

namespace tillbridge::bench {
namespace {

/// The parameters of many rows by column, as the array binding takes them.
struct Column {
  std::vector<const char*> texts;
  std::vector<unsigned long> sizes;
  std::vector<char> indicators;
};

class RawMariadbUpdates final : public RawUpdates {
 public:
  explicit RawMariadbUpdates(const persistence::DatabaseOptions& options) : handle_(mysql_init(nullptr)) {
    const auto address = std::get<persistence::MysqlAddress>(persistence::parse_database_url(options.url));
    mysql_options(handle_, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (mysql_real_connect(handle_, address.host.c_str(), address.user.c_str(), options.password.c_str(), address.database.c_str(),
                           static_cast<unsigned>(address.port), nullptr, 0) == nullptr)
      throw std::runtime_error(std::string("MariaDB: ") + mysql_error(handle_));
  }
  ~RawMariadbUpdates() override { mysql_close(handle_); }
  RawMariadbUpdates(const RawMariadbUpdates&) = delete;
  RawMariadbUpdates& operator=(const RawMariadbUpdates&) = delete;

  void begin() override { execute("START TRANSACTION"); }
  void commit() override { execute("COMMIT"); }

  void upsert(const RawTable& table, const std::vector<RawRow>& rows) override {
    std::string sql = raw_insert(table) + " ON DUPLICATE KEY UPDATE ";
    for (const auto& column : table.replaced) sql += (column == table.replaced.front() ? "" : ", ") + column + " = VALUES(" + column + ")";
    const std::unique_ptr<MYSQL_STMT, decltype(&mysql_stmt_close)> statement(mysql_stmt_init(handle_), mysql_stmt_close);
    auto count = static_cast<unsigned>(rows.size());
    if (mysql_stmt_prepare(statement.get(), sql.data(), sql.size()) != 0) fail(statement.get());
    mysql_stmt_attr_set(statement.get(), STMT_ATTR_ARRAY_SIZE, &count);
    auto columns = by_column(rows);
    std::vector<MYSQL_BIND> binds(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
      binds[i].buffer_type = MYSQL_TYPE_STRING;
      binds[i].buffer = columns[i].texts.data();
      binds[i].length = columns[i].sizes.data();
      binds[i].u.indicator = columns[i].indicators.data();
    }
    if (mysql_stmt_bind_param(statement.get(), binds.data()) != 0 || mysql_stmt_execute(statement.get()) != 0) fail(statement.get());
  }

  std::size_t read(const std::string& select) override {
    execute(select);
    MYSQL_RES* result = mysql_store_result(handle_);
    std::size_t bytes = 0;
    const auto columns = mysql_num_fields(result);
    std::string cell;
    while (MYSQL_ROW row = mysql_fetch_row(result)) {
      const unsigned long* sizes = mysql_fetch_lengths(result);
      for (unsigned i = 0; i < columns; ++i) {
        cell.assign(row[i] == nullptr ? "" : row[i], sizes[i]);
        bytes += cell.size();
      }
    }
    mysql_free_result(result);
    return bytes;
  }

  std::vector<RawRow> rows(const std::string& select) override {
    execute(select);
    MYSQL_RES* result = mysql_store_result(handle_);
    std::vector<RawRow> found;
    while (MYSQL_ROW row = mysql_fetch_row(result)) {
      const unsigned long* sizes = mysql_fetch_lengths(result);
      auto& cells = found.emplace_back();
      for (unsigned i = 0; i < mysql_num_fields(result); ++i)
        cells.push_back(row[i] == nullptr ? std::nullopt : std::optional(std::string(row[i], sizes[i])));
    }
    mysql_free_result(result);
    return found;
  }

 private:
  static std::vector<Column> by_column(const std::vector<RawRow>& rows) {
    std::vector<Column> columns(rows.front().size());
    for (const auto& row : rows)
      for (std::size_t i = 0; i < row.size(); ++i) {
        columns[i].texts.push_back(row[i] ? row[i]->data() : nullptr);
        columns[i].sizes.push_back(row[i] ? row[i]->size() : 0);
        columns[i].indicators.push_back(row[i] ? STMT_INDICATOR_NONE : STMT_INDICATOR_NULL);
      }
    return columns;
  }
  void execute(const std::string& sql) {
    if (mysql_real_query(handle_, sql.data(), sql.size()) != 0) throw std::runtime_error("MariaDB: " + sql.substr(0, 200) + ": " + mysql_error(handle_));
  }
  [[noreturn]] static void fail(MYSQL_STMT* statement) { throw std::runtime_error(std::string("MariaDB: ") + mysql_stmt_error(statement)); }
  MYSQL* handle_;
};

}  // namespace

std::unique_ptr<RawUpdates> connect_raw_mariadb(const persistence::DatabaseOptions& options) { return std::make_unique<RawMariadbUpdates>(options); }

std::string raw_insert(const RawTable& table) {
  std::string names, marks;
  for (const auto* list : {&table.keys, &table.replaced})
    for (const auto& column : *list) {
      names += (names.empty() ? "" : ", ") + column;
      marks += marks.empty() ? "?" : ", ?";
    }
  return "INSERT INTO " + table.name + " (" + names + ") VALUES (" + marks + ")";
}

}  // namespace tillbridge::bench
