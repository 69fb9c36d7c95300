#pragma once
#include <string>

namespace tillbridge::bench {

/// UpdateInventory of `rows` rows, as a .NET till writes it: SOAP 1.1, no blanks between elements.
std::string inventory_document(int rows);
/// UpdatePOSProducts of `rows` products of 25 fields: two options, two shops, two pictures, two attributes, a long description in escaped HTML.
std::string products_document(int rows);
/// The same with one element per line and blanks in front, as tools for people write.
std::string on_lines(const std::string& document);

/// The same document with a comment behind its declaration, or in front of its last end tag: the gate declines it at once, or after all but everything.
std::string with_comment_first(std::string document);
std::string with_comment_last(std::string document);

}  // namespace tillbridge::bench
