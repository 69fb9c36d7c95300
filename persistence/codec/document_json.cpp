#include "persistence/codec/document_json.hpp"

#include "persistence/codec/json_object.hpp"
#include "persistence/codec/web_order_json.hpp"

namespace tillbridge::persistence::codec {
namespace {

Json to_json(const domain::DocumentLine& line) {
  Json json = Json::object();
  put(json, "line_id", line.line_id);
  put(json, "item_id", line.item_id);
  put(json, "sku", line.sku);
  put(json, "name", line.name);
  put_list(json, "options", line.options, [](const domain::NameValue& value) { return codec::to_json(value); });
  put(json, "quantity", line.quantity);
  put(json, "unit_price", line.unit_price);
  put(json, "discount", line.discount);
  put(json, "tax", line.tax);
  put(json, "total", line.total);
  put(json, "restock", line.restock, false);
  put(json, "shipped", line.shipped, true);
  return json;
}

domain::DocumentLine document_line_from(JsonObject json) {
  domain::DocumentLine line;
  take(json, "discount", line.discount);
  take(json, "item_id", line.item_id);
  take(json, "line_id", line.line_id);
  take(json, "name", line.name);
  take_list(json, "options", line.options, name_value_from);
  take(json, "quantity", line.quantity);
  take(json, "restock", line.restock, false);
  take(json, "shipped", line.shipped, true);
  take(json, "sku", line.sku);
  take(json, "tax", line.tax);
  take(json, "total", line.total);
  take(json, "unit_price", line.unit_price);
  return line;
}

Json to_json(const domain::ShipmentLine& line) {
  Json json = Json::object();
  put(json, "line_id", line.line_id);
  put(json, "item_id", line.item_id);
  put(json, "quantity", line.quantity);
  return json;
}

domain::ShipmentLine shipment_line_from(JsonObject json) {
  domain::ShipmentLine line;
  take(json, "item_id", line.item_id);
  take(json, "line_id", line.line_id);
  take(json, "quantity", line.quantity);
  return line;
}

}  // namespace

Json to_json(const domain::Document& document) {
  Json json = Json::object();
  put(json, "id", document.id);
  json["kind"] = to_word(document.kind);
  json["site"] = domain::raw(document.site_id);
  put(json, "order_id", document.order_id);
  put(json, "event_id", document.event_id);
  put(json, "revision", document.revision);
  put(json, "is_return", document.type == domain::TransactionType::kReturn, false);
  put(json, "occurred_at", document.occurred_at);
  put(json, "site_name", document.site_name);
  put(json, "pos_store", document.pos_store);
  put(json, "web_order_id", document.web_order_id);
  put(json, "web_order_number", document.web_order_number);
  put(json, "placed_at", document.placed_at);
  put(json, "status", document.status);
  put(json, "currency", document.currency);
  json["customer"] = to_json(document.customer);
  json["billing"] = to_json(document.billing);
  json["shipping_address"] = to_json(document.shipping_address);
  put_list(json, "lines", document.lines, [](const domain::DocumentLine& value) { return to_json(value); });
  put(json, "shipping", document.shipping);
  put_list(json, "fees", document.fees, [](const domain::NamedAmount& value) { return to_json(value); });
  put_list(json, "discounts", document.discounts, [](const domain::NamedAmount& value) { return to_json(value); });
  put_list(json, "taxes", document.taxes, [](const domain::NamedAmount& value) { return to_json(value); });
  put(json, "discount", document.discount);
  put(json, "tax", document.tax);
  put(json, "rounding", document.rounding);
  put(json, "total", document.total);
  put_list(json, "payments", document.payments, [](const domain::Payment& value) { return to_json(value); });
  put(json, "note", document.note);
  put(json, "amount", document.amount);
  put(json, "method", document.method);
  put(json, "reference", document.reference);
  put(json, "shipment_id", document.shipment_id);
  put(json, "carrier", document.carrier);
  put(json, "service", document.service);
  put(json, "tracking_number", document.tracking_number);
  put(json, "tracking_url", document.tracking_url);
  return json;
}

domain::Document document_from(JsonReader& reader, std::string text) {
  JsonObject json = reader.read(std::move(text));
  domain::Document document;
  take(json, "amount", document.amount);
  document.billing = address_from(json.object("billing"));
  take(json, "carrier", document.carrier);
  take(json, "currency", document.currency);
  document.customer = web_customer_from(json.object("customer"));
  take(json, "discount", document.discount);
  take_list(json, "discounts", document.discounts, named_amount_from);
  take(json, "event_id", document.event_id);
  take_list(json, "fees", document.fees, named_amount_from);
  take(json, "id", document.id);
  bool is_return = false;
  take(json, "is_return", is_return, false);
  document.type = is_return ? domain::TransactionType::kReturn : domain::TransactionType::kShipment;
  document.kind = domain::document_kind_from(std::string(std::string_view(json.get("kind")))).value();
  take_list(json, "lines", document.lines, document_line_from);
  take(json, "method", document.method);
  take(json, "note", document.note);
  take(json, "occurred_at", document.occurred_at);
  take(json, "order_id", document.order_id);
  take_list(json, "payments", document.payments, payment_from);
  take(json, "placed_at", document.placed_at);
  take(json, "pos_store", document.pos_store);
  take(json, "reference", document.reference);
  take(json, "revision", document.revision);
  take(json, "rounding", document.rounding);
  take(json, "service", document.service);
  take(json, "shipment_id", document.shipment_id);
  take(json, "shipping", document.shipping);
  document.shipping_address = address_from(json.object("shipping_address"));
  document.site_id = domain::SiteId{json.get("site").get_int64().value()};
  take(json, "site_name", document.site_name);
  take(json, "status", document.status);
  take(json, "tax", document.tax);
  take_list(json, "taxes", document.taxes, named_amount_from);
  take(json, "total", document.total);
  take(json, "tracking_number", document.tracking_number);
  take(json, "tracking_url", document.tracking_url);
  take(json, "web_order_id", document.web_order_id);
  take(json, "web_order_number", document.web_order_number);
  return document;
}

Json to_json(const domain::ConfirmEntry& entry) {
  Json json = Json::object();
  put(json, "id", entry.id);
  put(json, "accepted", entry.accepted, true);
  put(json, "error_code", entry.error_code);
  put(json, "error_message", entry.error_message);
  put(json, "booked_at", entry.booked_at);
  if (!entry.pos_document_numbers.empty()) json["pos_document_numbers"] = entry.pos_document_numbers;
  put(json, "pos_customer_number", entry.pos_customer_number);
  return json;
}

Json to_json(const domain::Shipment& shipment) {
  Json json = Json::object();
  put(json, "shipment_id", shipment.shipment_id);
  json["site"] = domain::raw(shipment.site_id);
  put(json, "order_id", shipment.order_id);
  put(json, "web_order_id", shipment.web_order_id);
  put(json, "carrier", shipment.carrier);
  put(json, "service", shipment.service);
  put(json, "tracking_number", shipment.tracking_number);
  put(json, "tracking_url", shipment.tracking_url);
  put(json, "shipped_at", shipment.shipped_at);
  put_list(json, "lines", shipment.lines, [](const domain::ShipmentLine& value) { return to_json(value); });
  put(json, "already_shipped", shipment.already_shipped, false);
  put(json, "content_hash", shipment.content_hash);
  return json;
}

domain::Shipment shipment_from(JsonReader& reader, std::string text) {
  JsonObject json = reader.read(std::move(text));
  domain::Shipment shipment;
  take(json, "already_shipped", shipment.already_shipped, false);
  take(json, "carrier", shipment.carrier);
  take(json, "content_hash", shipment.content_hash);
  take_list(json, "lines", shipment.lines, shipment_line_from);
  take(json, "order_id", shipment.order_id);
  take(json, "service", shipment.service);
  take(json, "shipment_id", shipment.shipment_id);
  take(json, "shipped_at", shipment.shipped_at);
  shipment.site_id = domain::SiteId{json.get("site").get_int64().value()};
  take(json, "tracking_number", shipment.tracking_number);
  take(json, "tracking_url", shipment.tracking_url);
  take(json, "web_order_id", shipment.web_order_id);
  return shipment;
}

}  // namespace tillbridge::persistence::codec
