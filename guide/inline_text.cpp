#include "guide/inline_text.hpp"

namespace tillbridge::guide {
namespace {

/// "[words](target)" at the beginning of `text`.
struct Link {
  std::string_view words, target;
  std::size_t length = 0;             ///< 0: none
};

Link read_link(std::string_view text) {
  const auto middle = text.find("](");
  const auto end = middle == std::string_view::npos ? middle : text.find(')', middle);
  if (end == std::string_view::npos || text.substr(1, middle - 1).find('[') != std::string_view::npos) return {};
  return {text.substr(1, middle - 1), text.substr(middle + 2, end - middle - 2), end + 1};
}

}  // namespace

std::string write_inline(std::string_view text, const InlineStyle& style, const LinkResolver& links) {
  std::string out;
  std::size_t plain_from = 0;
  const auto flush = [&](std::size_t until) { out += style.plain(text.substr(plain_from, until - plain_from)); };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    if (text[at] == '`') {
      const auto end = text.find('`', at + 1);
      if (end != std::string_view::npos) {
        flush(at);
        out += style.code(text.substr(at + 1, end - at - 1));
        length = end + 1 - at;
      }
    } else if (text[at] == '[') {
      if (const auto link = read_link(text.substr(at)); link.length > 0) {
        flush(at);
        out += style.link(write_inline(link.words, style, links), links(link.target));
        length = link.length;
      }
    }
    at += length == 0 ? 1 : length;
    if (length > 0) plain_from = at;
  }
  flush(text.size());
  return out;
}

}  // namespace tillbridge::guide
