#pragma once
#include <optional>
#include <string>
#include <vector>

#include "admin/admin_services.hpp"

namespace tillbridge::admin {

/// Documents of one kind that an account pulls.
struct DocumentBacklog {
  domain::DocumentKind kind = domain::DocumentKind::kTransaction;
  persistence::DocumentRepository::Counts counts;
  std::optional<base::Timestamp> oldest_waiting;
};

struct SiteStatus {
  domain::Site site;
  domain::SiteHealth health;
  std::vector<domain::JobStatus> jobs;
  persistence::DeliveryRepository::Counts deliveries;
  persistence::ListingRepository::Counts listings;
  std::vector<DocumentBacklog> documents;  ///< of the kinds that the account pulls
  std::int64_t shipments_waiting = 0, shipments_parked = 0;
  std::int64_t orders = 0;
  std::int64_t reservations = 0;           ///< order lines that hold stock
  std::int64_t reservations_stuck = 0;     ///< of them, older than reservations.stuck_after_days
};

struct AccountStatus {
  domain::Account account;
  std::int64_t items = 0;
  std::vector<SiteStatus> sites;
};

/// Everything that runs and everything that waits, with the reason.
struct SystemStatus {
  base::Timestamp at;
  std::string database;
  std::vector<AccountStatus> accounts;

  /// Needs a person: something is parked, held, paused by a refusal of credentials.
  std::vector<std::string> attention;
};

/// One view of the store; of one account where `store_id` is not empty.
base::Result<SystemStatus> system_status(AdminServices& services, const std::string& store_id);

}  // namespace tillbridge::admin
