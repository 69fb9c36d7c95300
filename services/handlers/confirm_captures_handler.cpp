#include "services/handlers/confirm_captures_handler.hpp"

namespace tillbridge::services {

base::Result<ConfirmAnswer> ConfirmCapturesHandler::handle(const Caller& caller, const ConfirmRequest& request) const {
  return confirm_documents(database_, clock_, caller, domain::DocumentKind::kCapture, request);
}

}  // namespace tillbridge::services
