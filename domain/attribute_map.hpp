#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/attribute_mapping.hpp"
#include "domain/item.hpp"

namespace tillbridge::domain {

/// What attribute names and POS values are compared by: without blanks around, blanks in a row as one, and without regard to case in the
/// Latin, Greek and Cyrillic alphabets. "GRÜN ", "Grün" and "grün" are one value; "ROT" and "Röt" are two.
std::string mapping_key(std::string_view text);

/// The mappings that count for one site: its own and those of all sites, of which its own wins. A value is looked up once; what it
/// became is not looked up again.
class AttributeMap {
 public:
  AttributeMap() = default;
  /// `mappings` of the account, in any order; those of other sites are passed by. Absent: no site in particular, only those of all sites.
  AttributeMap(const std::vector<AttributeMapping>& mappings, std::optional<SiteId> site);

  bool empty() const { return web_values_.empty(); }
  /// The shop's value; nothing where the value has no mapping.
  std::optional<std::string> find(std::string_view attribute, std::string_view pos_value) const;
  /// Whether any value of this attribute has one.
  bool knows(std::string_view attribute) const { return web_values_.contains(mapping_key(attribute)); }
  /// Whether some value of the attribute becomes this one: then it is a word of the shop already.
  bool is_web_value(std::string_view attribute, std::string_view value) const;

 private:
  struct Target { std::string web_value; bool of_site = false; };
  std::map<std::string, std::map<std::string, Target>> web_values_;  ///< attribute key → POS value key
};

/// The attributes of an item as a shop gets them: mapped values in place of the POS's, the others unchanged; of equal pairs that result the
/// first stays. Names are not mapped. For free attributes; the options of variants go through map_options.
std::vector<NameValue> map_attributes(const std::vector<NameValue>& attributes, const AttributeMap& map);

}  // namespace tillbridge::domain
