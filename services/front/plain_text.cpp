#include "services/front/plain_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <utility>

namespace tillbridge::services::front {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kReferences = {
    {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}}};
/// The SOAP engine reads at most six characters between '&' and ';' (it would leave the rest in the text).
constexpr std::ptrdiff_t kMaxNumeric = 6;
constexpr char kLeadOfNonCharacters = '\xEF';

using Block = unsigned char __attribute__((vector_size(16)));

bool begins(const char* at, const char* end, std::string_view mark) {
  return static_cast<std::size_t>(end - at) >= mark.size() && std::memcmp(at, mark.data(), mark.size()) == 0;
}

bool is_legal(std::uint32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c < 0xD800 || (c > 0xDFFF && c < 0xFFFE);
}

struct Numeric {
  std::uint32_t number = 0;
  const char* behind = nullptr;       ///< nullptr for one that is not plain
};

Numeric read_numeric(const char* at, const char* end) {
  const bool is_hexadecimal = begins(at, end, "&#x");
  Numeric read;
  const auto [stop, error] = std::from_chars(at + (is_hexadecimal ? 3 : 2), end, read.number, is_hexadecimal ? 16 : 10);
  const bool is_whole = error == std::errc{} && stop != end && *stop == ';' && stop - at - 1 <= kMaxNumeric;
  if (is_whole && is_legal(read.number)) read.behind = stop + 1;
  return read;
}

const char* skip_reference(const char* at, const char* end) {
  for (const auto& [reference, character] : kReferences)
    if (begins(at, end, reference)) return at + reference.size();
  return begins(at, end, "&#") ? read_numeric(at, end).behind : nullptr;
}

/// Of the characters that six characters of a reference can name.
void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_stop(unsigned char c) { return c < 0x20 || c == '<' || c == '&' || c == ']' || c == static_cast<unsigned char>(kLeadOfNonCharacters); }

/// The first byte from `at` on that has to be looked at, or `end`: sixteen at a time, for a description is long and a number short.
const char* find_stop(const char* at, const char* end) {
  while (end - at >= 16) {
    Block block;
    std::memcpy(&block, at, sizeof block);
    const auto found = (block < 0x20) | (block == '<') | (block == '&') | (block == ']') | (block == static_cast<unsigned char>(kLeadOfNonCharacters));
    std::array<std::uint64_t, 2> halves;
    std::memcpy(halves.data(), &found, sizeof halves);
    for (std::size_t half = 0; half < 2; ++half) {
      if (halves[half] == 0) continue;
      const int bits = std::endian::native == std::endian::little ? std::countr_zero(halves[half]) : std::countl_zero(halves[half]);
      return at + half * 8 + bits / 8;
    }
    at += 16;
  }
  while (at != end && !is_stop(static_cast<unsigned char>(*at))) ++at;
  return at;
}

/// Behind the stop when it is plain, else nullptr.
const char* pass_stop(const char* at, const char* end) {
  switch (*at) {
    case '\t':
    case '\n': return at + 1;
    case '&': return skip_reference(at, end);
    case ']': return begins(at, end, "]]>") ? nullptr : at + 1;
    case kLeadOfNonCharacters: return begins(at, end, "\xEF\xBF\xBE") || begins(at, end, "\xEF\xBF\xBF") ? nullptr : at + 1;
    default: return nullptr;
  }
}

}  // namespace

const char* find_text_end(const char* at, const char* end) {
  while ((at = find_stop(at, end)) != end && *at != '<')
    if ((at = pass_stop(at, end)) == nullptr) return nullptr;
  return at == end ? nullptr : at;
}

std::string resolve_references(std::string_view plain) {
  std::string text;
  for (;;) {
    const auto mark = std::min(plain.find('&'), plain.size());
    text += plain.substr(0, mark);
    if (mark == plain.size()) return text;
    const auto reference = plain.substr(mark, plain.find(';', mark) - mark + 1);
    if (reference.starts_with("&#")) append_utf8(text, read_numeric(reference.data(), reference.data() + reference.size()).number);
    for (const auto& [name, character] : kReferences)
      if (reference == name) text += character;
    plain.remove_prefix(mark + reference.size());
  }
}

}  // namespace tillbridge::services::front
