#include "services/handlers/get_new_captures_handler.hpp"

namespace tillbridge::services {

base::Result<GetNewAnswer> GetNewCapturesHandler::handle(const Caller& caller, const GetNewRequest& request) const {
  return offer_documents(database_, clock_, caller, domain::DocumentKind::kCapture, request);
}

}  // namespace tillbridge::services
