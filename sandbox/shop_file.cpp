#include "sandbox/shop_file.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace tillbridge::sandbox {
namespace {

constexpr int kBusyMilliseconds = 5'000;

[[noreturn]] void fail(sqlite3* db, const std::string& what) {
  throw std::runtime_error("sandbox file: " + what + ": " + (db ? sqlite3_errmsg(db) : "no memory"));
}

/// One prepared statement: bound, stepped, finalised.
class Statement {
 public:
  Statement(sqlite3* db, const char* sql) : db_(db) {
    if (sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr) != SQLITE_OK) fail(db, sql);
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void bind(int at, const std::string& text) { sqlite3_bind_text(statement_, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT); }
  void bind(int at, std::int64_t number) { sqlite3_bind_int64(statement_, at, number); }
  bool step() {
    const int result = sqlite3_step(statement_);
    if (result != SQLITE_ROW && result != SQLITE_DONE) fail(db_, "write");
    return result == SQLITE_ROW;
  }
  std::int64_t number(int column) { return sqlite3_column_int64(statement_, column); }
  std::string text(int column) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string();
  }

 private:
  sqlite3* db_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace

void ShopFile::Closer::operator()(sqlite3* db) const { sqlite3_close(db); }

ShopFile::ShopFile(const std::string& path) {
  sqlite3* db = nullptr;
  const int result = sqlite3_open(path.c_str(), &db);
  db_.reset(db);
  if (result != SQLITE_OK) fail(db, path);
  sqlite3_busy_timeout(db, kBusyMilliseconds);
  run("PRAGMA journal_mode=WAL");
  run("PRAGMA synchronous=NORMAL");
  run("CREATE TABLE IF NOT EXISTS document (kind TEXT NOT NULL, id INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID");
  run("CREATE TABLE IF NOT EXISTS counter (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID");
}

void ShopFile::run(const char* sql) {
  if (sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(db_.get(), sql);
}

void ShopFile::put(const std::string& kind, std::int64_t id, const std::string& json) {
  Statement statement(db_.get(), "INSERT INTO document (kind, id, json) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json");
  statement.bind(1, kind);
  statement.bind(2, id);
  statement.bind(3, json);
  statement.step();
}

void ShopFile::erase(const std::string& kind, std::int64_t id) {
  Statement statement(db_.get(), "DELETE FROM document WHERE kind = ? AND id = ?");
  statement.bind(1, kind);
  statement.bind(2, id);
  statement.step();
}

void ShopFile::each(const std::string& kind, const std::function<void(std::int64_t, const std::string&)>& take) {
  Statement statement(db_.get(), "SELECT id, json FROM document WHERE kind = ? ORDER BY id");
  statement.bind(1, kind);
  while (statement.step()) take(statement.number(0), statement.text(1));
}

std::int64_t ShopFile::next(const std::string& counter, std::int64_t first) {
  Statement statement(db_.get(), "INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value");
  statement.bind(1, counter);
  statement.bind(2, first);
  if (!statement.step()) fail(db_.get(), "counter");
  const auto value = statement.number(0);
  while (statement.step()) {
  }
  return value;
}

void ShopFile::begin() { run("BEGIN IMMEDIATE"); }
void ShopFile::commit() { run("COMMIT"); }
void ShopFile::roll_back() { run("ROLLBACK"); }

}  // namespace tillbridge::sandbox
