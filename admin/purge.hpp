#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "admin/admin_services.hpp"
#include "jobs/retention/purge.hpp"

namespace tillbridge::admin {

struct PurgeRequest {
  std::string store_id;                           ///< "" = all accounts
  std::optional<std::chrono::seconds> older_than; ///< absent = as the configuration says
};
/// What the job runner does once a day, now: takes names and texts out of documents and orders whose time is over. kForbidden for less
/// than an account_admin where it goes further than the configuration; kInvalidRequest for less than a day. Leaves a trace.
base::Result<jobs::PurgeReport> purge(AdminServices& services, const PurgeRequest& request);

}  // namespace tillbridge::admin
