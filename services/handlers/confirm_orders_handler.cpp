#include "services/handlers/confirm_orders_handler.hpp"

namespace tillbridge::services {

base::Result<ConfirmAnswer> ConfirmOrdersHandler::handle(const Caller& caller, const ConfirmRequest& request) const {
  return confirm_documents(database_, clock_, caller, domain::DocumentKind::kOrder, request);
}

}  // namespace tillbridge::services
