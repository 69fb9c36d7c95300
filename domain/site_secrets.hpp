#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/sealing.hpp"
#include "domain/site.hpp"

namespace tillbridge::domain {

/// A site's secrets on their way to and from the store. Each is bound to its account, site and name, so that a row copied to another
/// tenant's site does not open.

std::string seal_site_secret(const base::Sealer& sealer, AccountId account, SiteId site, const std::string& name, std::string_view plain);

/// `sealed`: name and sealed text of each. The error names the secret that does not open, never its content.
base::Result<SiteSecrets> unseal_site_secrets(const base::Sealer& sealer, AccountId account, SiteId site,
                                              const std::vector<std::pair<std::string, std::string>>& sealed);

}  // namespace tillbridge::domain
