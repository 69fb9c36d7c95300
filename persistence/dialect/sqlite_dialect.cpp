#include "persistence/dialect/sqlite_dialect.hpp"

#include <fcntl.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "persistence/database.hpp"
#include "persistence/dialect/failure.hpp"

namespace tillbridge::persistence::dialect {
namespace {

constexpr int kBusySeconds = 10;
/// Per session. A page of a thousand documents is changed in one transaction: with the 2 MB that SQLite takes by itself their pages
/// would be written twice.
constexpr const char* kCacheSize = "PRAGMA cache_size = -8000";

/// SQLite gives its log and shared-memory files the mode of the database file. A file that exists is never opened here: closing any
/// descriptor of it would drop the locks of every session of this process (POSIX), and another process could take the log away.
void make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0 && errno == EEXIST) return;
  if (file < 0)
    throw DatabaseUnavailable("database file " + path + ": " + std::strerror(errno) + "; its folder must exist and be writable for this user");
  ::close(file);
}

sqlite_api::sqlite3* handle(::soci::session& session) {
  return static_cast<::soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

}  // namespace

SqliteDialect::SqliteDialect(SqliteAddress address) : address_(std::move(address)) {}

std::optional<SqliteDialect::FileIdentity> SqliteDialect::identity_now() const {
  struct stat info {};
  if (::stat(address_.path.c_str(), &info) != 0) return std::nullopt;
  return FileIdentity{info.st_dev, info.st_ino};
}

void SqliteDialect::check_place() {
  const std::lock_guard lock(mutex_);
  if (!opened_ || identity_now() == opened_) return;
  throw DatabaseUnavailable("the database file " + address_.path + " was moved, deleted or replaced while it was in use; put it back, or restart this process");
}

void SqliteDialect::open(::soci::session& session) {
  {
    const std::lock_guard lock(mutex_);
    if (!opened_) {
      make_private_file(address_.path);
      opened_ = identity_now();
    }
  }
  check_place();
  try {
    session.open(::soci::sqlite3, "dbname=\"" + address_.path + "\" timeout=" + std::to_string(kBusySeconds));
    sqlite_api::sqlite3_extended_result_codes(handle(session), 1);
    // WAL: readers and the writer do not wait for each other. FULL: what was answered survives a power cut.
    for (const char* pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON", "PRAGMA trusted_schema = OFF",
                               "PRAGMA cell_size_check = ON", kCacheSize})
      session << pragma;
  } catch (const ::soci::soci_error& error) {
    raise(classify(error), "open database file " + address_.path, error.get_error_message());
  }
}

std::string SqliteDialect::upsert(const UpsertShape& shape, std::size_t rows) const {
  std::string keys, changes;
  for (const auto& key : shape.keys) keys += (keys.empty() ? "" : ", ") + key;
  for (const auto& column : shape.replaced) changes += (changes.empty() ? "" : ", ") + column + " = excluded." + column;
  std::string text = insert_text(shape, rows) + " ON CONFLICT (" + keys + ") DO UPDATE SET " + changes;
  if (!shape.rising.empty()) text += " WHERE " + shape.table + "." + shape.rising + " <= excluded." + shape.rising;
  return text;
}

std::string SqliteDialect::update(const UpdateShape& shape, std::size_t) const {
  // Times are text of one width, so the later one is the greater; "" stands for none, as max() of a NULL is NULL.
  return update_text(shape, [](const std::string& column) { return "nullif(max(ifnull(" + column + ", ''), ifnull(?, '')), '')"; });
}

std::string SqliteDialect::description() const {
  return std::string("SQLite ") + sqlite_api::sqlite3_libversion() + " " + address_.path;
}

}  // namespace tillbridge::persistence::dialect
