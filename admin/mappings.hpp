#pragma once
#include <optional>
#include <string>
#include <vector>

#include "admin/admin_services.hpp"
#include "domain/attribute_mapping.hpp"

namespace tillbridge::admin {

/// Whose mappings: of one site, or of all sites of the account.
struct MappingScope {
  std::string store_id;               ///< "" = the only account
  std::string site;                   ///< NAME or STORE_ID/NAME; "" = all sites
};

/// A mapping as people know it.
struct MappingView {
  std::string store_id;
  std::string site_name;              ///< "" = all sites
  domain::AttributeMapping mapping;
  bool overruled = false;             ///< of all sites, and the listed site has its own for the value
};

struct MappingChange {
  MappingView now;
  std::optional<std::string> before;  ///< what the value became until now
  bool changed = true;
  std::vector<std::string> notes;     ///< what it will not do though one might think so
};

/// Stores a mapping; one for the same value in the same scope is replaced, however it is spelled. Only products made from now on have it.
/// kInvalidRequest: see mapping_rules.hpp. Leaves an audit entry unless nothing changes.
base::Result<MappingChange> set_mapping(AdminServices& services, const MappingScope& scope, const std::string& attribute, const std::string& pos_value,
                                        const std::string& web_value);

/// kNotFound where the scope has none for this value. What was published stays.
base::Result<MappingView> remove_mapping(AdminServices& services, const MappingScope& scope, const std::string& attribute, const std::string& pos_value);

/// Of the account: all; of a site: its own and those of all sites. `attribute` "" = every one. Sorted by attribute, POS value, site.
base::Result<std::vector<MappingView>> list_mappings(AdminServices& services, const MappingScope& scope, const std::string& attribute);

}  // namespace tillbridge::admin
