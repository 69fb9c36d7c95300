#pragma once
#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "connectors/connector.hpp"
#include "domain/site.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

/// Makes the connector of a site with its secrets unsealed; composed in main/, so that no job ever sees a secret.
using ConnectorFactory = std::function<base::Result<std::unique_ptr<connectors::Connector>>(const domain::Site&)>;

/// The numbers of the job runner, each with its default; keys jobs.* of the configuration.
struct JobSettings {
  int workers = 4;
  std::chrono::seconds lease{180};              ///< how long a run may be silent before another runner takes over
  std::chrono::seconds call_deadline{60};       ///< a call is begun only while the lease outlasts it
  std::chrono::milliseconds poll{250};          ///< an idle runner looks for due jobs this often
  std::chrono::seconds longest_run{900};        ///< then the run ends, its job is due again at once and others get their turn
  std::vector<std::string> one_lane_platforms = connectors::one_lane_platforms();
  std::vector<std::string> platforms = connectors::platform_names();  ///< a busy account's workers go to sites of these that nobody works for
  std::chrono::seconds longest_run_in_lane{120};  ///< the same at most where the site's jobs take turns: stock does not wait long behind new products
  std::chrono::milliseconds backoff_base{5'000};
  std::chrono::milliseconds backoff_cap{30 * 60'000};          ///< stock, prices, products
  std::chrono::milliseconds shipment_backoff_cap{120 * 60'000};
  int mass_zero_percent = 30;                   ///< an inventory run that empties more than this share of a site pauses; 0 = never
  int mass_zero_minimum = 20;                   ///< and at least this many items
  std::chrono::days payload_kept{400};          ///< confirmed documents and closed orders lose names and texts after this (retention/purge.hpp)

  bool has_one_lane(const domain::Site& site) const { return std::ranges::find(one_lane_platforms, site.platform) != one_lane_platforms.end(); }
  std::chrono::seconds longest_run_of(const domain::Site& site) const { return has_one_lane(site) ? std::min(longest_run, longest_run_in_lane) : longest_run; }
};

/// What every job works with. The referenced objects outlive it; safe for any thread.
struct JobServices {
  persistence::Database& database;
  const base::Clock& clock;
  base::Random& random;
  ConnectorFactory connectors;
  JobSettings settings{};
};

}  // namespace tillbridge::jobs
