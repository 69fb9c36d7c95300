#pragma once
#include "admin/choice.hpp"
#include "admin/mappings.hpp"

namespace tillbridge::admin {

/// A scope found in the store.
struct ChosenScope {
  domain::Account account;
  std::optional<domain::Site> site;

  std::optional<domain::SiteId> site_id() const { return site ? std::optional(site->id) : std::nullopt; }
  std::string site_name() const { return site ? site->name : std::string{}; }
};

/// Errors as choose_account and choose_site.
base::Result<ChosenScope> choose_scope(persistence::UnitOfWork& work, const MappingScope& scope);

/// "web: Colour Rose" for the audit trail; without a site "all sites: …".
std::string audit_object(const ChosenScope& scope, const domain::AttributeMapping& mapping);

}  // namespace tillbridge::admin
