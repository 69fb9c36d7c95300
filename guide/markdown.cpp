#include <fmt/format.h>

#include "guide/inline_text.hpp"
#include "guide/page.hpp"

namespace tillbridge::guide {
namespace {

std::string plain(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '&') out += "&amp;";
    else if (letter == '<') out += "&lt;";
    else if (letter == '*' || letter == '|') out += '\\', out += letter;
    else out += letter;
  }
  return out;
}

const InlineStyle kStyle{plain, [](std::string_view text) { return fmt::format("`{}`", text); },
                         [](std::string_view words, std::string_view address) { return fmt::format("[{}]({})", words, address); }};

class Writer {
 public:
  explicit Writer(const LinkResolver& links) : links_(links) {}

  std::string operator()(const Heading& heading) const { return fmt::format("{} {}\n", std::string(static_cast<std::size_t>(heading.level), '#'), text(heading.text)); }
  std::string operator()(const Paragraph& paragraph) const { return text(paragraph.text) + "\n"; }
  std::string operator()(const Bullets& bullets) const {
    std::string out;
    for (const auto& item : bullets.items) out += "* " + text(item) + "\n";
    return out;
  }
  std::string operator()(const Code& code) const { return fmt::format("```{}\n{}```\n", code.language, code.text); }
  std::string operator()(const Table& table) const {
    std::string out = row(table.heading) + "|";
    for (std::size_t column = 0; column < table.heading.size(); ++column) out += "---|";
    out += "\n";
    for (const auto& cells : table.rows) out += row(cells);
    return out;
  }

 private:
  std::string text(std::string_view source) const { return write_inline(source, kStyle, links_); }
  std::string row(const std::vector<std::string>& cells) const {
    std::string out = "|";
    for (const auto& cell : cells) out += " " + text(cell) + " |";
    return out + "\n";
  }

  const LinkResolver& links_;
};

}  // namespace

std::string code_span(std::string_view text) { return fmt::format("`{}`", text); }

std::string to_markdown(const Page& page, const LinkResolver& links) {
  std::string out = fmt::format("# {}\n", page.title);
  for (const auto& block : page.blocks) out += "\n" + std::visit(Writer(links), block);
  return out;
}

}  // namespace tillbridge::guide
