#include "admin/admin_services.hpp"

#include "admin/stored_site_memory.hpp"
#include "domain/site_secrets.hpp"

namespace tillbridge::admin {

jobs::ConnectorFactory site_connectors(persistence::Database& database, const base::MasterKey& master_key, const base::Clock& clock, base::Random& random,
                                       ConnectorMaker make) {
  return [&database, &clock, &random, make = std::move(make),
          sealer = base::Sealer(master_key, random)](const domain::Site& site) -> base::Result<std::unique_ptr<connectors::Connector>> {
    std::vector<std::pair<std::string, std::string>> sealed;
    std::string currency;
    database.read([&](persistence::UnitOfWork& work) {
      sealed = work.sites().list_sealed_secrets(site.account_id, site.id);
      currency = work.accounts().get(site.account_id).currency;
    });
    auto secrets = domain::unseal_site_secrets(sealer, site.account_id, site.id, sealed);
    if (!secrets) return secrets.error();
    return make(connectors::ConnectorContext{.site = site,
                                             .secrets = std::move(*secrets),
                                             .clock = clock,
                                             .random = random,
                                             .currency = currency,
                                             .memory = std::make_shared<StoredSiteMemory>(database, sealer, site.account_id, site.id)});
  };
}

jobs::JobServices job_services(const AdminServices& services) {
  return {.database = services.database,
          .clock = services.clock,
          .random = services.random,
          .connectors = site_connectors(services.database, services.master_key, services.clock, services.random, services.make_connector),
          .settings = services.job_settings};
}

}  // namespace tillbridge::admin
