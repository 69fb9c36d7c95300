#pragma once
#include <memory>
#include <string>
#include <vector>

#include "persistence/database.hpp"

namespace tillbridge::bench {

/// What a SELECT gave.
struct RawRows {
  std::size_t rows = 0, bytes = 0;
  std::vector<std::string> last;      ///< the cells of the last row
};

/// A store through the bare client library that the product uses too (libmariadb, libsqlite3), with nothing of ours in between.
/// Throws std::runtime_error with the library's words.
class RawConnection {
 public:
  virtual ~RawConnection() = default;
  /// One statement without an answer.
  virtual void execute(const std::string& sql) = 0;
  /// Runs a SELECT and copies every cell of every row out of the library.
  virtual RawRows read(const std::string& sql) = 0;
};

std::unique_ptr<RawConnection> connect_sqlite(const std::string& path);
std::unique_ptr<RawConnection> connect_mariadb(const persistence::DatabaseOptions& options);

}  // namespace tillbridge::bench
