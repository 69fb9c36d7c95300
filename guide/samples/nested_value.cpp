#include "guide/samples/nested_value.hpp"

namespace tillbridge::guide::samples {
namespace {

std::string indent(int depth) { return std::string(static_cast<std::size_t>(depth) * 4, ' '); }

std::string value_of(const SampleElement& element, const ValueStyle& style, int depth) {
  if (!element.is_simple()) return nested_value(element, style, depth);
  return element.name == "Password" && element.text == kPasswordPlace ? style.password : style.simple(element);
}

/// All entries of one name, from `at` on; `at` moves behind them.
std::string list_of(const std::vector<SampleElement>& children, std::size_t& at, const ValueStyle& style, int depth) {
  const auto& name = children[at].name;
  std::string out(style.open_list);
  for (; at < children.size() && children[at].name == name; ++at) out += "\n" + indent(depth + 1) + value_of(children[at], style, depth + 1) + ",";
  return out + "\n" + indent(depth) + std::string(style.close_list);
}

}  // namespace

std::string nested_value(const SampleElement& element, const ValueStyle& style, int depth) {
  std::string out(style.open_map);
  for (std::size_t at = 0; at < element.children.size();) {
    const auto& child = element.children[at];
    out += "\n" + indent(depth + 1) + "'" + child.name + "'" + std::string(style.arrow);
    if (child.repeated) out += list_of(element.children, at, style, depth + 1);
    else out += value_of(element.children[at++], style, depth + 1);
    out += ",";
  }
  return out + (element.children.empty() ? "" : "\n" + indent(depth)) + std::string(style.close_map);
}

}  // namespace tillbridge::guide::samples
