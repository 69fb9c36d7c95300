#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "guide/page.hpp"

namespace tillbridge::guide {

/// How a form of pages writes the parts of a text.
struct InlineStyle {
  std::string (*plain)(std::string_view text);
  std::string (*code)(std::string_view text);
  std::string (*link)(std::string_view written_words, std::string_view address);
};

/// Walks through `code` and [words](target); an unclosed mark is plain text.
std::string write_inline(std::string_view text, const InlineStyle& style, const LinkResolver& links);

}  // namespace tillbridge::guide
