#include "services/handlers/confirm_transactions_handler.hpp"
#include "services/soap/confirm_binding.hpp"

namespace tillbridge::services {

base::Result<BoundAnswer> bind_confirm_transactions(OperationCall& call) {
  using Request = _tb__ConfirmTransactions;
  return run_confirm<Request, ConfirmTransactionsHandler>(
      call, [](struct soap* soap, Request* sent) { return soap_get__tb__ConfirmTransactions(soap, sent, "tb:ConfirmTransactions", nullptr) != nullptr; },
      [](const Request& sent) -> const auto& { return sent.Confirmations.TransactionConfirmation; },
      [](const tb__TransactionConfirmationType& one) -> const std::string& { return one.TransactionId; });
}

}  // namespace tillbridge::services
