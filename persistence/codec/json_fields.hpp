#pragma once
#include <nlohmann/json.hpp>

#include <optional>
#include <string>

#include "base/decimal.hpp"
#include "base/time_text.hpp"

namespace tillbridge::persistence::codec {

using Json = nlohmann::json;

/// Decimals and times travel as text, so nothing passes through a floating point number. Fields with their default value are left out.
inline void put(Json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}
inline void put(Json& json, const char* key, base::Decimal value) {
  if (!value.is_zero()) json[key] = value.to_text();
}
inline void put(Json& json, const char* key, base::Timestamp value) { json[key] = base::format_sql(value); }
inline void put(Json& json, const char* key, bool value, bool normally) {
  if (value != normally) json[key] = value;
}
inline void put(Json& json, const char* key, int value) {
  if (value != 0) json[key] = value;
}
template <class T>
void put(Json& json, const char* key, const std::optional<T>& value) {
  if (!value) return;
  if constexpr (std::is_same_v<T, base::Decimal>) json[key] = value->to_text();
  else put(json, key, *value);
}

inline void take(const Json& json, const char* key, std::string& value) { value = json.value(key, std::string{}); }
inline void take(const Json& json, const char* key, base::Decimal& value) {
  const auto found = json.find(key);
  value = found == json.end() ? base::Decimal{} : base::Decimal::parse(found->get_ref<const std::string&>()).value();
}
inline void take(const Json& json, const char* key, base::Timestamp& value) { value = base::parse_sql(json.at(key).get_ref<const std::string&>()); }
inline void take(const Json& json, const char* key, bool& value, bool normally) { value = json.value(key, normally); }
inline void take(const Json& json, const char* key, int& value) { value = json.value(key, 0); }
template <class T>
void take(const Json& json, const char* key, std::optional<T>& value) {
  if (!json.contains(key)) {
    value.reset();
    return;
  }
  T present{};
  take(json, key, present);
  value = present;
}

template <class T, class Write>
void put_list(Json& json, const char* key, const std::vector<T>& values, Write write) {
  if (values.empty()) return;
  auto& list = json[key] = Json::array();
  for (const auto& value : values) list.push_back(write(value));
}
template <class T, class Read>
void take_list(const Json& json, const char* key, std::vector<T>& values, Read read) {
  values.clear();
  const auto found = json.find(key);
  if (found == json.end()) return;
  for (const auto& value : *found) values.push_back(read(value));
}

/// Text that is no UTF-8 loses the broken bytes instead of the order.
inline std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace tillbridge::persistence::codec
