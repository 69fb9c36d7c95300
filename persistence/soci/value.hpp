#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/time_text.hpp"
#include "domain/ids.hpp"

namespace tillbridge::persistence::soci {

/// One bound parameter. Its kind comes from the C++ type, so an absent value has a kind too.
class Value {
 public:
  enum class Kind { kInteger, kText, kDecimal };

  template <std::integral T>
  Value(T integer) : kind_(Kind::kInteger), integer_(static_cast<std::int64_t>(integer)) {}
  Value(std::string text) : kind_(Kind::kText), text_(std::move(text)) {}
  Value(const char* text) : kind_(Kind::kText), text_(text) {}
  Value(base::Decimal decimal) : kind_(Kind::kDecimal), integer_(decimal.units()) {}
  Value(base::Timestamp at) : kind_(Kind::kText), text_(base::format_sql(at)) {}
  Value(domain::AccountId id) : kind_(Kind::kInteger), integer_(domain::raw(id)) {}
  Value(domain::SiteId id) : kind_(Kind::kInteger), integer_(domain::raw(id)) {}
  template <class T>
  Value(const std::optional<T>& value) : Value(value ? Value(*value) : Value(T{})) { is_null_ = !value; }

  Kind kind() const { return kind_; }
  bool is_null() const { return is_null_; }
  /// Of kDecimal: units of 1/10,000.
  std::int64_t integer() const { return integer_; }
  const std::string& text() const { return text_; }

 private:
  Kind kind_;
  bool is_null_ = false;
  std::int64_t integer_ = 0;
  std::string text_;
};

using Values = std::vector<Value>;

}  // namespace tillbridge::persistence::soci
