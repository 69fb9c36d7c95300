#include "services/handlers/confirm_transactions_handler.hpp"

namespace tillbridge::services {

base::Result<ConfirmAnswer> ConfirmTransactionsHandler::handle(const Caller& caller, const ConfirmRequest& request) const {
  return confirm_documents(database_, clock_, caller, domain::DocumentKind::kTransaction, request);
}

}  // namespace tillbridge::services
