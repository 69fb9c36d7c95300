#include "domain/customer_key.hpp"

#include <algorithm>
#include <optional>

#include "domain/calling_codes.hpp"
#include "domain/internet_name.hpp"
#include "domain/letters.hpp"

namespace tillbridge::domain {
namespace {

constexpr std::size_t kFewestDigits = 7, kFewestWithoutCountry = 9, kMostDigits = 15, kMostEmailBytes = 320;

/// Blanks of every kind, and marks without width that travel with copied text.
bool is_blank(char32_t point) {
  return point <= 0x20 || point == 0xA0 || (point >= 0x2000 && point <= 0x200F) || point == 0x202F || point == 0x2060 || point == 0x3000 || point == 0xFEFF;
}

std::u32string without_blanks_around(const std::string& text) {
  const auto points = code_points(text);
  const auto first = std::find_if_not(points.begin(), points.end(), is_blank);
  const auto last = std::find_if_not(points.rbegin(), points.rend(), is_blank).base();
  return first < last ? std::u32string(first, last) : std::u32string{};
}

bool is_digit(char32_t point) { return point >= '0' && point <= '9'; }

/// What a number says, its punctuation taken away.
struct WrittenNumber {
  bool international = false;
  std::string digits;
  std::string extension;
};

/// Behind the number itself: "x12", "ext. 12", "#12".
bool begins_extension(char32_t point) { return point == 'x' || point == 'X' || point == 'e' || point == 'E' || point == '#' || point == ';'; }

std::optional<std::string> extension_of(std::u32string_view rest) {
  std::string digits;
  for (const char32_t point : rest) {
    if (is_digit(point)) digits += static_cast<char>(point);
    else if (!digits.empty() && !is_blank(point)) return std::nullopt;
  }
  return digits;
}

std::optional<WrittenNumber> read_number(std::u32string text) {
  constexpr std::u32string_view kScheme = U"tel:";
  if (text.size() > kScheme.size() && std::equal(kScheme.begin(), kScheme.end(), text.begin(), [](char32_t a, char32_t b) { return a == lower_letter(b); }))
    text.erase(0, kScheme.size());
  constexpr std::u32string_view kOptionalTrunk = U"(0)";
  WrittenNumber number;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t point = text[i];
    if (is_digit(point)) {
      number.digits += static_cast<char>(point);
    } else if (point == '+' && number.digits.empty()) {
      number.international = true;
    } else if (std::u32string_view(text).substr(i, kOptionalTrunk.size()) == kOptionalTrunk && !number.digits.empty()) {
      i += kOptionalTrunk.size() - 1;
    } else if (begins_extension(point) && !number.digits.empty()) {
      const auto extension = extension_of(std::u32string_view(text).substr(i));
      if (!extension) return std::nullopt;
      number.extension = *extension;
      break;
    } else if (lower_letter(point) != point || (point >= 'a' && point <= 'z') || point > 0x2FFF) {
      return std::nullopt;
    }
  }
  if (!number.international && number.digits.starts_with("00")) {
    number.international = true;
    number.digits.erase(0, 2);
  }
  return number;
}

/// "0000000", "1111111", "123456789": typed because the field had to be filled.
bool fills_a_field(const std::string& digits) {
  constexpr std::string_view kCounting = "01234567890123456789", kBackwards = "98765432109876543210";
  const auto body = digits.size() > 3 ? digits.substr(2) : digits;
  return body.find_first_not_of(body.front()) == std::string::npos || kCounting.find(digits) != std::string_view::npos || kBackwards.find(digits) != std::string_view::npos;
}

/// The digits behind the +. A trunk digit falls away, also where somebody wrote it behind the code ("+49 0170 …").
std::string with_code(const CallingCode& country, const WrittenNumber& number) {
  std::string digits = number.digits;
  if (number.international) {
    if (!digits.starts_with(country.code)) return digits;
    digits.erase(0, country.code.size());
  }
  const bool has_trunk = !country.trunk.empty() && digits.starts_with(country.trunk) && (!number.international || country.trunk == "0");
  if (has_trunk) digits.erase(0, country.trunk.size());
  return std::string(country.code) + digits;
}

}  // namespace

std::string email_key(const std::string& email) {
  auto points = without_blanks_around(email);
  const auto at = points.rfind(U'@');
  if (at == std::u32string::npos || at == 0) return {};
  for (std::size_t i = 0; i < at; ++i) points[i] = lower_letter(points[i]);
  const auto domain = internet_name(to_utf8(points.substr(at + 1)));
  if (domain.empty()) return {};
  auto key = to_utf8(points.substr(0, at)) + "@" + domain;
  return key.size() > kMostEmailBytes ? std::string{} : key;
}

std::string phone_key(const std::string& phone, const std::string& country) {
  const auto number = read_number(without_blanks_around(phone));
  if (!number || number->digits.empty() || fills_a_field(number->digits)) return {};
  const auto code = calling_code_of(country);
  const bool known = number->international || code.has_value();
  const auto digits = code ? with_code(*code, *number) : number->digits;
  if (digits.size() < (known ? kFewestDigits : kFewestWithoutCountry) || digits.size() > kMostDigits) return {};
  return (known ? "+" : "") + digits + (number->extension.empty() ? "" : "x" + number->extension);
}

}  // namespace tillbridge::domain
