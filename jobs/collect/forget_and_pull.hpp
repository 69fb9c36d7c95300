#pragma once
#include <string>
#include <vector>

#include "domain/order.hpp"
#include "jobs/job_services.hpp"

namespace tillbridge::jobs {

struct ForgetRequest {
  domain::AccountId account{};
  std::string site_name;
  std::string order;                  ///< the shop's id or number of an order that we hold, or our id
  std::string actor, reason;          ///< for the audit trail
};

struct ForgottenOrder {
  domain::Order order;                            ///< as it is stored now
  std::vector<domain::DocumentId> dropped;        ///< never offered before, gone or made anew
  std::vector<domain::DocumentId> kept;           ///< the POS has got them: they stay as they are, so that nothing is booked twice
  std::vector<domain::DocumentId> appended;       ///< made anew from what the shop says now
};

/// Reads an order anew as if it had never been collected: for one whose stored copy is wrong. The shop is asked first; only with its answer at
/// hand everything happens in one transaction: the snapshot, its events and the documents that were never offered go, the reservations
/// are taken back with signed entries, then the shop's answer is taken in like any other. Documents that the POS has got keep their id,
/// content, state and evidence. A crash leaves the order as it was or as it is to be; a repeat ends in the same.
/// kNotFound for an order that we do not hold or that the shop does not have; kConflict when the order changed in the shop meanwhile;
/// errors of the shop pass through, and then nothing is dropped.
base::Result<ForgottenOrder> forget_and_pull(JobServices& services, const ForgetRequest& request);

}  // namespace tillbridge::jobs
