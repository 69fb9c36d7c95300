#include "base/decimal.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <stdexcept>

#include "base/text.hpp"

namespace tillbridge::base {
namespace {

__extension__ typedef __int128 Wide;

constexpr std::array<std::int64_t, 5> kPowers = {1, 10, 100, 1'000, 10'000};

std::int64_t narrow(Wide value) {
  if (value > std::numeric_limits<std::int64_t>::max() || value < -Wide{std::numeric_limits<std::int64_t>::max()})
    throw std::overflow_error("decimal out of range");
  return static_cast<std::int64_t>(value);
}

Wide divide_half_away(Wide value, Wide by) {
  if (by < 0) { value = -value; by = -by; }
  const Wide half = by / 2;
  return value >= 0 ? (value + half) / by : (value - half) / by;
}

Error bad_number(std::string_view text, std::string_view why) {
  return Error{.code = ErrorCode::kInvalidRequest,
               .message = "'" + std::string(text.substr(0, 40)) + "' is not a number we can keep: " + std::string(why),
               .word = "bad_number"};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::int64_t step_for(int places) {
  if (places < 0 || places > 4) throw std::logic_error("Decimal keeps 0 to 4 places");
  return kPowers[static_cast<std::size_t>(4 - places)];
}

}  // namespace

Decimal Decimal::from_integer(std::int64_t whole) { return Decimal(narrow(Wide{whole} * kScale)); }

Result<Decimal> Decimal::parse(std::string_view raw) {
  const std::string_view text = trim_blanks(raw);
  std::size_t at = 0;
  bool negative = false;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) negative = text[at++] == '-';

  Wide units = 0;
  int digits = 0;
  for (; at < text.size() && is_digit(text[at]); ++at, ++digits) {
    units = units * 10 + (text[at] - '0');
    if (units > Wide{1'000'000'000'000'000}) return bad_number(raw, "more than 15 digits before the point");
  }
  units *= kScale;
  if (at < text.size() && text[at] == '.') {
    std::int64_t place = kScale;
    for (++at; at < text.size() && is_digit(text[at]); ++at, ++digits) {
      place /= 10;
      if (place == 0 && text[at] != '0') return bad_number(raw, "more than four decimals");
      units += Wide{place} * (text[at] - '0');
    }
  }
  if (digits == 0) return bad_number(raw, "there is no digit");
  if (at < text.size() && text[at] == ',') return bad_number(raw, "use a point for the decimals and no thousands separator");
  if (at != text.size()) return bad_number(raw, "only digits, a sign and a point are allowed");
  if (units > std::numeric_limits<std::int64_t>::max()) return bad_number(raw, "it is too large");
  const auto narrow_units = static_cast<std::int64_t>(units);
  return Decimal(negative ? -narrow_units : narrow_units);
}

std::string Decimal::to_text() const {
  std::string text = to_fixed(4);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string Decimal::to_fixed(int places) const {
  const std::int64_t rounded_units = places == 4 ? units_ : rounded(places).units_;
  const std::int64_t absolute = rounded_units < 0 ? -rounded_units : rounded_units;
  std::array<char, 24> text;
  char* at = text.data();
  if (rounded_units < 0) *at++ = '-';
  at = std::to_chars(at, text.data() + text.size(), absolute / kScale).ptr;
  if (places > 0) {
    *at = '.';
    std::int64_t fraction = absolute % kScale;
    for (char* digit = at + 4; digit > at; --digit, fraction /= 10) *digit = static_cast<char>('0' + fraction % 10);
    at += 1 + places;
  }
  return {text.data(), at};
}

std::string Decimal::to_money() const { return rounded(2) == *this ? to_fixed(2) : to_text(); }

Decimal Decimal::rounded(int places) const {
  const std::int64_t step = step_for(places);
  return Decimal(narrow(divide_half_away(units_, step) * step));
}

Decimal Decimal::floored(int places) const {
  const std::int64_t step = step_for(places);
  std::int64_t quotient = units_ / step;
  if (units_ % step < 0) --quotient;
  return Decimal(narrow(Wide{quotient} * step));
}

Decimal Decimal::operator-() const { return Decimal(-units_); }

Decimal& Decimal::operator+=(Decimal other) {
  units_ = narrow(Wide{units_} + other.units_);
  return *this;
}

Decimal& Decimal::operator-=(Decimal other) {
  units_ = narrow(Wide{units_} - other.units_);
  return *this;
}

Decimal operator*(Decimal a, Decimal b) {
  return Decimal(narrow(divide_half_away(Wide{a.units_} * b.units_, Decimal::kScale)));
}

Decimal proportion(Decimal a, Decimal part, Decimal whole) {
  if (whole.is_zero()) throw std::logic_error("proportion of nothing");
  return Decimal::from_units(narrow(divide_half_away(Wide{a.units()} * part.units(), whole.units())));
}

}  // namespace tillbridge::base
