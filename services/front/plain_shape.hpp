#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "contract/contract_table.hpp"
#include "services/front/front_parser.hpp"

namespace tillbridge::services::front {

/// One element that may stand in a plain document, by the tags that the document writes for it.
struct PlainElement {
  /// What the front pass itself takes from an element.
  enum class Part : std::uint8_t { kNothing, kCredentials, kStoreId, kUserName, kPassword, kReturnAllRows, kCallerReference };

  std::string_view name;              ///< the contract's own storage
  std::string_view open, close;       ///< "<p:Quantity>", "</p:Quantity>"
  std::uint32_t first_child = 0;      ///< the children stand one behind the other
  std::uint32_t children = 0;
  std::uint32_t text_limit = 0;       ///< bytes, of a simple element
  bool is_simple = false, is_repeated = false;
  Part part = Part::kNothing;
};

/// The contract of one operation as a plain document with this prefix would write it. One request long; made in a few microseconds.
class PlainShape {
 public:
  /// `prefix`: of all elements of the operation; "" = the default namespace.
  PlainShape(const contract::ContractTable& contract, const FrontLimits& limits, std::string_view operation, std::string_view prefix);
  PlainShape(const PlainShape&) = delete;
  PlainShape& operator=(const PlainShape&) = delete;

  /// False for a contract that the gate does not hold documents against: too many elements, too deeply nested ones, or too long names.
  bool is_usable() const { return is_usable_; }
  const PlainElement& operation() const { return elements_.front(); }
  const PlainElement* children_of(const PlainElement& parent) const { return elements_.data() + parent.first_child; }
  std::size_t element_count() const { return elements_.size(); }
  /// Elements in one another at the deepest place, the operation among them.
  int depth() const { return depth_; }

  static constexpr int kMaxDepth = 12;
  static constexpr std::size_t kMaxChildren = 64;

 private:
  void add_children(const contract::ContractTable& contract, const FrontLimits& limits, std::size_t parent, std::string_view type, int depth);
  void write_tags(std::string_view prefix);

  std::vector<PlainElement> elements_;
  std::string tags_;
  int depth_ = 1;
  bool is_usable_ = true;
};

}  // namespace tillbridge::services::front
