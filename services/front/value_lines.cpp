#include "services/front/value_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "contract/expat_parser.hpp"
#include "services/front/encoding.hpp"
#include "services/front/surrogate_pairs.hpp"
#include "services/front/utf8_source.hpp"

namespace tillbridge::services::front {
namespace {

struct Seen {
  std::string name, parent;
  std::int64_t line = 0;
  bool is_direct = false;             ///< a child of the row itself
};

struct Row {
  std::int64_t index = 0, line = 0;
  std::vector<Seen> elements;
};

std::int64_t only_match(const Row& row, const auto& matches) {
  const auto found = std::find_if(row.elements.begin(), row.elements.end(), matches);
  if (found == row.elements.end() || std::any_of(found + 1, row.elements.end(), matches)) return 0;
  return found->line;
}

std::int64_t find_line(const Row& row, std::string_view field) {
  const auto slash = field.rfind('/');
  const auto name = slash == std::string_view::npos ? field : field.substr(slash + 1);
  std::int64_t line = 0;
  if (slash != std::string_view::npos) {
    const auto parent = field.substr(0, slash);
    line = only_match(row, [&](const Seen& seen) { return seen.name == name && seen.parent == parent; });
  } else {
    line = only_match(row, [&](const Seen& seen) { return seen.is_direct && seen.name == name; });
    if (line == 0) line = only_match(row, [&](const Seen& seen) { return seen.name == name; });
  }
  return line == 0 ? row.line : line;
}

}  // namespace

class ValueLines::Impl final : public contract::XmlEvents {
 public:
  Impl(const contract::ContractTable& contract, std::string_view bytes, std::string_view content_type) : contract_(contract), expat_(*this) {
    const auto decision = decide_encoding(bytes, content_type);
    if (!decision) return;
    skipped_lines_ = decision->skipped_lines;
    source_.emplace(bytes, *decision);
  }

  std::int64_t find_in_row(std::int64_t index, std::string_view field) {
    wanted_ = index;
    while (!rows_.empty() && rows_.front().index < index) rows_.pop_front();
    while (count_ <= index + 1 && parse_piece()) continue;
    while (!rows_.empty() && rows_.front().index < index) rows_.pop_front();
    return rows_.empty() || rows_.front().index != index ? 0 : find_line(rows_.front(), field);
  }

  std::int64_t find(std::string_view field) {
    wanted_ = INT64_MAX;
    while (parse_piece()) continue;
    const auto found = scalars_.find(field);
    return found == scalars_.end() ? 0 : found->second;
  }

  void on_start(contract::QName name, contract::AttributeList) override {
    ++depth_;
    if (operation_depth_ == 0) return find_operation(name.local);
    const int below = depth_ - operation_depth_;
    if (below == 1) {
      scalars_.emplace(name.local, line());
      in_list_ = name.local == list_;
    } else if (in_list_ && below == 2) {
      if (count_++ >= wanted_) rows_.push_back({count_ - 1, line(), {}});
      open_.assign(1, std::string(name.local));
    } else if (in_list_ && !rows_.empty()) {
      open_.resize(static_cast<std::size_t>(below - 2));
      rows_.back().elements.push_back({std::string(name.local), open_.back(), line(), below == 3});
      open_.emplace_back(name.local);
    }
  }
  void on_end(contract::QName) override { --depth_; }
  void on_text(std::string_view) override {}
  void on_namespace(std::string_view, std::string_view) override {}

 private:
  std::int64_t line() const { return skipped_lines_ + expat_.line(); }

  bool parse_piece() {
    if (!source_ || source_->at_end()) return false;
    const auto piece = source_->next();
    return piece && expat_.parse(pairs_.join(*piece, source_->at_end()), source_->at_end());
  }

  void find_operation(std::string_view name) {
    if (depth_ == 1 && name == "Envelope") return;
    if (depth_ == 2) in_body_ = name == "Body";
    if (depth_ != 1 && !(depth_ == 3 && in_body_)) return;
    operation_depth_ = depth_;
    const auto* children = contract_.find_children(name);
    if (children == nullptr) return;
    for (const auto& child : *children) {
      const auto* entries = child.type.empty() ? nullptr : contract_.find_children(child.type);
      if (entries != nullptr && entries->size() == 1 && entries->front().repeated) list_ = child.name;
    }
  }

  const contract::ContractTable& contract_;
  contract::ExpatParser expat_;
  SurrogatePairs pairs_;
  std::optional<Utf8Source> source_;
  std::int64_t skipped_lines_ = 0;
  int depth_ = 0, operation_depth_ = 0;
  bool in_body_ = false, in_list_ = false;
  std::string list_;
  std::int64_t count_ = 0;            ///< rows begun so far
  std::int64_t wanted_ = 0;
  std::deque<Row> rows_;              ///< from the wanted one on, as far as parsed
  std::vector<std::string> open_;     ///< the row and the open elements in it
  std::map<std::string, std::int64_t, std::less<>> scalars_;
};

ValueLines::ValueLines(const contract::ContractTable& contract, std::string_view bytes, std::string_view content_type)
    : contract_(contract), bytes_(bytes), content_type_(content_type) {}
ValueLines::~ValueLines() = default;

ValueLines::Impl& ValueLines::impl() {
  if (!impl_) impl_ = std::make_unique<Impl>(contract_, bytes_, content_type_);
  return *impl_;
}

std::int64_t ValueLines::find_in_row(std::int64_t row, std::string_view field) { return impl().find_in_row(row, field); }
std::int64_t ValueLines::find(std::string_view field) { return impl().find(field); }

std::string with_line(const std::string& message, std::int64_t line) { return line > 0 ? fmt::format("{} (line {})", message, line) : message; }

}  // namespace tillbridge::services::front
