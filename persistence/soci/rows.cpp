#include "persistence/soci/rows.hpp"

#include <charconv>
#include <stdexcept>

#include "base/time_text.hpp"

namespace tillbridge::persistence::soci {
namespace {

std::int64_t to_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) throw std::runtime_error("database: \"" + std::string(text) + "\" stands where a whole number belongs");
  return value;
}

template <class T>
T present(std::optional<T> value) {
  if (!value) throw std::runtime_error("database: NULL stands where a value belongs");
  return *std::move(value);
}

}  // namespace

bool Rows::next() {
  if (next_row_ >= size()) return false;
  position_ = next_row_ * columns_;
  ++next_row_;
  return true;
}

void Rows::append(std::optional<std::string_view> cell) {
  cells_.push_back({texts_.size(), cell ? cell->size() : kNull});
  if (cell) texts_ += *cell;
}

std::optional<std::string_view> Rows::take() {
  if (position_ >= next_row_ * columns_) throw std::logic_error("Rows: more columns read than selected");
  const auto cell = cells_[position_++];
  return cell.size == kNull ? std::nullopt : std::optional(view(cell));
}

std::string Rows::text() { return std::string(present(take())); }

std::optional<std::string> Rows::optional_text() {
  const auto cell = take();
  return cell ? std::optional<std::string>(*cell) : std::nullopt;
}

std::int64_t Rows::integer() { return present(optional_integer()); }
base::Decimal Rows::decimal() { return present(optional_decimal()); }
base::Timestamp Rows::time() { return present(optional_time()); }

std::optional<std::int64_t> Rows::optional_integer() {
  const auto cell = take();
  return cell ? std::optional(to_integer(*cell)) : std::nullopt;
}

std::optional<bool> Rows::optional_flag() {
  const auto value = optional_integer();
  return value ? std::optional(*value != 0) : std::nullopt;
}

std::optional<base::Decimal> Rows::optional_decimal() {
  const auto cell = take();
  if (!cell) return std::nullopt;
  return decimals_are_units_ ? base::Decimal::from_units(to_integer(*cell)) : base::Decimal::parse(*cell).value();
}

std::optional<base::Timestamp> Rows::optional_time() {
  const auto cell = take();
  return cell ? std::optional(base::parse_sql(*cell)) : std::nullopt;
}

}  // namespace tillbridge::persistence::soci
