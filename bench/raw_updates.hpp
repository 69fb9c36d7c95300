#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "persistence/database.hpp"

namespace tillbridge::bench {

/// A table as the raw limits write and read it: keys first.
struct RawTable {
  std::string name;
  std::vector<std::string> keys, replaced;
};

using RawRow = std::vector<std::optional<std::string>>;

/// The quickest that a database's own client library can do with the same rows: nothing of ours in between. Throws std::runtime_error.
class RawUpdates {
 public:
  virtual ~RawUpdates() = default;
  virtual void begin() = 0;
  /// Inserts or replaces; one prepared statement: with arrays of parameters on MariaDB, row by row on SQLite.
  virtual void upsert(const RawTable& table, const std::vector<RawRow>& rows) = 0;
  virtual void commit() = 0;
  /// One SELECT; every cell is copied out of the library. Returns the bytes.
  virtual std::size_t read(const std::string& select) = 0;
  /// The cells of the rows, for those that are to be written.
  virtual std::vector<RawRow> rows(const std::string& select) = 0;
};

std::unique_ptr<RawUpdates> connect_raw_mariadb(const persistence::DatabaseOptions& options);
std::unique_ptr<RawUpdates> connect_raw_sqlite(const std::string& path);

/// "INSERT INTO t (…) VALUES (?, …)" without what follows for rows that exist.
std::string raw_insert(const RawTable& table);

}  // namespace tillbridge::bench
