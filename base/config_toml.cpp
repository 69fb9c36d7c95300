#include "base/config_toml.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

namespace tillbridge::base {
namespace {

bool to_text(const toml::node& node, std::string& out) {
  if (const auto* text = node.as_string()) out = text->get();
  else if (const auto* number = node.as_integer()) out = std::to_string(number->get());
  else if (const auto* flag = node.as_boolean()) out = flag->get() ? "true" : "false";
  else return false;
  return true;
}

TomlEntry to_entry(std::string key, const toml::node& node) {
  TomlEntry entry{.key = std::move(key), .line = static_cast<int>(node.source().begin.line)};
  if (const auto* list = node.as_array()) {
    entry.is_list = true;
    for (const auto& element : *list) entry.is_readable = entry.is_readable && to_text(element, entry.list.emplace_back());
  } else {
    entry.is_text = node.is_string();
    entry.is_readable = to_text(node, entry.text);
  }
  return entry;
}

void collect(const toml::table& table, const std::string& prefix, int depth, std::vector<TomlEntry>& out) {
  for (const auto& [key, node] : table) {
    const auto name = prefix + std::string(key.str());
    const auto* inner = node.as_table();
    if (inner && depth == 0) collect(*inner, name + ".", depth + 1, out);
    else out.push_back(to_entry(name, node));
  }
}

}  // namespace

Result<std::vector<TomlEntry>> read_toml(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file)) {
    return Error{ErrorCode::kNotFound,
                 fmt::format("{}: there is no such file; make one with `tillbridge init` or name another with --config", file.string())};
  }
  try {
    const auto table = toml::parse_file(file.string());
    std::vector<TomlEntry> out;
    collect(table, "", 0, out);
    return out;
  } catch (const toml::parse_error& error) {
    const auto at = error.source().begin;
    return Error{ErrorCode::kInvalidRequest, fmt::format("{}:{}:{}: this is not TOML: {}", file.string(), at.line, at.column, error.description())};
  }
}

}  // namespace tillbridge::base
