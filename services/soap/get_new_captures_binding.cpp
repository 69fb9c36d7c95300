#include "services/handlers/get_new_captures_handler.hpp"
#include "services/soap/get_new_binding.hpp"

namespace tillbridge::services {
namespace {

tb__CaptureType capture_to_soap(const OfferedDocument& offered) {
  tb__CaptureType out;
  fill_order_keys(out, offered);
  out.CaptureId = offered.document.id;
  out.Amount = offered.document.amount.to_text();
  out.CapturedAt = base::format_utc(offered.document.occurred_at);
  out.Method = soap_xml::legal_text(offered.document.method);
  out.Reference = optional_text(offered.document.reference);
  return out;
}

}  // namespace

base::Result<BoundAnswer> bind_get_new_captures(OperationCall& call) {
  return run_get_new<_tb__GetNewCaptures, tb__GetNewCapturesResultType, GetNewCapturesHandler>(
      call,
      [](struct soap* soap, _tb__GetNewCaptures* sent) { return soap_get__tb__GetNewCaptures(soap, sent, "tb:GetNewCaptures", nullptr) != nullptr; },
      [](auto& result, const OfferedDocument& offered) { result.Captures.Capture.push_back(capture_to_soap(offered)); },
      soap_out_tb__GetNewCapturesResultType);
}

}  // namespace tillbridge::services
