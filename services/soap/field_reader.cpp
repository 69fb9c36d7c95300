#include "services/soap/field_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>

#include "base/text.hpp"
#include "base/time_text.hpp"

namespace tillbridge::services {
namespace {

using base::Decimal;
using domain::Change;
using domain::Timestamp;

constexpr std::size_t kMaxIdBytes = 128;
constexpr std::string_view kNeverGiven = "0001-01-01";
/// DECIMAL(14,4): ten digits before the point.
constexpr std::int64_t kQuantityLimit = 10'000'000'000 * Decimal::kScale;

/// Whether every byte is one of U+0020–U+007E: nearly every text is, and then its length is its size. Eight bytes at a time.
bool is_printable_ascii(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHighBits = 0x80 * kOnes;
  // A byte's high bit comes up where it was set, where 0x20 is more than the byte, and where the byte is 0x7F; borrows go only from such a byte.
  const auto odd = [](std::uint64_t bytes) { return (bytes | (bytes - 0x20 * kOnes) | ((bytes ^ (0x7F * kOnes)) - kOnes)) & kHighBits; };
  std::uint64_t bytes = 0;
  for (; text.size() >= sizeof bytes; text.remove_prefix(sizeof bytes)) {
    std::memcpy(&bytes, text.data(), sizeof bytes);
    if (odd(bytes) != 0) return false;
  }
  bytes = 0x20 * kOnes;
  std::copy(text.begin(), text.end(), reinterpret_cast<char*>(&bytes));
  return odd(bytes) == 0;
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// C0, DEL and C1 (U+0080–U+009F, two bytes C2 80–C2 9F).
bool has_control_character(std::string_view text, bool multi_line) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_break = byte == '\n' || byte == '\r' || byte == '\t';
    if (byte == 0x7F || (byte < 0x20 && !(multi_line && is_break))) return true;
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
  }
  return false;
}

}  // namespace

void FieldReader::fail(std::string_view field, std::string word, std::string message) {
  if (error_) return;
  error_ = base::Error{.code = base::ErrorCode::kInvalidRequest,
                       .message = std::string(field) + message,
                       .word = std::move(word),
                       .field = std::string(field)};
}

std::string FieldReader::text(const TextRule& rule, const Text& sent) {
  if (!sent) return {};
  const std::string_view text = base::trim_blanks(*sent);
  const bool is_plain = is_printable_ascii(text);
  const std::size_t length = rule.in_bytes || is_plain ? text.size() : characters(text);
  if (length > rule.max)
    fail(rule.field, "too_long", fmt::format(" has {} {}, at most {} are kept", length, rule.in_bytes ? "bytes" : "characters", rule.max));
  if (!is_plain && has_control_character(text, rule.multi_line)) fail(rule.field, "control_characters", " holds control characters; send printable text");
  return std::string(text);
}

Change<std::string> FieldReader::text_change(const TextRule& rule, const Text& sent) {
  if (!sent) return {};
  auto read = text(rule, sent);
  return read.empty() ? Change<std::string>::clear() : Change<std::string>::set(std::move(read));
}

std::string FieldReader::id(std::string_view field, const Text& sent) {
  auto read = text({.field = field, .max = kMaxIdBytes, .in_bytes = true}, sent);
  if (read.empty()) fail(field, "missing_id", " is missing; every row needs it");
  return read;
}

std::optional<Decimal> FieldReader::number(std::string_view field, std::string_view text) {
  const auto parsed = Decimal::parse(text);
  if (parsed) return *parsed;
  fail(field, "bad_number", ": " + parsed.error().message);
  return std::nullopt;
}

Decimal FieldReader::quantity(std::string_view field, const Text& sent) {
  if (!sent || base::trim_blanks(*sent).empty()) {
    fail(field, "missing_value", " is empty; leave the row out to keep the quantity, or send 0");
    return {};
  }
  const Decimal read = number(field, *sent).value_or(Decimal{});
  if (read.units() >= kQuantityLimit || read.units() <= -kQuantityLimit)
    fail(field, "out_of_range", ": at most ten digits may stand before the point");
  return read;
}

Change<Decimal> FieldReader::number_change(std::string_view field, const Text& sent) {
  if (!sent) return {};
  if (base::trim_blanks(*sent).empty()) return Change<Decimal>::clear();
  const auto read = number(field, *sent);
  return read ? Change<Decimal>::set(*read) : Change<Decimal>{};
}

Change<bool> FieldReader::flag_change(std::string_view field, const Text& sent) {
  if (!sent) return {};
  std::string word(base::trim_blanks(*sent));
  if (word.empty()) return Change<bool>::clear();
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (word == "true" || word == "1") return Change<bool>::set(true);
  if (word == "false" || word == "0") return Change<bool>::set(false);
  fail(field, "bad_boolean", fmt::format(": '{}' is none of true, false, 1, 0", word.substr(0, 40)));
  return {};
}

bool FieldReader::flag(std::string_view field, const Text& sent) {
  const auto read = flag_change(field, sent);
  if (!read.is_set()) fail(field, "missing_value", " is empty; send true or false");
  return read.is_set() && read.value();
}

Change<Timestamp> FieldReader::moment_change(std::string_view field, const Text& sent) {
  if (!sent) return {};
  const std::string_view text = base::trim_blanks(*sent);
  if (text.empty()) return Change<Timestamp>::clear();
  if (text.substr(0, kNeverGiven.size()) == kNeverGiven) return {};
  const auto read = base::parse_xsd_datetime(text, zone_);
  if (read) return Change<Timestamp>::set(*read);
  fail(field, "bad_date", ": " + read.error().message);
  return {};
}

std::optional<Timestamp> FieldReader::moment(std::string_view field, const Text& sent) {
  const auto read = moment_change(field, sent);
  return read.is_set() ? std::optional(read.value()) : std::nullopt;
}

}  // namespace tillbridge::services
