#include <algorithm>

#include <fmt/format.h>

#include "guide/inline_text.hpp"
#include "guide/page.hpp"
#include "guide/samples/request_text.hpp"

namespace tillbridge::guide {
namespace {

using samples::escape_xml;

const InlineStyle kStyle{escape_xml, [](std::string_view text) { return fmt::format("<code>{}</code>", escape_xml(text)); },
                         [](std::string_view words, std::string_view address) { return fmt::format("<a href=\"{}\">{}</a>", escape_xml(address), words); }};

class Writer {
 public:
  explicit Writer(const LinkResolver& links) : links_(links) {}

  std::string operator()(const Heading& heading) const { return fmt::format("<h{0}>{1}</h{0}>\n", heading.level, text(heading.text)); }
  std::string operator()(const Paragraph& paragraph) const { return fmt::format("<p>{}</p>\n", text(paragraph.text)); }
  std::string operator()(const Bullets& bullets) const {
    std::string out = "<ul>\n";
    for (const auto& item : bullets.items) out += fmt::format("<li>{}</li>\n", text(item));
    return out + "</ul>\n";
  }
  std::string operator()(const Code& code) const { return fmt::format("<pre>{}</pre>\n", escape_xml(code.text)); }
  std::string operator()(const Table& table) const {
    const bool has_heading = std::any_of(table.heading.begin(), table.heading.end(), [](const auto& cell) { return !cell.empty(); });
    std::string out = "<table>\n" + (has_heading ? row(table.heading, "th") : "");
    for (const auto& cells : table.rows) out += row(cells, "td");
    return out + "</table>\n";
  }

 private:
  std::string text(std::string_view source) const { return write_inline(source, kStyle, links_); }
  std::string row(const std::vector<std::string>& cells, std::string_view tag) const {
    std::string out = "<tr>";
    for (const auto& cell : cells) out += fmt::format("<{0}>{1}</{0}>", tag, text(cell));
    return out + "</tr>\n";
  }

  const LinkResolver& links_;
};

}  // namespace

std::string to_html(const Page& page, const LinkResolver& links, std::string_view style_address) {
  const auto title = write_inline(page.title, {escape_xml, escape_xml, [](std::string_view words, std::string_view) { return std::string(words); }}, links);
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{0}</title>\n"
      "<link rel=\"stylesheet\" href=\"{1}\">\n</head>\n<body>\n<h1>{0}</h1>\n",
      title, escape_xml(style_address));
  for (const auto& block : page.blocks) out += std::visit(Writer(links), block);
  return out + "</body>\n</html>\n";
}

}  // namespace tillbridge::guide
