#include "services/soap/xml_text.hpp"

#include <cstdint>

namespace tillbridge::services::soap_xml {
namespace {

/// Length of the well-formed UTF-8 sequence at the beginning of `text`, 0 for a broken one.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first <= 0xDF ? 2 : (first & 0xF0) == 0xE0 ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  if (first == 0xE0 && byte(1) < 0xA0) return 0;   // overlong
  if (first == 0xED && byte(1) > 0x9F) return 0;   // surrogates
  if (first == 0xF0 && byte(1) < 0x90) return 0;   // overlong
  if (first == 0xF4 && byte(1) > 0x8F) return 0;   // above U+10FFFF
  if (first == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE) return 0;  // U+FFFE, U+FFFF
  return length;
}

bool is_forbidden(char c) { return static_cast<std::uint8_t>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

}  // namespace

std::string legal_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t begin = 0;  // of what is good and not copied yet
  for (std::size_t at = 0; at < text.size();) {
    if (const auto byte = static_cast<std::uint8_t>(text[at]); byte >= 0x20 && byte < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = is_forbidden(text[at]) ? 0 : sequence_length(text.substr(at));
    if (length == 0) {
      out.append(text, begin, at - begin);
      out += '?';
      begin = at + 1;
    }
    at += length == 0 ? 1 : length;
  }
  out.append(text, begin, text.size() - begin);
  return out;
}

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : legal_text(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string element(std::string_view name, std::string_view text) {
  const std::string tag(name);
  return "<tb:" + tag + ">" + escape(text) + "</tb:" + tag + ">";
}

}  // namespace tillbridge::services::soap_xml
