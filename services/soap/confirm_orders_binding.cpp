#include "services/handlers/confirm_orders_handler.hpp"
#include "services/soap/confirm_binding.hpp"

namespace tillbridge::services {

base::Result<BoundAnswer> bind_confirm_orders(OperationCall& call) {
  using Request = _tb__ConfirmOrders;
  return run_confirm<Request, ConfirmOrdersHandler>(
      call, [](struct soap* soap, Request* sent) { return soap_get__tb__ConfirmOrders(soap, sent, "tb:ConfirmOrders", nullptr) != nullptr; },
      [](const Request& sent) -> const auto& { return sent.Confirmations.OrderConfirmation; },
      [](const tb__OrderConfirmationType& one) -> const std::string& { return one.OrderDocumentId; });
}

}  // namespace tillbridge::services
