#include "persistence/dialect/dialect.hpp"

#include "persistence/dialect/mysql_dialect.hpp"
#include "persistence/dialect/sqlite_dialect.hpp"

namespace tillbridge::persistence::dialect {

std::string Dialect::remove_made(const UpdateShape& shape) const {
  const auto& [column, literal] = shape.while_missing.front();
  return "DELETE FROM " + shape.table + " WHERE " + shape.keys.front() + " = ? AND " + column + " = " + literal;
}

std::unique_ptr<Dialect> make_dialect(const DatabaseAddress& address, const std::string& password) {
  if (const auto* sqlite = std::get_if<SqliteAddress>(&address)) return std::make_unique<SqliteDialect>(*sqlite);
  return std::make_unique<MysqlDialect>(std::get<MysqlAddress>(address), password);
}

}  // namespace tillbridge::persistence::dialect
