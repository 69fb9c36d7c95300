#include "admin/mapping_file.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"

namespace tillbridge::admin {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::size_t kMostLines = 100'000;
constexpr std::size_t kMostBytes = 16 * 1024 * 1024;
constexpr std::string_view kColumns = "attribute,pos_value,web_value";

Error bad_line(int line, const std::string& why) { return {ErrorCode::kInvalidRequest, fmt::format("line {}: {}", line, why)}; }

/// Rows of fields, quotes taken off.
class CsvReader {
 public:
  CsvReader(std::string_view text, char divider) : text_(text), divider_(divider) {}

  bool done() const { return at_ >= text_.size(); }
  int line() const { return line_; }

  base::Result<std::vector<std::string>> row() {
    std::vector<std::string> fields;
    const int first_line = line_;
    while (true) {
      std::string field;
      if (at_ < text_.size() && text_[at_] == '"') {
        if (!quoted(field)) return bad_line(first_line, "a double quote opens and is not closed");
        if (at_ < text_.size() && text_[at_] != divider_ && text_[at_] != '\r' && text_[at_] != '\n')
          return bad_line(line_, "something follows behind a closing double quote; a quote inside a field is written twice");
      } else {
        while (at_ < text_.size() && text_[at_] != divider_ && text_[at_] != '\n') field += text_[at_++];
        if (!field.empty() && field.back() == '\r') field.pop_back();
      }
      fields.push_back(std::move(field));
      if (at_ < text_.size() && text_[at_] == divider_) {
        ++at_;
        continue;
      }
      if (at_ < text_.size() && text_[at_] == '\r') ++at_;
      if (at_ < text_.size() && text_[at_] == '\n') ++at_;
      ++line_;
      return fields;
    }
  }

 private:
  bool quoted(std::string& field) {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '"')) {
        ++at_;
        return true;
      }
      if (text_[at_] == '"') ++at_;
      if (text_[at_] == '\n') ++line_;
      field += text_[at_];
    }
    return false;
  }

  std::string_view text_;
  char divider_;
  std::size_t at_ = 0;
  int line_ = 1;
};

char divider_of(std::string_view text) {
  const auto heading = text.substr(0, text.find('\n'));
  for (const char divider : {';', '\t'})
    if (heading.find(divider) != std::string_view::npos) return divider;
  return ',';
}

bool is_empty(const std::vector<std::string>& fields) {
  return std::ranges::all_of(fields, [](const std::string& field) { return base::trim_blanks(field).empty(); });
}

/// Where each column stands.
base::Result<std::map<std::string, std::size_t>> read_heading(const std::vector<std::string>& fields) {
  std::map<std::string, std::size_t> columns;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto name = base::to_lower(base::trim_blanks(fields[i]));
    if (name != "attribute" && name != "pos_value" && name != "web_value" && name != "site")
      return bad_line(1, fmt::format("the heading names the columns {} and, where wanted, site; \"{}\" is none of them", kColumns, name.substr(0, 60)));
    if (!columns.emplace(name, i).second) return bad_line(1, "the column " + name + " stands twice in the heading");
  }
  for (const auto* needed : {"attribute", "pos_value", "web_value"})
    if (!columns.contains(needed)) return bad_line(1, fmt::format("the heading must name the columns {}; {} is missing", kColumns, needed));
  return columns;
}

}  // namespace

base::Result<std::vector<MappingLine>> read_mapping_file(std::string_view text) {
  constexpr std::string_view kBom = "\xEF\xBB\xBF";
  if (text.starts_with(kBom)) text.remove_prefix(kBom.size());
  if (text.size() > kMostBytes) return Error{ErrorCode::kInvalidRequest, "the file is larger than 16 MB"};
  if (base::trim_blanks(text).empty()) return Error{ErrorCode::kInvalidRequest, fmt::format("the file is empty; its first line names the columns {}", kColumns)};
  CsvReader reader(text, divider_of(text));
  const auto heading = reader.row();
  if (!heading) return heading.error();
  const auto columns = read_heading(*heading);
  if (!columns) return columns.error();
  std::vector<MappingLine> lines;
  while (!reader.done()) {
    const int line = reader.line();
    const auto fields = reader.row();
    if (!fields) return fields.error();
    if (is_empty(*fields)) continue;
    if (fields->size() != heading->size()) return bad_line(line, fmt::format("has {} fields, the heading has {}", fields->size(), heading->size()));
    if (lines.size() == kMostLines) return bad_line(line, "the file has more than 100,000 mappings; split it");
    MappingLine read{line, (*fields)[columns->at("attribute")], (*fields)[columns->at("pos_value")], (*fields)[columns->at("web_value")], {}};
    if (const auto site = columns->find("site"); site != columns->end()) read.site = std::string(base::trim_blanks((*fields)[site->second]));
    lines.push_back(std::move(read));
  }
  return lines;
}

}  // namespace tillbridge::admin
