#pragma once
#include <string>
#include <string_view>

namespace tillbridge::services::front {

/// The plain text of one element, as the gate knows it: blanks without carriage returns, the five references and short numeric ones, no
/// control character, no "]]>", nothing that XML 1.0 forbids. Whether it is UTF-8 is judged elsewhere.

/// The '<' behind the text that begins at `at`; nullptr when the text is not plain or has no end before `end`.
const char* find_text_end(const char* at, const char* end);

/// The first place from `at` on where no blank stands, at most `end`.
inline const char* skip_blanks(const char* at, const char* end) {
  while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) ++at;
  return at;
}

/// A plain text with its references resolved.
std::string resolve_references(std::string_view plain);

}  // namespace tillbridge::services::front
