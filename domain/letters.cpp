#include "domain/letters.hpp"

#include <array>

namespace tillbridge::domain {
namespace {

constexpr char32_t kBroken = 0xFFFD;

bool is_between(char32_t point, char32_t first, char32_t last) { return point >= first && point <= last; }

/// Reads one code point at `at` and moves behind it.
char32_t next_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 && lead < 0xF8 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
  if (more == 0 || lead >= 0xF8 || at + static_cast<std::size_t>(more) > text.size()) return kBroken;
  char32_t point = lead & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
    if ((byte & 0xC0u) != 0x80u) return kBroken;
    point = (point << 6) | (byte & 0x3Fu);
  }
  at += static_cast<std::size_t>(more);
  return point;
}

/// What lower-case Latin letters from U+00DF to U+017F are without their accents, one entry per code point; "" = no letter.
constexpr std::array<std::string_view, 0x180 - 0xDF> kPlainLatin = {
    "ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "y",
    "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d", "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g",
    "g", "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i", "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l", "l", "l", "l",
    "l", "l", "l", "n", "n", "n", "n", "n", "n", "n", "n", "n", "o", "o", "o", "o", "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s",
    "s", "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s"};

bool is_word_letter(char32_t point) {
  if (point < 0x80) return is_between(point, 'a', 'z') || is_between(point, '0', '9');
  return point >= 0xC0 && point != 0xD7 && point != 0xF7 && !is_between(point, 0x2000, 0x206F) && !is_between(point, 0x3000, 0x303F) && point != kBroken;
}

bool is_combining_mark(char32_t point) { return is_between(point, 0x0300, 0x036F); }

/// "ae", "oe" and "ue" are how umlauts are written without them; folded alike on both sides of a comparison.
void join_umlauts(std::string& word) {
  std::string out;
  for (const char c : word) {
    const bool after_vowel = !out.empty() && (out.back() == 'a' || out.back() == 'o' || out.back() == 'u');
    if (c != 'e' || !after_vowel) out += c;
  }
  word = std::move(out);
}

}  // namespace

std::u32string code_points(std::string_view utf8) {
  std::u32string points;
  points.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) points += next_point(utf8, at);
  return points;
}

std::string to_utf8(std::u32string_view points) {
  std::string out;
  for (const char32_t point : points) {
    if (point < 0x80) {
      out += static_cast<char>(point);
      continue;
    }
    const int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    out += static_cast<char>((0xF0u << (3 - more) & 0xFFu) | (point >> (6 * more)));
    for (int i = more - 1; i >= 0; --i) out += static_cast<char>(0x80u | (point >> (6 * i) & 0x3Fu));
  }
  return out;
}

char32_t lower_letter(char32_t letter) {
  if (is_between(letter, 'A', 'Z')) return letter + 0x20;
  if (letter < 0xC0) return letter;
  if (is_between(letter, 0xC0, 0xDE) && letter != 0xD7) return letter + 0x20;
  if (letter == 0x130) return 'i';
  if (letter == 0x178) return 0xFF;
  if (is_between(letter, 0x100, 0x137) || is_between(letter, 0x14A, 0x177)) return letter | 1u;
  if (is_between(letter, 0x139, 0x148) || is_between(letter, 0x179, 0x17E)) return letter % 2 == 1 ? letter + 1 : letter;
  if (letter == 0x1E9E) return 0xDF;
  if (is_between(letter, 0x391, 0x3A9)) return letter + 0x20;
  if (is_between(letter, 0x410, 0x42F)) return letter + 0x20;
  if (is_between(letter, 0x400, 0x40F)) return letter + 0x50;
  return letter;
}

std::string lower_letters(std::string_view utf8) {
  auto points = code_points(utf8);
  for (auto& point : points) point = lower_letter(point);
  return to_utf8(points);
}

std::vector<std::string> folded_words(std::string_view utf8) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    join_umlauts(word);
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (const char32_t point : code_points(utf8)) {
    const char32_t letter = lower_letter(point);
    if (is_combining_mark(letter) || letter == '\'' || letter == 0x2019) continue;
    if (!is_word_letter(letter)) end_word();
    else if (is_between(letter, 0xDF, 0x17F)) word += kPlainLatin[letter - 0xDF];
    else word += to_utf8(std::u32string_view(&letter, 1));
  }
  end_word();
  return words;
}

}  // namespace tillbridge::domain
