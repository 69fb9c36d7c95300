#include "services/handlers/confirm_captures_handler.hpp"
#include "services/soap/confirm_binding.hpp"

namespace tillbridge::services {

base::Result<BoundAnswer> bind_confirm_captures(OperationCall& call) {
  using Request = _tb__ConfirmCaptures;
  return run_confirm<Request, ConfirmCapturesHandler>(
      call, [](struct soap* soap, Request* sent) { return soap_get__tb__ConfirmCaptures(soap, sent, "tb:ConfirmCaptures", nullptr) != nullptr; },
      [](const Request& sent) -> const auto& { return sent.Confirmations.CaptureConfirmation; },
      [](const tb__CaptureConfirmationType& one) -> const std::string& { return one.CaptureId; });
}

}  // namespace tillbridge::services
