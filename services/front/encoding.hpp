#pragma once
#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace tillbridge::services::front {

enum class Encoding { kUtf8, kUtf16Le, kUtf16Be, kWindows1252, kLatin9 };

/// How the bytes of a request are to be read, and where its XML begins (behind a byte order mark and blank lines).
struct EncodingDecision {
  Encoding encoding = Encoding::kUtf8;
  std::size_t start = 0;
  std::int64_t skipped_lines = 0;
};

/// Decides once, before any parsing: the byte order mark, then the declaration as far as the bytes agree with it, then the charset of
/// the Content-Type header, then UTF-8. "utf-16" declared over 8-bit bytes is ignored (Visual Basic writes it); ISO-8859-1 is read as Windows-1252,
/// as its senders mean it. Error word "encoding" for a charset that is not read here, "not_xml" when no markup begins the text,
/// "empty_request" when there is nothing.
base::Result<EncodingDecision> decide_encoding(std::string_view bytes, std::string_view content_type);

/// Offset of the first byte that is not valid UTF-8 (overlong forms and surrogates included), or npos. A character cut off at the end is
/// invalid when `is_last`, else the offset where it begins is stored in `tail` for the caller to send again.
std::size_t find_invalid_utf8(std::string_view bytes, bool is_last, std::size_t& tail);

}  // namespace tillbridge::services::front
