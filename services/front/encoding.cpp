#include "services/front/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <optional>
#include <string>

#include "base/text.hpp"

namespace tillbridge::services::front {
namespace {

constexpr std::size_t kDeclarationLimit = 256;

base::Error refuse(std::string_view word, std::string message) {
  base::Error error{base::ErrorCode::kInvalidRequest, std::move(message)};
  error.word = word;
  return error;
}

/// The value behind `key=` in either kind of quotes or bare up to a blank or semicolon.
std::string find_parameter(std::string_view text, std::string_view key) {
  auto at = text.find(key);
  if (at == std::string_view::npos) return {};
  at += key.size();
  while (at < text.size() && (text[at] == ' ' || text[at] == '=' || text[at] == '\t')) ++at;
  if (at >= text.size()) return {};
  if (text[at] == '"' || text[at] == '\'') {
    const auto end = text.find(text[at], at + 1);
    return end == std::string_view::npos ? std::string{} : std::string(text.substr(at + 1, end - at - 1));
  }
  return std::string(text.substr(at, text.find_first_of("; \t", at) - at));
}

enum class Named { kUtf8, kUtf16, kWindows1252, kLatin9 };

std::optional<Named> find_charset(const std::string& name) {
  if (name == "utf-8" || name == "utf8" || name == "us-ascii" || name == "ascii") return Named::kUtf8;
  if (name == "utf-16" || name == "utf-16le" || name == "utf-16be" || name == "unicode" || name == "ucs-2") return Named::kUtf16;
  if (name == "iso-8859-1" || name == "iso8859-1" || name == "iso_8859-1" || name == "latin1" || name == "latin-1" || name == "windows-1252" || name == "cp1252") {
    return Named::kWindows1252;
  }
  if (name == "iso-8859-15" || name == "iso8859-15" || name == "latin-9" || name == "latin9") return Named::kLatin9;
  return std::nullopt;
}

std::string declared_encoding(std::string_view bytes, std::size_t start) {
  if (bytes.substr(start, 5) != "<?xml") return {};
  const auto end = bytes.substr(start, kDeclarationLimit).find("?>");
  if (end == std::string_view::npos) return {};
  return base::to_lower(find_parameter(bytes.substr(start, end), "encoding"));
}

Encoding to_encoding(Named named) {
  if (named == Named::kWindows1252) return Encoding::kWindows1252;
  return named == Named::kLatin9 ? Encoding::kLatin9 : Encoding::kUtf8;
}

/// Declaration and header over bytes of 8 bits.
base::Result<Encoding> decide_eight_bit(std::string_view bytes, std::size_t start, std::string_view content_type) {
  const std::string declared = declared_encoding(bytes, start);
  const std::string header = base::to_lower(find_parameter(base::to_lower(content_type), "charset"));
  const auto from_declaration = find_charset(declared);
  const auto from_header = find_charset(header);
  if (!declared.empty() && !from_declaration) {
    return refuse("encoding", fmt::format("The XML declaration names the encoding '{}', which is not read here; send UTF-8 (also read: UTF-16 with byte order mark, ISO-8859-1, ISO-8859-15, Windows-1252)", declared.substr(0, 40)));
  }
  if (from_declaration && *from_declaration != Named::kUtf16) {
    const bool header_is_eight_bit = from_header == Named::kWindows1252 || from_header == Named::kLatin9;
    std::size_t tail = 0;
    if (*from_declaration == Named::kUtf8 && header_is_eight_bit && find_invalid_utf8(bytes.substr(start), true, tail) != std::string_view::npos) {
      return to_encoding(*from_header);
    }
    return to_encoding(*from_declaration);
  }
  if (!header.empty() && !from_header) {
    return refuse("encoding", fmt::format("The Content-Type header names the charset '{}', which is not read here; send UTF-8 (also read: UTF-16 with byte order mark, ISO-8859-1, ISO-8859-15, Windows-1252)", header.substr(0, 40)));
  }
  return from_header ? to_encoding(*from_header) : Encoding::kUtf8;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::optional<EncodingDecision> decide_by_mark(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") return EncodingDecision{Encoding::kUtf8, 3, 0};
  if (bytes.substr(0, 2) == "\xFF\xFE") return EncodingDecision{Encoding::kUtf16Le, 2, 0};
  if (bytes.substr(0, 2) == "\xFE\xFF") return EncodingDecision{Encoding::kUtf16Be, 2, 0};
  if (bytes.substr(0, 2) == std::string_view("<\0", 2)) return EncodingDecision{Encoding::kUtf16Le, 0, 0};
  if (bytes.substr(0, 2) == std::string_view("\0<", 2)) return EncodingDecision{Encoding::kUtf16Be, 0, 0};
  return std::nullopt;
}

/// Length of the character that begins with this lead byte, 0 for a byte that cannot begin one.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

bool second_byte_fits(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xE0: return second >= 0xA0 && second <= 0xBF;
    case 0xED: return second >= 0x80 && second <= 0x9F;
    case 0xF0: return second >= 0x90 && second <= 0xBF;
    case 0xF4: return second >= 0x80 && second <= 0x8F;
    default: return second >= 0x80 && second <= 0xBF;
  }
}

}  // namespace

base::Result<EncodingDecision> decide_encoding(std::string_view bytes, std::string_view content_type) {
  if (bytes.empty()) return refuse("empty_request", "The request has no body; send a SOAP envelope");
  auto decision = decide_by_mark(bytes);
  if (decision && decision->encoding != Encoding::kUtf8) return *decision;
  EncodingDecision found = decision.value_or(EncodingDecision{});
  while (found.start < bytes.size() && is_blank(bytes[found.start])) {
    if (bytes[found.start] == '\n') ++found.skipped_lines;
    ++found.start;
  }
  if (found.start >= bytes.size()) return refuse("empty_request", "The request holds only blanks; send a SOAP envelope");
  if (bytes[found.start] != '<') return refuse("not_xml", "The request is not XML: it does not begin with '<'; send a SOAP envelope as text/xml");
  if (decision) return found;
  auto encoding = decide_eight_bit(bytes, found.start, content_type);
  if (!encoding) return encoding.error();
  found.encoding = *encoding;
  return found;
}

std::size_t find_invalid_utf8(std::string_view bytes, bool is_last, std::size_t& tail) {
  tail = bytes.size();
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::uint64_t eight = 0;
    if (at + 8 <= bytes.size()) {
      std::memcpy(&eight, bytes.data() + at, 8);
      if ((eight & 0x8080808080808080ULL) == 0) {
        at += 8;
        continue;
      }
    }
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t length = sequence_length(lead);
    if (length == 0) return at;
    for (std::size_t next = 1; next < length; ++next) {
      if (at + next >= bytes.size()) {
        if (is_last) return at;
        tail = at;
        return std::string_view::npos;
      }
      const auto byte = static_cast<unsigned char>(bytes[at + next]);
      if (next == 1 ? !second_byte_fits(lead, byte) : (byte < 0x80 || byte > 0xBF)) return at;
    }
    at += length;
  }
  return std::string_view::npos;
}

}  // namespace tillbridge::services::front
