#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/attribute_mapping.hpp"

namespace tillbridge::admin {

/// The mapping with blanks around its texts taken off, when it can be stored; else kInvalidRequest: an empty or over-long text, a control
/// character, bytes that are not UTF-8. `beside` are the account's mappings: a value that becomes itself is refused, but for a site's
/// own that lifts one of all sites.
base::Result<domain::AttributeMapping> checked_mapping(domain::AttributeMapping mapping, const std::vector<domain::AttributeMapping>& beside);

/// The stored mapping of the same scope for the same value, however it is spelled.
std::optional<domain::AttributeMapping> same_value(const std::vector<domain::AttributeMapping>& stored, const domain::AttributeMapping& mapping);

/// What the mapping will not do though one might think so, one sentence each: a value is mapped once, never on and on.
std::vector<std::string> chain_notes(const domain::AttributeMapping& mapping, const std::vector<domain::AttributeMapping>& beside);

}  // namespace tillbridge::admin
