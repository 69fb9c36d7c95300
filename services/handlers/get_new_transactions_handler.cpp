#include "services/handlers/get_new_transactions_handler.hpp"

namespace tillbridge::services {

base::Result<GetNewAnswer> GetNewTransactionsHandler::handle(const Caller& caller, const GetNewRequest& request) const {
  return offer_documents(database_, clock_, caller, domain::DocumentKind::kTransaction, request);
}

}  // namespace tillbridge::services
