#pragma once
#include "services/handlers/confirm_documents.hpp"

namespace tillbridge::services {

/// ConfirmTransactions: the POS accepts or refuses what GetNewTransactions offered. Rules and errors: confirm_documents. Safe for any thread.
class ConfirmTransactionsHandler {
 public:
  ConfirmTransactionsHandler(persistence::Database& database, const base::Clock& clock) : database_(database), clock_(clock) {}
  base::Result<ConfirmAnswer> handle(const Caller& caller, const ConfirmRequest& request) const;

 private:
  persistence::Database& database_;
  const base::Clock& clock_;
};

}  // namespace tillbridge::services
