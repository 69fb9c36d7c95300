#include "persistence/codec/web_order_json.hpp"

#include "persistence/codec/json_object.hpp"

namespace tillbridge::persistence::codec {

Json to_json(const domain::Address& address) {
  Json json = Json::object();
  put(json, "first_name", address.first_name);
  put(json, "last_name", address.last_name);
  put(json, "company", address.company);
  put(json, "line1", address.line1);
  put(json, "line2", address.line2);
  put(json, "city", address.city);
  put(json, "region", address.region);
  put(json, "postcode", address.postcode);
  put(json, "country", address.country);
  put(json, "phone", address.phone);
  put(json, "email", address.email);
  return json;
}

domain::Address address_from(JsonObject json) {
  domain::Address address;
  take(json, "city", address.city);
  take(json, "company", address.company);
  take(json, "country", address.country);
  take(json, "email", address.email);
  take(json, "first_name", address.first_name);
  take(json, "last_name", address.last_name);
  take(json, "line1", address.line1);
  take(json, "line2", address.line2);
  take(json, "phone", address.phone);
  take(json, "postcode", address.postcode);
  take(json, "region", address.region);
  return address;
}

Json to_json(const domain::WebCustomer& customer) {
  Json json = Json::object();
  put(json, "web_customer_id", customer.web_customer_id);
  put(json, "email", customer.email);
  put(json, "phone", customer.phone);
  put(json, "first_name", customer.first_name);
  put(json, "last_name", customer.last_name);
  put(json, "company", customer.company);
  return json;
}

domain::WebCustomer web_customer_from(JsonObject json) {
  domain::WebCustomer customer;
  take(json, "company", customer.company);
  take(json, "email", customer.email);
  take(json, "first_name", customer.first_name);
  take(json, "last_name", customer.last_name);
  take(json, "phone", customer.phone);
  take(json, "web_customer_id", customer.web_customer_id);
  return customer;
}

Json to_json(const domain::NameValue& value) {
  Json json = Json::object();
  put(json, "name", value.name);
  put(json, "value", value.value);
  return json;
}

domain::NameValue name_value_from(JsonObject json) {
  domain::NameValue value;
  take(json, "name", value.name);
  take(json, "value", value.value);
  return value;
}

Json to_json(const domain::NamedAmount& amount) {
  Json json = Json::object();
  put(json, "name", amount.name);
  put(json, "amount", amount.amount);
  return json;
}

domain::NamedAmount named_amount_from(JsonObject json) {
  domain::NamedAmount amount;
  take(json, "amount", amount.amount);
  take(json, "name", amount.name);
  return amount;
}

Json to_json(const domain::Payment& payment) {
  Json json = Json::object();
  put(json, "method", payment.method);
  put(json, "reference", payment.reference);
  put(json, "amount", payment.amount);
  return json;
}

domain::Payment payment_from(JsonObject json) {
  domain::Payment payment;
  take(json, "amount", payment.amount);
  take(json, "method", payment.method);
  take(json, "reference", payment.reference);
  return payment;
}

namespace {

Json to_json(const domain::WebOrderLine& line) {
  Json json = Json::object();
  put(json, "line_id", line.line_id);
  put(json, "sku", line.sku);
  put(json, "name", line.name);
  put_list(json, "options", line.options, [](const domain::NameValue& value) { return codec::to_json(value); });
  put(json, "quantity", line.quantity);
  put(json, "unit_price", line.unit_price);
  put(json, "discount", line.discount);
  put(json, "tax", line.tax);
  return json;
}

domain::WebOrderLine web_order_line_from(JsonObject json) {
  domain::WebOrderLine line;
  take(json, "discount", line.discount);
  take(json, "line_id", line.line_id);
  take(json, "name", line.name);
  take_list(json, "options", line.options, name_value_from);
  take(json, "quantity", line.quantity);
  take(json, "sku", line.sku);
  take(json, "tax", line.tax);
  take(json, "unit_price", line.unit_price);
  return line;
}

Json to_json(const domain::EventLine& line) {
  Json json = Json::object();
  put(json, "line_id", line.line_id);
  put(json, "quantity", line.quantity);
  put(json, "amount", line.amount);
  put(json, "tax", line.tax);
  put(json, "restock", line.restock, true);
  return json;
}

domain::EventLine event_line_from(JsonObject json) {
  domain::EventLine line;
  take(json, "amount", line.amount);
  take(json, "line_id", line.line_id);
  take(json, "quantity", line.quantity);
  take(json, "restock", line.restock, true);
  take(json, "tax", line.tax);
  return line;
}

}  // namespace

Json to_json(const domain::WebOrder& order) {
  Json json = Json::object();
  put(json, "web_order_id", order.web_order_id);
  put(json, "number", order.number);
  put(json, "placed_at", order.placed_at);
  put(json, "modified_at", order.modified_at);
  put(json, "status", order.status);
  put(json, "closed", order.closed, false);
  put(json, "currency", order.currency);
  json["customer"] = to_json(order.customer);
  json["billing"] = to_json(order.billing);
  json["shipping"] = to_json(order.shipping);
  put_list(json, "lines", order.lines, [](const domain::WebOrderLine& value) { return to_json(value); });
  put(json, "shipping_charge", order.shipping_charge);
  put(json, "shipping_tax", order.shipping_tax);
  put_list(json, "fees", order.fees, [](const domain::NamedAmount& value) { return to_json(value); });
  put(json, "fee_tax", order.fee_tax);
  put_list(json, "discounts", order.discounts, [](const domain::NamedAmount& value) { return to_json(value); });
  put_list(json, "taxes", order.taxes, [](const domain::NamedAmount& value) { return to_json(value); });
  put(json, "total", order.total);
  put_list(json, "payments", order.payments, [](const domain::Payment& value) { return to_json(value); });
  put(json, "note", order.note);
  return json;
}

domain::WebOrder web_order_from(JsonReader& reader, std::string text) {
  JsonObject json = reader.read(std::move(text));
  domain::WebOrder order;
  order.billing = address_from(json.object("billing"));
  take(json, "closed", order.closed, false);
  take(json, "currency", order.currency);
  order.customer = web_customer_from(json.object("customer"));
  take_list(json, "discounts", order.discounts, named_amount_from);
  take(json, "fee_tax", order.fee_tax);
  take_list(json, "fees", order.fees, named_amount_from);
  take_list(json, "lines", order.lines, web_order_line_from);
  take(json, "modified_at", order.modified_at);
  take(json, "note", order.note);
  take(json, "number", order.number);
  take_list(json, "payments", order.payments, payment_from);
  take(json, "placed_at", order.placed_at);
  order.shipping = address_from(json.object("shipping"));
  take(json, "shipping_charge", order.shipping_charge);
  take(json, "shipping_tax", order.shipping_tax);
  take(json, "status", order.status);
  take_list(json, "taxes", order.taxes, named_amount_from);
  take(json, "total", order.total);
  take(json, "web_order_id", order.web_order_id);
  return order;
}

Json to_json(const domain::OrderEvent& event) {
  Json json = Json::object();
  put(json, "event_id", event.event_id);
  json["kind"] = to_word(event.kind);
  put(json, "occurred_at", event.occurred_at);
  put_list(json, "lines", event.lines, [](const domain::EventLine& value) { return to_json(value); });
  put(json, "amount", event.amount);
  put(json, "shipping_amount", event.shipping_amount);
  put(json, "shipping_tax", event.shipping_tax);
  put(json, "method", event.method);
  put(json, "reference", event.reference);
  put(json, "carrier", event.carrier);
  put(json, "service", event.service);
  put(json, "tracking_number", event.tracking_number);
  put(json, "tracking_url", event.tracking_url);
  put(json, "shipment_id", event.shipment_id);
  return json;
}

domain::OrderEvent order_event_from(JsonReader& reader, std::string text) {
  JsonObject json = reader.read(std::move(text));
  domain::OrderEvent event;
  take(json, "amount", event.amount);
  take(json, "carrier", event.carrier);
  take(json, "event_id", event.event_id);
  event.kind = domain::order_event_kind_from(std::string(std::string_view(json.get("kind")))).value();
  take_list(json, "lines", event.lines, event_line_from);
  take(json, "method", event.method);
  take(json, "occurred_at", event.occurred_at);
  take(json, "reference", event.reference);
  take(json, "service", event.service);
  take(json, "shipment_id", event.shipment_id);
  take(json, "shipping_amount", event.shipping_amount);
  take(json, "shipping_tax", event.shipping_tax);
  take(json, "tracking_number", event.tracking_number);
  take(json, "tracking_url", event.tracking_url);
  return event;
}

}  // namespace tillbridge::persistence::codec
