#include "services/handlers/get_new_transactions_handler.hpp"
#include "services/soap/get_new_binding.hpp"

namespace tillbridge::services {
namespace {

tb__TransactionLineType transaction_line(const domain::DocumentLine& line, bool is_return) {
  auto out = line_to_soap<tb__TransactionLineType>(line);
  out.Restock = to_soap(is_return && line.restock);
  out.Shipped = to_soap(!is_return || line.shipped);
  return out;
}

tb__TransactionType transaction_to_soap(const OfferedDocument& offered) {
  const auto& document = offered.document;
  const bool is_return = document.type == domain::TransactionType::kReturn;
  tb__TransactionType out;
  fill_head_and_sums(out, offered);
  out.TransactionId = document.id;
  out.Type = is_return ? "Return" : "Shipment";
  out.OccurredAt = base::format_utc(document.occurred_at);
  for (const auto& line : document.lines) out.Lines.Line.push_back(transaction_line(line, is_return));
  out.ShipmentId = optional_text(document.shipment_id);
  out.Carrier = optional_text(document.carrier);
  out.Service = optional_text(document.service);
  out.TrackingNumber = optional_text(document.tracking_number);
  out.TrackingUrl = optional_text(document.tracking_url);
  return out;
}

}  // namespace

base::Result<BoundAnswer> bind_get_new_transactions(OperationCall& call) {
  return run_get_new<_tb__GetNewTransactions, tb__GetNewTransactionsResultType, GetNewTransactionsHandler>(
      call,
      [](struct soap* soap, _tb__GetNewTransactions* sent) {
        return soap_get__tb__GetNewTransactions(soap, sent, "tb:GetNewTransactions", nullptr) != nullptr;
      },
      [](auto& result, const OfferedDocument& offered) { result.Transactions.Transaction.push_back(transaction_to_soap(offered)); },
      soap_out_tb__GetNewTransactionsResultType);
}

}  // namespace tillbridge::services
