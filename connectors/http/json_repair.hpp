#pragma once
#include <string>
#include <string_view>

namespace tillbridge::connectors::http {

/// The text with what shops put into JSON strings and no JSON parser reads made readable: bytes that are no UTF-8 and halves of surrogate
/// pairs (an emoji cut in two) become U+FFFD, raw line ends and tabs become escapes. One such character in one order would else make the
/// whole page unreadable, and every page behind it wait. Text without these stays byte for byte.
std::string repaired_json(std::string_view text);

}  // namespace tillbridge::connectors::http
