#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/attribute_mapping.hpp"

namespace tillbridge::persistence {

/// Which value of the POS becomes which value of a shop; unique by (account, site or all, attribute, POS value).
class AttributeMappingRepository {
 public:
  virtual ~AttributeMappingRepository() = default;
  /// Those of one site and those of all sites, sorted by (site, attribute, POS value).
  virtual std::vector<domain::AttributeMapping> list(domain::AccountId account, domain::SiteId site) = 0;
  /// All of the account, sorted likewise.
  virtual std::vector<domain::AttributeMapping> list(domain::AccountId account) = 0;
  /// Inserts or replaces; sorted by key, each once.
  virtual void upsert(domain::AccountId account, const std::vector<domain::AttributeMapping>& mappings) = 0;
  /// False when there is none.
  virtual bool remove(domain::AccountId account, std::optional<domain::SiteId> site, const std::string& attribute, const std::string& pos_value) = 0;
};

}  // namespace tillbridge::persistence
