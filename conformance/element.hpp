#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace tillbridge::conformance {

/// One XML element without its namespace: enough to ask for names and texts. Text is UTF-8 and trimmed.
struct Element {
  std::string name, text;
  std::vector<Element> children;

  /// The first child of that name, or nullptr.
  const Element* find(std::string_view child) const;
  /// The text of the first child of that name, "" without one.
  std::string value(std::string_view child) const;
  bool has(std::string_view child) const { return find(child) != nullptr; }
  /// The children of the first child of that name: the entries of a list wrapper. Empty without one.
  const std::vector<Element>& list(std::string_view wrapper) const;

  bool operator==(const Element&) const = default;
};

/// Reads well-formed UTF-8. What tells who somebody is never comes in: Credentials, Customer and addresses are left out with all below them.
/// Of one parent at most 10,000 children are kept.
base::Result<Element> read_element(std::string_view xml);

/// The element of that name at or below `from`, breadth does not matter, nullptr without one.
const Element* find_below(const Element& from, std::string_view name);

}  // namespace tillbridge::conformance
