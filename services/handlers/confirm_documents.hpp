#pragma once
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "domain/document.hpp"
#include "persistence/database.hpp"
#include "services/handlers/caller.hpp"

namespace tillbridge::services {

/// ConfirmOrders, ConfirmCaptures and ConfirmTransactions say the same thing about different kinds.
struct ConfirmRequest {
  std::vector<domain::ConfirmEntry> entries;     ///< 1–1,000; texts trimmed by the binding
};

struct ConfirmAnswer {
  std::vector<domain::ConfirmOutcome> outcomes;  ///< one per entry, in request order
  std::vector<std::string> warnings;
};

inline constexpr std::size_t kMaxConfirms = 1'000;

/// The core of the three Confirm… handlers. One writing transaction for the whole list; a bad entry never hinders the others; a
/// repeat is harmless. A confirm changes no number: it only marks the reservations that the next newer POS quantity ends.
/// Errors: kInvalidRequest "empty_list" or "too_many" (names the limit). Throws persistence::DatabaseUnavailable: repeat the same list.
/// Source: OrderTasks, ConfirmOrders, ConfirmCaptures, ConfirmTransactions.
base::Result<ConfirmAnswer> confirm_documents(persistence::Database& database, const base::Clock& clock, const Caller& caller,
                                              domain::DocumentKind kind, const ConfirmRequest& request);

}  // namespace tillbridge::services
