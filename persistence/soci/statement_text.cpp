#include "persistence/soci/statement_text.hpp"

#include <string_view>

namespace tillbridge::persistence::soci {

std::string number_parameters(const std::string& text) {
  std::string out;
  out.reserve(text.size() * 2);
  bool quoted = false;
  int number = 0;
  for (const char c : text) {
    if (c == '\'') quoted = !quoted;
    if (c == '?' && !quoted) out += ":p" + std::to_string(++number);
    else out += c;
  }
  return out;
}

int count_columns(const std::string& text) {
  constexpr std::string_view kSelect = "SELECT ", kFrom = " FROM ";
  if (text.compare(0, kSelect.size(), kSelect) != 0) return 0;
  int columns = 1, depth = 0;
  bool quoted = false;
  for (std::size_t i = kSelect.size(); i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\'') quoted = !quoted;
    if (quoted) continue;
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (depth != 0) continue;
    if (c == ',') ++columns;
    if (text.compare(i, kFrom.size(), kFrom) == 0) break;
  }
  return columns;
}

}  // namespace tillbridge::persistence::soci
