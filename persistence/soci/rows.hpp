#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/decimal.hpp"

namespace tillbridge::persistence::soci {

/// The whole answer of one query. `while (rows.next())`, then read the columns from left to right, each once.
/// A NULL where a plain value is asked for, or text that is no number or time, throws std::runtime_error.
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
  std::optional<std::string> optional_text() { return take(); }
  std::optional<std::int64_t> optional_integer();
  std::optional<bool> optional_flag();
  std::optional<base::Decimal> optional_decimal();
  std::optional<base::Timestamp> optional_time();

  void append(std::optional<std::string> cell) { cells_.push_back(std::move(cell)); }

 private:
  std::optional<std::string> take();

  std::size_t columns_;
  bool decimals_are_units_;
  std::vector<std::optional<std::string>> cells_;
  std::size_t next_row_ = 0;
  std::size_t position_ = 0;
};

}  // namespace tillbridge::persistence::soci
