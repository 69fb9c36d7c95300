#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/attribute_map.hpp"

namespace tillbridge::domain {

/// One variant of a product, as the question is put: all of them belong in it, also those not sold on the site now.
struct VariantOptions {
  ItemId item_id;
  std::vector<NameValue> options;            ///< as the POS has them
  bool is_published = false;                 ///< the shop has it: what it got stays
  std::vector<NameValue> published_options;  ///< as the shop got them; empty where that is not known
};

/// A value that has a mapping and stays as the POS has it, since two variants would have become equal.
struct KeptValue {
  std::string attribute, pos_value;
  std::string web_value;                     ///< what it would have become
  ItemId item_id, equal_to;                  ///< two variants that would then be one
  bool operator==(const KeptValue&) const = default;
};

/// What the variants that the shop lacks are to be published with.
struct MappedOptions {
  std::map<ItemId, std::vector<NameValue>> options;  ///< of every variant that is not published, in the POS's order of options
  std::vector<KeptValue> kept;                       ///< sorted by attribute and POS value, each once
  std::map<ItemId, ItemId> equal_to;                 ///< variants that the shop cannot tell from this one, whatever stays unmapped: not to be published
};

/// Maps the option values of one product. Within a product a POS value has one web value in all variants:
///   1. that with which a variant was published, if the shop has one with this value (also where no mapping was made then);
///   2. its mapping; 3. itself.
/// Where that makes two variants equal (case and blanks aside: shops do not always tell them apart), the values that became equal stay
/// as the POS has them, both, or the new one where the other was published; repeated until nothing is equal that was not. The answer does
/// not depend on the order of the variants. Variants that the POS itself has equal stay equal, and are not named.
MappedOptions map_options(const std::vector<VariantOptions>& variants, const AttributeMap& map);

}  // namespace tillbridge::domain
