#include "base/legal_characters.hpp"

#include <cstdint>

namespace tillbridge::base {
namespace {

struct Character {
  std::size_t length;
  bool legal;
};

/// What stands at the beginning of `text`: a whole character, or one byte that belongs to none.
Character first_character(std::string_view text) {
  constexpr Character kBroken{1, false};
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return {1, first >= 0x20 || first == '\t' || first == '\n' || first == '\r'};
  const std::size_t length = first >= 0xC2 && first <= 0xDF ? 2 : (first & 0xF0) == 0xE0 ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
  if (length == 0 || text.size() < length) return kBroken;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return kBroken;
  if (first == 0xE0 && byte(1) < 0xA0) return kBroken;   // overlong
  if (first == 0xF0 && byte(1) < 0x90) return kBroken;   // overlong
  if (first == 0xF4 && byte(1) > 0x8F) return kBroken;   // above U+10FFFF
  const bool surrogate = first == 0xED && byte(1) > 0x9F;
  const bool noncharacter = first == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE;  // U+FFFE, U+FFFF
  return {length, !surrogate && !noncharacter};
}

}  // namespace

std::string with_legal_characters(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t begin = 0;  // of what is good and not copied yet
  for (std::size_t at = 0; at < text.size();) {
    if (const auto byte = static_cast<std::uint8_t>(text[at]); byte >= 0x20 && byte < 0x80) {
      ++at;
      continue;
    }
    const auto [length, legal] = first_character(text.substr(at));
    if (!legal) {
      out.append(text, begin, at - begin);
      out += kReplacementCharacter;
      begin = at + length;
    }
    at += length;
  }
  out.append(text, begin, text.size() - begin);
  return out;
}

}  // namespace tillbridge::base
