#pragma once
#include <chrono>
#include <map>
#include <string>

#include "admin/sites.hpp"

namespace tillbridge::admin {

/// "900", "90s", "15m", "1h", "7d" and "0".
base::Result<std::chrono::seconds> parse_duration(const std::string& text);

/// "inventory=15m" or "orders=15m@08:00-20:00".
base::Result<std::pair<domain::JobKind, JobInterval>> parse_job_interval(const std::string& text);

/// Names, numbers and the window of the request; the platform's own settings are the connector's to judge.
base::Result<void> check_site(const domain::Site& site);

/// The site's word on what the POS's quantities mean must name a kind of document that the account pulls: its confirm ends reservations.
base::Result<void> check_pairing(const domain::Account& account, const domain::Site& site);

/// Names of POS locations as typed: "all" alone = every one, "(default)" = the location without a name. Sorted, each once.
base::Result<std::vector<std::string>> parse_locations(const std::vector<std::string>& names);

}  // namespace tillbridge::admin
