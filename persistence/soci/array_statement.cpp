#include "persistence/soci/array_statement.hpp"

#include <soci/mysql/soci-mysql.h>

#include <stdexcept>

namespace tillbridge::persistence::soci {
namespace {

constexpr int kPlaces = 4;

MYSQL* connection_of(::soci::session& session) { return static_cast<::soci::mysql_session_backend*>(session.get_backend())->conn_; }

}  // namespace

void ArrayStatement::Parameter::resize(std::size_t rows) {
  indicators.resize(rows);
  if (kind == Value::Kind::kInteger) {
    integers.resize(rows);
    return;
  }
  if (kind == Value::Kind::kDecimal) decimals.resize(rows);
  texts.resize(rows);
  lengths.resize(rows);
}

void ArrayStatement::Parameter::set(std::size_t row, const Value& value) {
  if (value.kind() != kind) throw std::logic_error("ArrayStatement: another kind of parameter than prepared");
  indicators[row] = value.is_null() ? STMT_INDICATOR_NULL : STMT_INDICATOR_NONE;
  if (kind == Value::Kind::kInteger) {
    integers[row] = value.integer();
    return;
  }
  // A decimal travels as text: exact, and the server reads it as it would from a statement.
  if (kind == Value::Kind::kDecimal) decimals[row] = base::Decimal::from_units(value.integer()).to_fixed(kPlaces);
  const std::string& text = kind == Value::Kind::kDecimal ? decimals[row] : value.text();
  texts[row] = text.data();
  lengths[row] = text.size();
}

MYSQL_BIND ArrayStatement::Parameter::bind() {
  MYSQL_BIND bound{};
  bound.u.indicator = indicators.data();
  if (kind == Value::Kind::kInteger) {
    bound.buffer_type = MYSQL_TYPE_LONGLONG;
    bound.buffer = integers.data();
  } else {
    bound.buffer_type = MYSQL_TYPE_STRING;
    bound.buffer = texts.data();
    bound.length = lengths.data();
  }
  return bound;
}

ArrayStatement::ArrayStatement(::soci::session& session, const std::string& text, const Values& kinds)
    : statement_(mysql_stmt_init(connection_of(session)), mysql_stmt_close) {
  if (!statement_) throw std::bad_alloc();
  for (const auto& value : kinds) parameters_.push_back({.kind = value.kind()});
  check(mysql_stmt_prepare(statement_.get(), text.data(), text.size()) != 0);
  if (mysql_stmt_param_count(statement_.get()) != kinds.size()) throw std::logic_error("ArrayStatement: another number of parameters than the text has");
}

void ArrayStatement::bind(std::span<const Values> rows) {
  for (auto& parameter : parameters_) parameter.resize(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows[row].size() != parameters_.size()) throw std::logic_error("ArrayStatement: another number of parameters than prepared");
    for (std::size_t i = 0; i < parameters_.size(); ++i) parameters_[i].set(row, rows[row][i]);
  }
  const auto count = static_cast<unsigned>(rows.size());
  check(mysql_stmt_attr_set(statement_.get(), STMT_ATTR_ARRAY_SIZE, &count) != 0);
  std::vector<MYSQL_BIND> binds;
  for (auto& parameter : parameters_) binds.push_back(parameter.bind());
  check(mysql_stmt_bind_param(statement_.get(), binds.data()) != 0);
}

std::int64_t ArrayStatement::execute(std::span<const Values> rows) {
  bind(rows);
  check(mysql_stmt_execute(statement_.get()) != 0);
  return static_cast<std::int64_t>(mysql_stmt_affected_rows(statement_.get()));
}

void ArrayStatement::check(bool failed) {
  if (failed) throw ::soci::mysql_soci_error(mysql_stmt_error(statement_.get()), static_cast<int>(mysql_stmt_errno(statement_.get())));
}

}  // namespace tillbridge::persistence::soci
