#pragma once
#include "domain/web_order.hpp"
#include "persistence/codec/json_fields.hpp"
#include "persistence/codec/json_reader.hpp"

namespace tillbridge::persistence::codec {

/// The stored form of what a shop told. Reading throws std::exception on anything that writing did not make.
Json to_json(const domain::WebOrder& order);
domain::WebOrder web_order_from(JsonReader& reader, std::string text);
Json to_json(const domain::OrderEvent& event);
domain::OrderEvent order_event_from(JsonReader& reader, std::string text);

// Parts that documents hold too.
Json to_json(const domain::NameValue& value);
domain::NameValue name_value_from(JsonObject json);
Json to_json(const domain::NamedAmount& amount);
domain::NamedAmount named_amount_from(JsonObject json);
Json to_json(const domain::Payment& payment);
domain::Payment payment_from(JsonObject json);
Json to_json(const domain::Address& address);
domain::Address address_from(JsonObject json);
Json to_json(const domain::WebCustomer& customer);
domain::WebCustomer web_customer_from(JsonObject json);

}  // namespace tillbridge::persistence::codec
