#include <sqlite3.h>

#include <stdexcept>

#include "bench/raw_connection.hpp"

namespace tillbridge::bench {
namespace {

class RawSqlite final : public RawConnection {
 public:
  explicit RawSqlite(const std::string& path) {
    check(sqlite3_open(path.c_str(), &handle_), "open " + path);
    execute("PRAGMA journal_mode = WAL");
    sqlite3_busy_timeout(handle_, 10'000);
  }
  ~RawSqlite() override { sqlite3_close(handle_); }
  RawSqlite(const RawSqlite&) = delete;
  RawSqlite& operator=(const RawSqlite&) = delete;

  void execute(const std::string& sql) override { check(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr), sql); }

  RawRows read(const std::string& sql) override {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr), sql);
    const auto columns = static_cast<std::size_t>(sqlite3_column_count(statement));
    RawRows found;
    found.last.resize(columns);
    int state = SQLITE_OK;
    while ((state = sqlite3_step(statement)) == SQLITE_ROW) {
      ++found.rows;
      for (std::size_t i = 0; i < columns; ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, static_cast<int>(i)));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, static_cast<int>(i)));
        found.last[i].assign(text == nullptr ? "" : text, size);
        found.bytes += size;
      }
    }
    sqlite3_finalize(statement);
    if (state != SQLITE_DONE) check(state, sql);
    return found;
  }

 private:
  void check(int state, const std::string& what) {
    if (state != SQLITE_OK) throw std::runtime_error("SQLite: " + what.substr(0, 200) + ": " + sqlite3_errmsg(handle_));
  }
  sqlite3* handle_ = nullptr;
};

}  // namespace

std::unique_ptr<RawConnection> connect_sqlite(const std::string& path) { return std::make_unique<RawSqlite>(path); }

}  // namespace tillbridge::bench
