#include "persistence/codec/json_object.hpp"

#include <stdexcept>

#include "persistence/codec/json_reader.hpp"

namespace tillbridge::persistence::codec {

struct JsonReader::Parser {
  std::string text;
  simdjson::dom::parser parser;
};

JsonReader::JsonReader() : parser_(std::make_unique<Parser>()) {}
JsonReader::~JsonReader() = default;

JsonObject JsonReader::read(std::string text) {
  text.reserve(text.size() + simdjson::SIMDJSON_PADDING);  // it reads a little past the end, so the room there must be ours
  parser_->text = std::move(text);
  const simdjson::dom::element root = parser_->parser.parse(parser_->text.data(), parser_->text.size(), false);
  return JsonObject(root.get_object());
}

JsonObject::JsonObject(simdjson::dom::object fields) : fields_(fields), at_(fields.begin()), end_(fields.end()) {
  std::string_view before;
  for (const auto field : fields_) {
    if (field.key < before) is_sorted_ = false;
    before = field.key;
  }
}

std::optional<simdjson::dom::element> JsonObject::find(std::string_view key) {
  if (!is_sorted_) {
    const auto found = fields_.at_key(key);
    return found.error() == simdjson::SUCCESS ? std::optional(found.value_unsafe()) : std::nullopt;
  }
  if (at_ == end_ || at_.key() > key) at_ = fields_.begin();
  while (at_ != end_ && at_.key() < key) ++at_;
  return at_ != end_ && at_.key() == key ? std::optional(at_.value()) : std::nullopt;
}

simdjson::dom::element JsonObject::get(std::string_view key) {
  const auto found = find(key);
  if (!found) throw std::runtime_error("stored JSON: there is no field " + std::string(key));
  return *found;
}

void take(JsonObject& json, std::string_view key, std::string& value) {
  const auto found = json.find(key);
  if (found) value = std::string_view(*found);
  else value.clear();
}

void take(JsonObject& json, std::string_view key, base::Decimal& value) {
  const auto found = json.find(key);
  value = found ? base::Decimal::parse(std::string_view(*found)).value() : base::Decimal{};
}

void take(JsonObject& json, std::string_view key, base::Timestamp& value) { value = base::parse_sql(std::string_view(json.get(key))); }

void take(JsonObject& json, std::string_view key, bool& value, bool normally) {
  const auto found = json.find(key);
  value = found ? bool(*found) : normally;
}

void take(JsonObject& json, std::string_view key, int& value) {
  const auto found = json.find(key);
  value = found ? static_cast<int>(std::int64_t(*found)) : 0;
}

}  // namespace tillbridge::persistence::codec
