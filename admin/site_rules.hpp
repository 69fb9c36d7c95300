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

}  // namespace tillbridge::admin
