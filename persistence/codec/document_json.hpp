#pragma once
#include "domain/document.hpp"
#include "domain/shipment.hpp"
#include "persistence/codec/json_fields.hpp"
#include "persistence/codec/json_reader.hpp"

namespace tillbridge::persistence::codec {

/// The stored form of documents, confirm entries and parcels. Reading throws std::exception on anything that writing did not make.
Json to_json(const domain::Document& document);
domain::Document document_from(JsonReader& reader, std::string text);
Json to_json(const domain::ConfirmEntry& entry);
Json to_json(const domain::Shipment& shipment);
domain::Shipment shipment_from(JsonReader& reader, std::string text);

}  // namespace tillbridge::persistence::codec
