#include "persistence/soci/statement.hpp"

#include <mysql.h>

#include <stdexcept>

#include "persistence/soci/statement_text.hpp"

namespace tillbridge::persistence::soci {
namespace {

void append_all(Rows& rows, MYSQL_RES* answer) {
  const unsigned columns = mysql_num_fields(answer);
  mysql_data_seek(answer, 0);  // SOCI has been through it
  while (MYSQL_ROW row = mysql_fetch_row(answer)) {
    const unsigned long* sizes = mysql_fetch_lengths(answer);
    for (unsigned i = 0; i < columns; ++i) rows.append(row[i] == nullptr ? std::nullopt : std::optional(std::string_view(row[i], sizes[i])));
  }
}

}  // namespace

Statement::Statement(::soci::session& session, const std::string& text, const Values& values, const dialect::Dialect& dialect)
    : dialect_(dialect), decimals_are_units_(dialect.decimals_are_units()), columns_(static_cast<std::size_t>(count_columns(text))), statement_(session) {
  parameters_.reserve(values.size());
  for (const auto& value : values) parameters_.push_back({.kind = value.kind()});
  for (auto& parameter : parameters_) {
    if (travels_as_integer(parameter.kind)) statement_.exchange(::soci::use(parameter.integer, parameter.indicator));
    else statement_.exchange(::soci::use(parameter.text, parameter.indicator));
  }
  for (auto& column : columns_) statement_.exchange(::soci::into(column.text, column.indicator));
  statement_.alloc();
  statement_.prepare(number_parameters(text));
  statement_.define_and_bind();
}

void Statement::bind(const Values& values) {
  if (values.size() != parameters_.size()) throw std::logic_error("Statement: another number of parameters than prepared");
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto& parameter = parameters_[i];
    const auto& value = values[i];
    if (value.kind() != parameter.kind) throw std::logic_error("Statement: another kind of parameter than prepared");
    parameter.indicator = value.is_null() ? ::soci::i_null : ::soci::i_ok;
    if (travels_as_integer(value.kind())) parameter.integer = value.integer();
    else if (value.kind() == Value::Kind::kDecimal) parameter.text = base::Decimal::from_units(value.integer()).to_fixed(4);
    else parameter.text = value.text();
  }
}

std::int64_t Statement::execute(const Values& values) {
  bind(values);
  statement_.execute(true);
  return statement_.get_affected_rows();
}

Rows Statement::query(const Values& values) {
  bind(values);
  Rows rows(static_cast<int>(columns_.size()), decimals_are_units_);
  statement_.execute(false);
  if (MYSQL_RES* answer = dialect_.stored_answer(statement_)) {
    append_all(rows, answer);
    return rows;
  }
  // To the end: a half-read statement would keep SQLite's read lock.
  while (statement_.fetch()) {
    for (auto& column : columns_) {
      if (column.indicator == ::soci::i_null) rows.append(std::nullopt);
      else rows.append(column.text);
    }
  }
  return rows;
}

}  // namespace tillbridge::persistence::soci
