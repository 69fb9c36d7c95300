#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tillbridge::domain {

/// Code points of UTF-8 text; a byte that is no UTF-8 becomes U+FFFD. Pure and total.
std::u32string code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view points);

/// Lower case of Latin, Greek and Cyrillic letters; everything else stays as it is.
char32_t lower_letter(char32_t letter);
std::string lower_letters(std::string_view utf8);

/// The words of a name or street as people would call them equal, in ASCII: lower case, without accents, "ß" = "ss", "ø" = "o", and the
/// usual ways to write an umlaut alike ("Müller", "Mueller", "Muller" give "muller"). Letters of other scripts stay, in lower case;
/// whatever is neither letter nor digit parts words.
std::vector<std::string> folded_words(std::string_view utf8);

}  // namespace tillbridge::domain
