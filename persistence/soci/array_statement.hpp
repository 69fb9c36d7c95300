#pragma once
#include <mysql.h>
#include <soci/soci.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "persistence/soci/value.hpp"

namespace tillbridge::persistence::soci {

/// One statement that a MariaDB server has prepared and runs for many rows sent in one packet, on the connection that SOCI holds: SOCI
/// itself knows no array binding and writes values into the text, which the server parses anew each time. Only where
/// dialect::Dialect::binds_arrays says yes. Errors are SOCI's, with the server's number; Session translates them.
class ArrayStatement {
 public:
  /// `kinds`: one row, which gives the kinds of the parameters for the statement's whole life.
  ArrayStatement(::soci::session& session, const std::string& text, const Values& kinds);

  /// Runs the statement for each row, in this order; the rows together stay below the server's max_allowed_packet. Returns what the
  /// server counts: of an insert-or-update 1 for a new row and 2 for one that changed.
  std::int64_t execute(std::span<const Values> rows);

 private:
  struct Parameter {
    Value::Kind kind;
    std::vector<char> indicators = {};
    std::vector<long long> integers = {};
    std::vector<std::string> decimals = {};
    std::vector<const char*> texts = {};
    std::vector<unsigned long> lengths = {};

    void resize(std::size_t rows);
    void set(std::size_t row, const Value& value);
    MYSQL_BIND bind();
  };

  void bind(std::span<const Values> rows);
  void check(bool failed);

  std::vector<Parameter> parameters_;
  std::unique_ptr<MYSQL_STMT, decltype(&mysql_stmt_close)> statement_;
};

}  // namespace tillbridge::persistence::soci
