#pragma once
#include <string>
#include <string_view>

namespace tillbridge::base {

/// The text without blanks, tabs and line ends around it; a view into the same bytes.
std::string_view trim_blanks(std::string_view text);

/// The beginning of UTF-8 text, at most `limit` bytes of whole characters; a view into the same bytes.
std::string_view cut_at_character(std::string_view text, std::size_t limit);

/// The byte that the escape %XX at `at` stands for; -1 where no two hexadecimal digits follow.
int escaped_byte(std::string_view text, std::size_t at);

/// ASCII letters in lower case, all other bytes as they are.
std::string to_lower(std::string_view text);

}  // namespace tillbridge::base
