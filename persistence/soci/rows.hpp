#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/decimal.hpp"

namespace tillbridge::persistence::soci {

/// The whole answer of one query, all its cells in one piece of text. `while (rows.next())`, then read the columns from left to
/// right, each once. A NULL where a plain value is asked for, or text that is no number or time, throws std::runtime_error.
class Rows {
 public:
  Rows(int columns, bool decimals_are_units) : columns_(static_cast<std::size_t>(columns)), decimals_are_units_(decimals_are_units) {}

  bool next();
  bool empty() const { return cells_.empty(); }
  std::size_t size() const { return cells_.size() / columns_; }

  std::string text();
  std::int64_t integer();
  bool flag() { return integer() != 0; }
  base::Decimal decimal();
  base::Timestamp time();
  std::optional<std::string> optional_text();
  std::optional<std::int64_t> optional_integer();
  std::optional<bool> optional_flag();
  std::optional<base::Decimal> optional_decimal();
  std::optional<base::Timestamp> optional_time();

  /// A column of the current row and of the last one, whatever was read before; "" when it is NULL.
  std::string_view cell(std::size_t column) const { return view(cells_[(next_row_ - 1) * columns_ + column]); }
  std::string_view last_cell(std::size_t column) const { return view(cells_[cells_.size() - columns_ + column]); }

  void append(std::optional<std::string_view> cell);

 private:
  struct Cell {
    std::size_t begin;
    std::size_t size;
  };

  std::string_view view(Cell cell) const { return cell.size == kNull ? std::string_view{} : std::string_view(texts_).substr(cell.begin, cell.size); }
  std::optional<std::string_view> take();

  static constexpr std::size_t kNull = static_cast<std::size_t>(-1);

  std::size_t columns_;
  bool decimals_are_units_;
  std::string texts_;
  std::vector<Cell> cells_;
  std::size_t next_row_ = 0;
  std::size_t position_ = 0;
};

}  // namespace tillbridge::persistence::soci
