#pragma once
#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "base/time_text.hpp"

namespace tillbridge::persistence::codec {

/// One object of a text that JsonReader read. Stored objects have their fields in the order of the keys (json_fields.hpp): fields that
/// are asked for in that order are met in passing; any other order, stored or asked, gives the same values more slowly.
class JsonObject {
 public:
  explicit JsonObject(simdjson::dom::object fields);

  /// Nothing where the field is missing.
  std::optional<simdjson::dom::element> find(std::string_view key);
  /// Throws std::runtime_error that names the field where it is missing.
  simdjson::dom::element get(std::string_view key);
  JsonObject object(std::string_view key) { return JsonObject(get(key).get_object()); }

 private:
  simdjson::dom::object fields_;
  simdjson::dom::object::iterator at_, end_;
  bool is_sorted_ = true;
};

// Each field has the default that put() leaves out. A field of another type than it was written with throws std::exception.
void take(JsonObject& json, std::string_view key, std::string& value);
void take(JsonObject& json, std::string_view key, base::Decimal& value);
void take(JsonObject& json, std::string_view key, base::Timestamp& value);  ///< must be there
void take(JsonObject& json, std::string_view key, bool& value, bool normally);
void take(JsonObject& json, std::string_view key, int& value);
template <class T>
void take(JsonObject& json, std::string_view key, std::optional<T>& value) {
  value.reset();
  if (json.find(key)) take(json, key, value.emplace());
}
template <class T, class Read>
void take_list(JsonObject& json, std::string_view key, std::vector<T>& values, Read read) {
  values.clear();
  const auto found = json.find(key);
  if (!found) return;
  const simdjson::dom::array list = found->get_array();
  values.reserve(list.size());
  for (const auto value : list) values.push_back(read(JsonObject(value.get_object())));
}

}  // namespace tillbridge::persistence::codec
