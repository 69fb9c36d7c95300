#include "connectors/generic/json.hpp"

#include "base/legal_characters.hpp"
#include "base/time_text.hpp"
#include "connectors/http/json_repair.hpp"

namespace tillbridge::connectors::generic {
namespace {

constexpr int kDeepest = 32;

const Json& field(const Json& object, const char* name) {
  static const Json kNull;
  if (!object.is_object()) return kNull;
  const auto at = object.find(name);
  return at == object.end() ? kNull : *at;
}

}  // namespace

void JsonReader::fail(const std::string& what) {
  if (problem_.empty()) problem_ = what;
}

void JsonReader::locate(const std::string& object) {
  if (!problem_.empty() && !located_) problem_ = object + ": " + problem_;
  located_ = !problem_.empty();
}

std::string JsonReader::text(const Json& object, const char* name) {
  const auto& value = field(object, name);
  if (value.is_null()) return {};
  if (value.is_number_integer()) return value.dump();
  if (!value.is_string()) {
    fail(std::string(name) + " is not text");
    return {};
  }
  return base::with_legal_characters(value.get_ref<const std::string&>());
}

std::string JsonReader::required_text(const Json& object, const char* name) {
  auto value = text(object, name);
  if (value.empty()) fail(std::string(name) + " is missing");
  return value;
}

base::Decimal JsonReader::decimal(const Json& object, const char* name) {
  const auto value = text(object, name);
  if (value.empty()) return {};
  const auto read = base::Decimal::parse(value);
  if (!read) fail(std::string(name) + " is not a decimal number as text");
  return read ? *read : base::Decimal{};
}

base::Timestamp JsonReader::time(const Json& object, const char* name) {
  const auto read = base::parse_xsd_datetime(required_text(object, name), "Etc/UTC");
  if (!read) fail(std::string(name) + " is not a time");
  return read ? *read : base::Timestamp{};
}

bool JsonReader::flag(const Json& object, const char* name, bool fallback) {
  const auto& value = field(object, name);
  if (value.is_null()) return fallback;
  if (!value.is_boolean()) fail(std::string(name) + " is not true or false");
  return value.is_boolean() ? value.get<bool>() : fallback;
}

const Json& JsonReader::list(const Json& object, const char* name) {
  static const Json kEmpty = Json::array();
  const auto& value = field(object, name);
  if (!value.is_null() && !value.is_array()) fail(std::string(name) + " is not a list");
  return value.is_array() ? value : kEmpty;
}

const Json& JsonReader::object(const Json& object, const char* name) {
  static const Json kEmpty = Json::object();
  const auto& value = field(object, name);
  if (!value.is_null() && !value.is_object()) fail(std::string(name) + " is not an object");
  return value.is_object() ? value : kEmpty;
}

namespace {

Json parse_strictly(std::string_view text) {
  bool too_deep = false;
  const auto watch = [&too_deep](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > kDeepest;
    return !too_deep;
  };
  auto json = Json::parse(text, watch, false);
  return too_deep ? Json(Json::value_t::discarded) : json;
}

}  // namespace

Json parse_json(std::string_view text) {
  auto json = parse_strictly(text);
  if (!json.is_discarded()) return json;
  const auto repaired = http::repaired_json(text);
  return repaired == text ? json : parse_strictly(repaired);
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace tillbridge::connectors::generic
