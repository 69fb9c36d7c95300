#pragma once
#include <string>
#include <string_view>

#include "guide/sample_tree.hpp"

namespace tillbridge::guide::samples {

/// How a scripting language writes maps, lists and values.
struct ValueStyle {
  std::string_view open_map, close_map, open_list, close_list, arrow;
  std::string (*simple)(const SampleElement& element);   ///< a value with its type
  std::string password;                                   ///< what stands for Credentials/Password
};

/// The children of an element as a map of names, lists where the contract has lists: what SOAP toolkits of scripting languages
/// take. Two blanks deeper per level, beginning inside a line that stands `depth` levels deep.
std::string nested_value(const SampleElement& element, const ValueStyle& style, int depth);

}  // namespace tillbridge::guide::samples
