#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tillbridge::guide {

/// Texts may hold `code` and [words](target). Targets of our own pages are symbolic: "error:conflict", "errors:",
/// "operation:UpdateInventory"; a LinkResolver makes addresses of them.
struct Heading {
  int level = 2;
  std::string text;
};
struct Paragraph {
  std::string text;
};
struct Bullets {
  std::vector<std::string> items;
};
struct Code {
  std::string language;               ///< "xml", "sh" or ""
  std::string text;                   ///< ends with a line end
};
struct Table {
  std::vector<std::string> heading;
  std::vector<std::vector<std::string>> rows;
};
using Block = std::variant<Heading, Paragraph, Bullets, Code, Table>;

/// One page, written once and shown as Markdown in docs/ and as HTML by the service.
struct Page {
  std::string title;
  std::vector<Block> blocks;
};

using LinkResolver = std::function<std::string(std::string_view target)>;

std::string to_markdown(const Page& page, const LinkResolver& links);
/// A whole document without scripts; its one style sheet is at `style_address`.
std::string to_html(const Page& page, const LinkResolver& links, std::string_view style_address);

/// `text` as it stands, within backticks.
std::string code_span(std::string_view text);

/// Reads the little Markdown of our hand-written texts: paragraphs, "* " lists (continued by indented lines), "## " headings, ``` blocks.
std::vector<Block> read_blocks(std::string_view text);

}  // namespace tillbridge::guide
