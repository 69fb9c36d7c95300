#pragma once
#include <optional>
#include <string>

#include "domain/ids.hpp"

namespace tillbridge::domain {

/// One value of the POS that a shop gets under another word: several may become the same ("Rose", "Wine" → "Red").
struct AttributeMapping {
  std::optional<SiteId> site_id;      ///< absent = every site of the account; a site's own mapping wins
  std::string attribute;              ///< name of an option or an attribute, e.g. "Colour"
  std::string pos_value;
  std::string web_value;
  bool operator==(const AttributeMapping&) const = default;
};

}  // namespace tillbridge::domain
