#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace tillbridge::base {

/// An exact decimal with four places: money and quantities. Never a floating point number.
/// Range ±922,337,203,685,477.5807; arithmetic that leaves it throws std::overflow_error.
class Decimal {
 public:
  static constexpr std::int64_t kScale = 10'000;

  constexpr Decimal() = default;
  static constexpr Decimal from_units(std::int64_t ten_thousandths) { return Decimal(ten_thousandths); }
  static Decimal from_integer(std::int64_t whole);

  /// Reads what xs:decimal allows: blanks around it, a sign, ".5", "007", "12.". A comma, an exponent, units or more
  /// than four places that are not zero are refused with kInvalidRequest, word "bad_number".
  static Result<Decimal> parse(std::string_view text);

  constexpr std::int64_t units() const { return units_; }
  bool is_zero() const { return units_ == 0; }
  bool is_negative() const { return units_ < 0; }

  /// Shortest text with a point and no trailing zeros: "12.5", "-3", "0".
  std::string to_text() const;
  /// Exactly `places` (0 to 4) decimals, rounded half away from zero: "12.50".
  std::string to_fixed(int places) const;
  /// Money for people: two decimals, more where they say something: "34.90", "4.0833".
  std::string to_money() const;
  Decimal rounded(int places) const;
  /// Towards minus infinity, to `places` decimals.
  Decimal floored(int places) const;

  Decimal operator-() const;
  Decimal& operator+=(Decimal other);
  Decimal& operator-=(Decimal other);
  friend Decimal operator+(Decimal a, Decimal b) { return a += b; }
  friend Decimal operator-(Decimal a, Decimal b) { return a -= b; }
  /// The exact product rounded half away from zero to four places.
  friend Decimal operator*(Decimal a, Decimal b);
  /// a × part ÷ whole, rounded half away from zero to four places, without overflow in between. `whole` is not zero.
  friend Decimal proportion(Decimal a, Decimal part, Decimal whole);

  friend constexpr auto operator<=>(Decimal, Decimal) = default;

 private:
  constexpr explicit Decimal(std::int64_t units) : units_(units) {}
  std::int64_t units_ = 0;
};

Decimal proportion(Decimal a, Decimal part, Decimal whole);

}  // namespace tillbridge::base
