#pragma once
#include <string>
#include <variant>

namespace tillbridge::persistence {

/// "sqlite:/path/to/file.db".
struct SqliteAddress {
  std::string path;
};

/// "mysql://user@host:port/name", "mysql://user@localhost/name?socket=/path"; "mariadb://" means the same.
struct MysqlAddress {
  std::string user, host, database, socket;
  int port = 3306;

  /// The url again, for people; there is no password in it.
  std::string text() const;
};

using DatabaseAddress = std::variant<SqliteAddress, MysqlAddress>;

/// Reads DatabaseOptions::url. Throws std::invalid_argument that says what is wrong and how it should look.
DatabaseAddress parse_database_url(const std::string& url);

}  // namespace tillbridge::persistence
