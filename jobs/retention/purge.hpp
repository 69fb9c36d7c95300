#pragma once
#include <cstdint>
#include <stop_token>
#include <vector>

#include "base/clock.hpp"
#include "domain/account.hpp"
#include "domain/order.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

struct PurgeReport {
  std::int64_t documents = 0;             ///< stripped now
  std::int64_t orders = 0;
  std::int64_t caller_references = 0;     ///< removed
  bool complete = true;                   ///< false = stopped before the end; a repeat goes on
};

/// Takes personal data and texts (domain/stripped_content.hpp) out of an account's documents that were confirmed before `before`, and out
/// of orders that are closed, had no news since and whose documents are all stripped or were never offered. Keys, states, figures
/// and evidence stay for ever, so nothing that a shop tells again makes a document new. In transactions of at most kPurgeChunk
/// rows; a repeat changes nothing; a crash leaves the rest to the next run.
PurgeReport purge_account(persistence::Database& database, const base::Clock& clock, domain::AccountId account, base::Timestamp before,
                          std::stop_token stop = {});
inline constexpr int kPurgeChunk = 500;

/// All accounts, and answers under callers' references that are older than their seven days.
PurgeReport purge(persistence::Database& database, const base::Clock& clock, std::chrono::days payload_kept, std::stop_token stop = {});

struct StripReport {
  std::int64_t documents = 0;
  std::vector<domain::DocumentId> kept;   ///< documents that the POS has not confirmed: their content is still needed
};
/// Takes personal data and texts out of one order, its events and its documents now, whatever their age. Inside the caller's transaction,
/// which has stepped the account's clock. Documents that wait or are parked are kept whole and named.
StripReport strip_order(persistence::UnitOfWork& work, domain::AccountId account, const domain::Order& order, base::Timestamp now);

}  // namespace tillbridge::jobs
