#include "admin/cli/table.hpp"

#include <algorithm>

namespace tillbridge::admin::cli {
namespace {

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

void print_row(std::ostream& out, const std::string& indent, const std::vector<std::string>& row, const std::vector<std::size_t>& widths) {
  std::string line = indent;
  for (std::size_t i = 0; i < row.size(); ++i) line += row[i] + std::string(widths[i] - width_of(row[i]) + 2, ' ');
  out << line.erase(line.find_last_not_of(' ') + 1) << "\n";
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c1) ++i;
    const bool is_break = byte == '\t' || byte == '\n' || byte == '\r';
    out += is_break ? ' ' : byte < 0x20 || byte == 0x7F || c1 ? '?' : text[i];
  }
  return out;
}

void Table::add(std::vector<std::string> row) {
  for (auto& cell : row) cell = printable(cell);
  row.resize(heading_.size());
  rows_.push_back(std::move(row));
}

void Table::print(std::ostream& out, const std::string& indent) const {
  std::vector<std::size_t> widths;
  for (const auto& cell : heading_) widths.push_back(width_of(cell));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  print_row(out, indent, heading_, widths);
  for (const auto& row : rows_) print_row(out, indent, row, widths);
}

}  // namespace tillbridge::admin::cli
