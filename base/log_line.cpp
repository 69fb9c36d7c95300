#include "base/log_line.hpp"

#include <fmt/format.h>

namespace tillbridge::base {
namespace {

/// Bytes of the well-formed UTF-8 character at the front of `text`, 0 = there is none (Unicode, table 3-7).
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const auto first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool shortest = first != 0xE0 || second >= 0xA0, no_surrogate = first != 0xED || second < 0xA0;
    return continues(1) && continues(2) && shortest && no_surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool in_range = (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second < 0x90);
    return continues(1) && continues(2) && continues(3) && in_range ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::string escape_json(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto length = character_length(text.substr(at));
    if (length != 1) {
      out += length == 0 ? std::string_view("\\ufffd") : text.substr(at, length);
      at += length == 0 ? 1 : length;
      continue;
    }
    const char c = text[at++];
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else out += c;
    }
  }
  return out;
}

std::string format_log_fields(std::string_view event, std::initializer_list<LogField> fields) {
  std::string out = fmt::format("\"event\":\"{}\"", escape_json(event));
  for (const auto& field : fields) {
    out += fmt::format(",\"{}\":", escape_json(field.key));
    if (const auto* number = std::get_if<std::int64_t>(&field.value)) out += std::to_string(*number);
    else if (const auto* flag = std::get_if<bool>(&field.value)) out += *flag ? "true" : "false";
    else out += fmt::format("\"{}\"", escape_json(std::get<std::string_view>(field.value)));
  }
  return out;
}

}  // namespace tillbridge::base
