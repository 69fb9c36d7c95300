#pragma once
#include <memory>
#include <variant>

#include "persistence/database_url.hpp"
#include "persistence/dialect/mysql_dialect.hpp"
#include "persistence/soci/soci_database.hpp"
#include "tests/support/temp_mariadb.hpp"

namespace tillbridge::tests {

/// A store on a server that offers no array binding, as MySQL does not: many rows travel as the text of one statement.
class TextMariadb {
 public:
  TextMariadb()
      : database_(std::make_unique<persistence::dialect::MysqlDialect>(
                      std::get<persistence::MysqlAddress>(persistence::parse_database_url(server_.options().url)), server_.options().password,
                      persistence::dialect::ManyRows::kTextAlways),
                  server_.options().pool_size) {}

  persistence::Database& operator*() { return database_; }
  persistence::Database* operator->() { return &database_; }

 private:
  TempMariadb server_;
  persistence::soci::SociDatabase database_;
};

}  // namespace tillbridge::tests
