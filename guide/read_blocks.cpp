#include "base/text.hpp"
#include "guide/page.hpp"

namespace tillbridge::guide {
namespace {

class BlockReader {
 public:
  std::vector<Block> read(std::string_view text) {
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      line(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    close();
    return std::move(blocks_);
  }

 private:
  void line(std::string_view line) {
    if (line.starts_with("```")) return fence(line);
    if (in_code_) code_.text += std::string(line) + "\n";
    else if (base::trim_blanks(line).empty()) close();
    else if (line.starts_with("#")) heading(line);
    else if (line.starts_with("* ")) bullets_.items.emplace_back(line.substr(2));
    else if (line.starts_with(" ") && !bullets_.items.empty()) bullets_.items.back() += " " + std::string(base::trim_blanks(line));
    else paragraph_ += (paragraph_.empty() ? "" : " ") + std::string(line);
  }
  void fence(std::string_view line) {
    if (!in_code_) {
      close();
      code_ = {.language = std::string(line.substr(3)), .text = ""};
    } else {
      blocks_.emplace_back(std::move(code_));
    }
    in_code_ = !in_code_;
  }
  void heading(std::string_view line) {
    close();
    const auto level = line.find_first_not_of('#');
    blocks_.emplace_back(Heading{static_cast<int>(level), std::string(base::trim_blanks(line.substr(level)))});
  }
  void close() {
    if (!paragraph_.empty()) blocks_.emplace_back(Paragraph{std::move(paragraph_)});
    if (!bullets_.items.empty()) blocks_.emplace_back(std::move(bullets_));
    paragraph_.clear();
    bullets_.items.clear();
  }

  std::vector<Block> blocks_;
  std::string paragraph_;
  Bullets bullets_;
  Code code_;
  bool in_code_ = false;
};

}  // namespace

std::vector<Block> read_blocks(std::string_view text) { return BlockReader().read(text); }

}  // namespace tillbridge::guide
