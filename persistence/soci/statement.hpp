#pragma once
#include <soci/soci.h>

#include <string>
#include <vector>

#include "persistence/dialect/dialect.hpp"
#include "persistence/soci/rows.hpp"
#include "persistence/soci/value.hpp"

namespace tillbridge::persistence::soci {

/// One prepared SOCI statement with the buffers that its parameters and columns are bound to. SOCI's own row type is
/// twice as slow and turns decimals into floating point: here every column arrives as the text of the database.
/// What a server answered is read where its client library keeps it.
/// Errors are SOCI's; Session translates them.
class Statement {
 public:
  /// `values` give the kinds of the parameters for the statement's whole life.
  Statement(::soci::session& session, const std::string& text, const Values& values, const dialect::Dialect& dialect);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Runs a statement without an answer; returns the rows that it matched.
  std::int64_t execute(const Values& values);
  Rows query(const Values& values);

 private:
  struct Parameter {
    Value::Kind kind;
    ::soci::indicator indicator = ::soci::i_ok;
    long long integer = 0;
    std::string text = {};
  };
  struct Column {
    ::soci::indicator indicator = ::soci::i_ok;
    std::string text;
  };

  void bind(const Values& values);
  bool travels_as_integer(Value::Kind kind) const { return kind == Value::Kind::kInteger || (kind == Value::Kind::kDecimal && decimals_are_units_); }

  const dialect::Dialect& dialect_;
  bool decimals_are_units_;
  std::vector<Parameter> parameters_;  // SOCI keeps pointers into both: filled once, never resized
  std::vector<Column> columns_;
  ::soci::statement statement_;
};

}  // namespace tillbridge::persistence::soci
