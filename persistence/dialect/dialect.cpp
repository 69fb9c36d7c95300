#include "persistence/dialect/dialect.hpp"

#include "persistence/dialect/mysql_dialect.hpp"
#include "persistence/dialect/sqlite_dialect.hpp"

namespace tillbridge::persistence::dialect {

std::unique_ptr<Dialect> make_dialect(const DatabaseAddress& address, const std::string& password) {
  if (const auto* sqlite = std::get_if<SqliteAddress>(&address)) return std::make_unique<SqliteDialect>(*sqlite);
  return std::make_unique<MysqlDialect>(std::get<MysqlAddress>(address), password);
}

}  // namespace tillbridge::persistence::dialect
