#pragma once
#include <ostream>
#include <string>
#include <vector>

namespace tillbridge::admin::cli {

/// Texts from shops and tills on a terminal: control characters become '?', so that no order can move the cursor.
std::string printable(std::string_view text);

/// Columns as wide as their widest cell (in characters), two blanks apart; prints nothing but the heading when there are no rows.
class Table {
 public:
  explicit Table(std::vector<std::string> heading) : heading_(std::move(heading)) {}
  void add(std::vector<std::string> row);
  void print(std::ostream& out, const std::string& indent = "") const;

 private:
  std::vector<std::string> heading_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace tillbridge::admin::cli
