#include "connectors/http/json_repair.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/legal_characters.hpp"

namespace tillbridge::connectors::http {
namespace {

constexpr std::size_t kEscape = 6;    ///< backslash, u and four digits
constexpr std::string_view kEscapedReplacement = "\\ufffd";

/// The UTF-16 unit of the escape at the beginning of `text`, if one stands there.
std::optional<unsigned> escaped_unit(std::string_view text) {
  if (text.size() < kEscape || text[0] != '\\' || text[1] != 'u') return std::nullopt;
  unsigned unit = 0;
  const char* end = text.data() + kEscape;
  const auto read = std::from_chars(text.data() + 2, end, unit, 16);
  return read.ec == std::errc{} && read.ptr == end ? std::optional(unit) : std::nullopt;
}

bool is_high(unsigned unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(unsigned unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// Appends what stands for the escape sequence at the beginning of `text`; returns how long that was.
std::size_t append_escape(std::string& out, std::string_view text) {
  const auto unit = escaped_unit(text);
  if (!unit) {
    out += text.substr(0, 2);
    return std::min<std::size_t>(2, text.size());
  }
  if (is_high(*unit)) {
    const auto second = escaped_unit(text.substr(kEscape));
    if (second && is_low(*second)) {
      out += text.substr(0, 2 * kEscape);
      return 2 * kEscape;
    }
  }
  out += is_high(*unit) || is_low(*unit) ? kEscapedReplacement : text.substr(0, kEscape);
  return kEscape;
}

std::string_view escape_of(char c) {
  switch (c) {
    case '\t': return "\\t";
    case '\n': return "\\n";
    case '\r': return "\\r";
    default: return {};
  }
}

}  // namespace

std::string repaired_json(std::string_view text) {
  const std::string legal = base::with_legal_characters(text);
  std::string out;
  out.reserve(legal.size());
  bool in_string = false;
  for (std::size_t at = 0; at < legal.size();) {
    const char c = legal[at];
    if (in_string && c == '\\') {
      at += append_escape(out, std::string_view(legal).substr(at));
      continue;
    }
    if (c == '"') in_string = !in_string;
    const auto escape = in_string ? escape_of(c) : std::string_view{};
    if (escape.empty()) out += c;
    else out += escape;
    ++at;
  }
  return out;
}

}  // namespace tillbridge::connectors::http
