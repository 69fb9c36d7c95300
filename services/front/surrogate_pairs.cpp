#include "services/front/surrogate_pairs.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

namespace tillbridge::services::front {
namespace {

constexpr std::string_view kCdataStart = "<![CDATA[";
constexpr std::string_view kCdataEnd = "]]>";
constexpr std::size_t kMaxDigits = 8;
constexpr std::size_t kLongestMark = 2 * (kMaxDigits + 4);  // "&#x" and ";" round the digits of each half

struct Reference {
  std::uint32_t number = 0;
  std::size_t length = 0;
};

std::optional<Reference> reference_at(std::string_view text) {
  if (!text.starts_with("&#")) return std::nullopt;
  const bool is_hexadecimal = text.substr(2).starts_with('x');
  const std::size_t start = is_hexadecimal ? 3 : 2;
  const auto digits = text.substr(start, kMaxDigits);
  Reference found;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), found.number, is_hexadecimal ? 16 : 10);
  found.length = start + static_cast<std::size_t>(end - digits.data());
  if (error != std::errc{} || found.length >= text.size() || text[found.length] != ';') return std::nullopt;
  ++found.length;
  return found;
}

/// The character and the length of both references, if a pair stands here.
std::optional<Reference> pair_at(std::string_view text) {
  const auto high = reference_at(text);
  if (!high || high->number < 0xD800 || high->number > 0xDBFF) return std::nullopt;
  const auto low = reference_at(text.substr(high->length));
  if (!low || low->number < 0xDC00 || low->number > 0xDFFF) return std::nullopt;
  return Reference{0x10000 + ((high->number & 0x3FF) << 10) + (low->number & 0x3FF), high->length + low->length};
}

void append_supplementary(std::string& out, std::uint32_t c) {
  out += static_cast<char>(0xF0 | (c >> 18));
  out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
  out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  out += static_cast<char>(0x80 | (c & 0x3F));
}

}  // namespace

std::size_t SurrogatePairs::next_mark(std::string_view text, std::size_t from) const {
  if (in_cdata_) return text.find(']', from);
  for (auto at = from; at < text.size(); ++at) {
    // Tags are far more frequent than marks: a '<' counts only with '!' behind it, or at the very end.
    if (text[at] == '&' || (text[at] == '<' && (at + 1 == text.size() || text[at + 1] == '!'))) return at;
  }
  return std::string_view::npos;
}

std::string_view SurrogatePairs::join(std::string_view piece, bool is_last) {
  std::string_view text = piece;
  if (!held_.empty()) {
    text_ = held_;
    text_ += piece;
    text = text_;
    held_.clear();
  }
  joined_.clear();
  std::size_t copied = 0;
  for (auto at = next_mark(text, 0); at != std::string_view::npos;) {
    const auto rest = text.substr(at);
    if (!is_last && rest.size() < kLongestMark) {
      held_ = rest;
      text = text.substr(0, at);
      break;
    }
    std::size_t length = 1;
    if (in_cdata_) {
      in_cdata_ = !rest.starts_with(kCdataEnd);
    } else if (rest.starts_with(kCdataStart)) {
      in_cdata_ = true;
      length = kCdataStart.size();
    } else if (const auto pair = pair_at(rest)) {
      joined_ += text.substr(copied, at - copied);
      append_supplementary(joined_, pair->number);
      length = pair->length;
      copied = at + length;
    }
    at = next_mark(text, at + length);
  }
  if (copied == 0) return text;
  joined_ += text.substr(copied);
  return joined_;
}

}  // namespace tillbridge::services::front
