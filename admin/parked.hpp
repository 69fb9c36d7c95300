#pragma once
#include <optional>
#include <string>
#include <vector>

#include "admin/admin_services.hpp"

namespace tillbridge::admin {

/// Something set aside, with the words of whoever refused it: the POS a document, the shop an item's delivery or a shipment.
struct ParkedEntry {
  std::string kind;                   ///< "document", "delivery" or "shipment"
  std::string key;                    ///< document id, item id or shipment id
  std::string site_name;
  std::string detail;                 ///< kind of document, job, or the shop's order
  std::string code, message;
  std::optional<base::Timestamp> since;
  int tries = 0;
};

struct ParkedFilter {
  std::string store_id;               ///< "" = the only account
  std::string site;                   ///< "" = all
  int limit = 200;                    ///< of each kind
};
base::Result<std::vector<ParkedEntry>> list_parked(AdminServices& services, const ParkedFilter& filter);

struct RetryRequest {
  std::string store_id;
  std::string site;                               ///< needed for `job`
  std::vector<std::string> documents, shipments;  ///< ids
  std::optional<domain::JobKind> job;             ///< parked deliveries of this job: those of `items`, all where it is empty
  std::vector<std::string> items;
  bool recreate = false;                          ///< items that the shop deleted are made anew
  bool everything = false;                        ///< all that list_parked shows for the site
};
struct RetryReport {
  std::int64_t documents = 0, shipments = 0, deliveries = 0;
};
/// Sends parked things on their way again; what is not parked is an error that names it (kNotFound, kConflict) and stops there: what
/// was sent on before stays so, and the report of a repeat tells the rest.
base::Result<RetryReport> retry_parked(AdminServices& services, const RetryRequest& request);

}  // namespace tillbridge::admin
