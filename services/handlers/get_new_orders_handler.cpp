#include "services/handlers/get_new_orders_handler.hpp"

namespace tillbridge::services {

base::Result<GetNewAnswer> GetNewOrdersHandler::handle(const Caller& caller, const GetNewRequest& request) const {
  return offer_documents(database_, clock_, caller, domain::DocumentKind::kOrder, request);
}

}  // namespace tillbridge::services
