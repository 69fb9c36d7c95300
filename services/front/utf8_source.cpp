#include "services/front/utf8_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tillbridge::services::front {
namespace {

// Small enough that the cleaned text of one piece stays under 64 KB even when every character needs escaping.
constexpr std::size_t kPiece = 8 * 1024;

// Windows-1252 at 0x80..0x9F; the five undefined bytes keep their number, as web browsers read them.
constexpr std::array<char32_t, 32> kWindows1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                   0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                   0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

char32_t from_windows1252(unsigned char byte) { return byte >= 0x80 && byte <= 0x9F ? kWindows1252[byte - 0x80] : byte; }

char32_t from_latin9(unsigned char byte) {
  switch (byte) {
    case 0xA4: return 0x20AC;
    case 0xA6: return 0x0160;
    case 0xA8: return 0x0161;
    case 0xB4: return 0x017D;
    case 0xB8: return 0x017E;
    case 0xBC: return 0x0152;
    case 0xBD: return 0x0153;
    case 0xBE: return 0x0178;
    default: return byte;
  }
}

base::Error encoding_error(std::string_view what, std::size_t offset) {
  base::Error error{base::ErrorCode::kInvalidRequest, fmt::format("{} at byte {} of the request; declare the encoding in the XML declaration or send UTF-8", what, offset)};
  error.word = "encoding";
  return error;
}

bool is_utf16(Encoding encoding) { return encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be; }

bool is_padding(std::uint16_t c) { return c == 0 || c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

Utf8Source::Utf8Source(std::string_view bytes, EncodingDecision decision) : bytes_(bytes), encoding_(decision.encoding), at_(decision.start) {
  if (is_utf16(encoding_)) {
    if (bytes_.size() % 2 == 1 && bytes_.back() == '\0') bytes_.remove_suffix(1);
    while (bytes_.size() >= at_ + 2 && unit(at_) != 0 && is_padding(unit(at_))) at_ += 2;
    while (bytes_.size() >= at_ + 2 && bytes_.size() % 2 == 0 && is_padding(unit(bytes_.size() - 2))) bytes_.remove_suffix(2);
  } else {
    while (bytes_.size() > at_ && is_padding(static_cast<unsigned char>(bytes_.back()))) bytes_.remove_suffix(1);
  }
}

std::uint16_t Utf8Source::unit(std::size_t at) const {
  const auto first = static_cast<unsigned char>(bytes_[at]);
  const auto second = static_cast<unsigned char>(bytes_[at + 1]);
  return static_cast<std::uint16_t>(encoding_ == Encoding::kUtf16Le ? first | (second << 8) : (first << 8) | second);
}

base::Result<std::string_view> Utf8Source::next() {
  if (at_end()) return std::string_view{};
  if (encoding_ == Encoding::kUtf8) return next_utf8();
  if (is_utf16(encoding_)) return next_utf16();
  return next_eight_bit();
}

base::Result<std::string_view> Utf8Source::next_utf8() {
  const std::string_view piece = bytes_.substr(at_, kPiece);
  const bool is_last = at_ + piece.size() >= bytes_.size();
  std::size_t tail = 0;
  const auto bad = find_invalid_utf8(piece, is_last, tail);
  if (bad != std::string_view::npos) {
    return encoding_error(fmt::format("Byte 0x{:02X} is not valid UTF-8", static_cast<unsigned>(static_cast<unsigned char>(piece[bad]))), at_ + bad);
  }
  at_ += tail;
  return piece.substr(0, tail);
}

base::Result<std::string_view> Utf8Source::next_utf16() {
  piece_.clear();
  while (!at_end() && piece_.size() < kPiece) {
    if (at_ + 2 > bytes_.size()) return encoding_error("UTF-16 text ends in half a character", at_);
    const std::uint16_t first = unit(at_);
    if (first < 0xD800 || first > 0xDFFF) {
      append_utf8(piece_, first);
      at_ += 2;
      continue;
    }
    const bool has_pair = first < 0xDC00 && at_ + 4 <= bytes_.size() && (unit(at_ + 2) & 0xFC00) == 0xDC00;
    if (!has_pair) return encoding_error("A lone UTF-16 surrogate stands", at_);
    append_utf8(piece_, 0x10000 + ((static_cast<char32_t>(first) & 0x3FF) << 10) + (unit(at_ + 2) & 0x3FFU));
    at_ += 4;
  }
  return std::string_view(piece_);
}

std::string_view Utf8Source::next_eight_bit() {
  piece_.clear();
  const std::string_view part = bytes_.substr(at_, kPiece / 2);
  for (const char c : part) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(piece_, encoding_ == Encoding::kLatin9 ? from_latin9(byte) : from_windows1252(byte));
  }
  at_ += part.size();
  return piece_;
}

}  // namespace tillbridge::services::front
