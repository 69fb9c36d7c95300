#include "services/handlers/save_shipments_handler.hpp"

#include "services/soap/common_answer.hpp"
#include "services/soap/field_reader.hpp"

namespace tillbridge::services {
namespace {

domain::ShipmentLine read_line(FieldReader& read, const tb__ShipmentLineType& sent) {
  domain::ShipmentLine line;
  line.line_id = read.text({.field = "Line/LineId", .max = 128}, sent.LineId);
  line.item_id = read.text({.field = "Line/ItemIntegrationId", .max = 128, .in_bytes = true}, sent.ItemIntegrationId);
  line.quantity = read.quantity("Line/Quantity", sent.Quantity);
  return line;
}

/// A row that cannot be read keeps its error: the handler rejects it and takes the others.
ShipmentRow read_shipment(FieldReader& read, const tb__ShipmentType& sent) {
  ShipmentRow row;
  row.shipment_id = read.id("ShipmentId", sent.ShipmentId);
  row.order_id = read.text({.field = "OrderId", .max = 64}, sent.OrderId);
  row.site = read.text({.field = "Site", .max = 64}, sent.Site);
  row.web_order_number = read.text({.field = "WebOrderNumber", .max = 128}, sent.WebOrderNumber);
  row.carrier = read.text({.field = "Carrier", .max = 64}, sent.Carrier);
  row.service = read.text({.field = "Service", .max = 64}, sent.Service);
  row.tracking_number = read.text({.field = "TrackingNumber", .max = 128}, sent.TrackingNumber);
  row.tracking_url = read.text({.field = "TrackingUrl", .max = 2'000}, sent.TrackingUrl);
  row.shipped_at = read.moment("ShippedAt", sent.ShippedAt);
  for (const auto& line : sent.Lines.Line) row.lines.push_back(read_line(read, line));
  if (read.failed()) row.unreadable = read.error();
  return row;
}

BoundAnswer shipments_to_soap(const OperationCall& call, const SaveShipmentsAnswer& answer) {
  auto result = std::make_shared<tb__SaveShipmentsResultType>();
  fill_common(*result, call, answer.warnings);
  for (const auto& row : answer.results) {
    tb__ShipmentResultType one;
    one.Index = std::to_string(row.index);
    one.ShipmentId = soap_xml::legal_text(row.shipment_id);
    one.Status = to_word(row.status);
    one.Code = optional_text(row.code);
    one.Message = optional_text(row.message);
    result->Results.ShipmentResult.push_back(std::move(one));
  }
  return write_result(std::move(result), soap_out_tb__SaveShipmentsResultType);
}

}  // namespace

base::Result<BoundAnswer> bind_save_shipments(OperationCall& call) {
  _tb__SaveShipments sent;
  call.soap.read([&](struct soap* soap) {
    sent.soap_default(soap);
    return soap_get__tb__SaveShipments(soap, &sent, "tb:SaveShipments", nullptr) != nullptr;
  });
  SaveShipmentsRequest request;
  for (const auto& one : sent.Shipments.Shipment) {
    FieldReader read(call.account.time_zone);
    auto row = read_shipment(read, one);
    row.index = static_cast<std::int64_t>(request.shipments.size());
    if (row.unreadable) row.unreadable = with_line(call, *row.unreadable, row.index);
    request.shipments.push_back(std::move(row));
  }
  const auto answer = SaveShipmentsHandler(call.database, call.clock).handle(call.caller, request);
  if (!answer) return answer.error();
  return shipments_to_soap(call, *answer);
}

}  // namespace tillbridge::services
