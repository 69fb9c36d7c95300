#pragma once
#include <string>
#include <string_view>

namespace tillbridge::base {

/// U+FFFD: what stands where a character cannot be told.
inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

/// UTF-8 that XML 1.0 can carry: each byte that is no UTF-8 and each character that XML forbids even as a reference (controls but TAB, LF
/// and CR, surrogates, U+FFFE, U+FFFF) is replaced by U+FFFD, one for one. All else stays byte for byte.
std::string with_legal_characters(std::string_view text);

}  // namespace tillbridge::base
