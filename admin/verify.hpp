#pragma once
#include <optional>
#include <string>
#include <vector>

#include "admin/admin_services.hpp"
#include "domain/evidence_check.hpp"

namespace tillbridge::admin {

/// Documents that were made in this time; an absent end is open. `to` itself is not in it.
struct Period {
  std::optional<base::Timestamp> from, to;
};

struct VerifyReport {
  domain::EvidenceCounts counts;
  std::vector<domain::Breach> breaches;   ///< the first EvidenceCheck::kMaxListed; counts.breaches tells all
};

/// Proves from the stored evidence, for the documents of an account that were made in the period, that each was offered, confirmed at
/// most once per generation, handed out before its confirm and never after it. Reads only, in pages; memory does not grow with the
/// number of documents: they are judged 50,000 at a time, each such part in one consistent view while tills go on. A part reads all
/// hand-outs of the account once. Evidence of documents that do not exist is found where no period is named.
VerifyReport verify_evidence(persistence::Database& database, domain::AccountId account, const Period& period);

struct VerifyRequest {
  std::string store_id;               ///< "" = the only account
  std::string from, to;               ///< as xs:dateTime or date, in the account's time zone; "" = open
};
/// kInvalidRequest for a moment that cannot be read or a period that ends before it begins.
base::Result<VerifyReport> verify_account(AdminServices& services, const VerifyRequest& request);

}  // namespace tillbridge::admin
