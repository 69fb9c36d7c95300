#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/decimal.hpp"

namespace tillbridge::connectors::http {

using Json = nlohmann::json;

/// Reads JSON so that no number ever becomes a floating point value: a number with a fraction or exponent is kept as its text. Nothing for text
/// that is not JSON or is deeper than 64 levels. Broken characters are repaired (json_repair.hpp), and what no document for a till can hold
/// (controls but tab and line ends, U+FFFE, U+FFFF) becomes U+FFFD.
std::optional<Json> parse_json(std::string_view text);

/// JSON text that never throws: broken UTF-8 becomes the replacement character.
std::string dump(const Json& json);

/// The member, or null where the object has none or is no object.
const Json& member(const Json& object, std::string_view name);
/// The array, or an empty one.
const Json& list_member(const Json& object, std::string_view name);

/// Text of a string or a number; "" for null, booleans, lists and objects.
std::string text_of(const Json& value);
std::string text_member(const Json& object, std::string_view name);
/// True only for `true`.
bool flag_member(const Json& object, std::string_view name);

/// Money or quantity from text or number, rounded half away from zero to four places; 0 for "" and null and for what is no number.
base::Decimal decimal_of(const Json& value);
base::Decimal decimal_member(const Json& object, std::string_view name);
/// Whether the value is one that decimal_of reads: absent (null, "") or a number that a Decimal holds.
bool is_decimal_or_absent(const Json& value);

/// A JSON number that is written with the digits of `value`: whole numbers as such, others exact to 15 digits.
Json number_of(base::Decimal value);

/// An ISO 8601 time, taken as UTC where it names no zone; nothing for null, "" and what is no time.
std::optional<base::Timestamp> time_member(const Json& object, std::string_view name);

}  // namespace tillbridge::connectors::http
