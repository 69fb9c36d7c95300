#include "services/handlers/get_new_orders_handler.hpp"
#include "services/soap/get_new_binding.hpp"

namespace tillbridge::services {
namespace {

tb__OrderType order_to_soap(const OfferedDocument& offered) {
  tb__OrderType out;
  fill_head_and_sums(out, offered);
  out.OrderDocumentId = offered.document.id;
  out.Revision = std::to_string(offered.document.revision);
  for (const auto& line : offered.document.lines) out.Lines.Line.push_back(line_to_soap<tb__OrderLineType>(line));
  return out;
}

}  // namespace

base::Result<BoundAnswer> bind_get_new_orders(OperationCall& call) {
  return run_get_new<_tb__GetNewOrders, tb__GetNewOrdersResultType, GetNewOrdersHandler>(
      call, [](struct soap* soap, _tb__GetNewOrders* sent) { return soap_get__tb__GetNewOrders(soap, sent, "tb:GetNewOrders", nullptr) != nullptr; },
      [](auto& result, const OfferedDocument& offered) { result.Orders.Order.push_back(order_to_soap(offered)); },
      soap_out_tb__GetNewOrdersResultType);
}

}  // namespace tillbridge::services
