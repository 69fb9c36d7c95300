#pragma once
#include "services/handlers/confirm_documents.hpp"

namespace tillbridge::services {

/// ConfirmCaptures: the POS accepts or refuses what GetNewCaptures offered. Rules and errors: confirm_documents. Safe for any thread.
class ConfirmCapturesHandler {
 public:
  ConfirmCapturesHandler(persistence::Database& database, const base::Clock& clock) : database_(database), clock_(clock) {}
  base::Result<ConfirmAnswer> handle(const Caller& caller, const ConfirmRequest& request) const;

 private:
  persistence::Database& database_;
  const base::Clock& clock_;
};

}  // namespace tillbridge::services
