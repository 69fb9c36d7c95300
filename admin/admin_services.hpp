#pragma once
#include <functional>
#include <string>

#include "admin/role.hpp"
#include "base/clock.hpp"
#include "base/master_key.hpp"
#include "base/random.hpp"
#include "connectors/connector.hpp"
#include "jobs/job_services.hpp"
#include "persistence/database.hpp"

namespace tillbridge::admin {

/// Makes a connector from a site and its secrets in the clear: connectors::make_connector, or a fake.
using ConnectorMaker = std::function<base::Result<std::unique_ptr<connectors::Connector>>(const connectors::ConnectorContext&)>;

/// What every use case of an operator works with; the command line and later the dashboard build one. The referenced objects outlive it.
struct AdminServices {
  persistence::Database& database;
  const base::Clock& clock;
  base::Random& random;
  const base::MasterKey& master_key;
  ConnectorMaker make_connector = connectors::make_connector;
  jobs::JobSettings job_settings = {};
  std::string actor = {};             ///< who acts, for the audit trail: "cli:root"
  Role role = Role::kOperator;        ///< and what they may do
  int stuck_after_days = 14;          ///< a reservation that is older counts as stuck; reservations.stuck_after_days
};

/// The connectors of stored sites: reads and unseals their secrets, which go nowhere but into the connector. Also what `jobs` is built
/// with. The arguments outlive the factory.
jobs::ConnectorFactory site_connectors(persistence::Database& database, const base::MasterKey& master_key, const base::Clock& clock, base::Random& random,
                                       ConnectorMaker make = connectors::make_connector);

/// For the use cases of jobs/run_by_hand.hpp.
jobs::JobServices job_services(const AdminServices& services);

}  // namespace tillbridge::admin
