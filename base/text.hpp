#pragma once
#include <string>
#include <string_view>

namespace tillbridge::base {

/// The text without blanks, tabs and line ends around it; a view into the same bytes.
std::string_view trim_blanks(std::string_view text);

/// ASCII letters in lower case, all other bytes as they are.
std::string to_lower(std::string_view text);

}  // namespace tillbridge::base
