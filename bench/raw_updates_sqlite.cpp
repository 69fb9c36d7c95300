#include <sqlite3.h>

#include <stdexcept>

#include "bench/raw_updates.hpp"

namespace tillbridge::bench {
namespace {

class RawSqliteUpdates final : public RawUpdates {
 public:
  explicit RawSqliteUpdates(const std::string& path) {
    check(sqlite3_open(path.c_str(), &handle_));
    execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8000");
    sqlite3_busy_timeout(handle_, 10'000);
  }
  ~RawSqliteUpdates() override { sqlite3_close(handle_); }
  RawSqliteUpdates(const RawSqliteUpdates&) = delete;
  RawSqliteUpdates& operator=(const RawSqliteUpdates&) = delete;

  void begin() override { execute("BEGIN IMMEDIATE"); }
  void commit() override { execute("COMMIT"); }

  void upsert(const RawTable& table, const std::vector<RawRow>& rows) override {
    std::string sql = raw_insert(table) + " ON CONFLICT (";
    for (const auto& key : table.keys) sql += (key == table.keys.front() ? "" : ", ") + key;
    sql += ") DO UPDATE SET ";
    for (const auto& column : table.replaced) sql += (column == table.replaced.front() ? "" : ", ") + column + " = excluded." + column;
    sqlite3_stmt* statement = prepare(sql);
    for (const auto& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        const int at = static_cast<int>(i) + 1;
        if (!row[i]) check(sqlite3_bind_null(statement, at));
        else check(sqlite3_bind_text(statement, at, row[i]->data(), static_cast<int>(row[i]->size()), SQLITE_STATIC));
      }
      if (const int state = sqlite3_step(statement); state != SQLITE_DONE) check(state);
      check(sqlite3_reset(statement));
    }
    sqlite3_finalize(statement);
  }

  std::size_t read(const std::string& select) override {
    sqlite3_stmt* statement = prepare(select);
    const int columns = sqlite3_column_count(statement);
    std::size_t bytes = 0;
    std::string cell;
    while (sqlite3_step(statement) == SQLITE_ROW)
      for (int i = 0; i < columns; ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
        cell.assign(text == nullptr ? "" : text, static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
        bytes += cell.size();
      }
    sqlite3_finalize(statement);
    return bytes;
  }

  std::vector<RawRow> rows(const std::string& select) override {
    sqlite3_stmt* statement = prepare(select);
    std::vector<RawRow> found;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      auto& cells = found.emplace_back();
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
        cells.push_back(text == nullptr ? std::nullopt : std::optional(std::string(text)));
      }
    }
    sqlite3_finalize(statement);
    return found;
  }

 private:
  sqlite3_stmt* prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr));
    return statement;
  }
  void execute(const std::string& sql) { check(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr)); }
  void check(int state) {
    if (state != SQLITE_OK) throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(handle_));
  }
  sqlite3* handle_ = nullptr;
};

}  // namespace

std::unique_ptr<RawUpdates> connect_raw_sqlite(const std::string& path) { return std::make_unique<RawSqliteUpdates>(path); }

}  // namespace tillbridge::bench
