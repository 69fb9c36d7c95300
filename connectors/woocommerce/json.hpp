#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/decimal.hpp"

namespace tillbridge::connectors::woocommerce {

using Json = nlohmann::json;

/// Reads JSON so that no number ever becomes a floating point value: a number with a fraction or exponent is kept as its text. Nothing for text
/// that is not JSON or is deeper than 64 levels. Broken characters are repaired (connectors/http/json_repair.hpp), and what no document for a
/// till can hold (controls but tab and line ends, U+FFFE, U+FFFF) becomes U+FFFD.
std::optional<Json> parse_json(std::string_view text);

/// The member, or null where the object has none or is no object.
const Json& member(const Json& object, std::string_view name);
/// The array, or an empty one.
const Json& list_member(const Json& object, std::string_view name);

/// Text of a string or a number; "" for null, booleans, lists and objects.
std::string text_of(const Json& value);
std::string text_member(const Json& object, std::string_view name);

/// Money or quantity from text or number, rounded half away from zero to four places; 0 for "" and null and for what is no number.
base::Decimal decimal_of(const Json& value);
base::Decimal decimal_member(const Json& object, std::string_view name);

/// "2026-11-23T06:21:12" of a *_gmt field; nothing for null and "".
std::optional<base::Timestamp> gmt_member(const Json& object, std::string_view name);

/// "2026-11-23T06:21:12": GMT without a zone and without a fraction, as the shop reads it together with dates_are_gmt.
std::string format_gmt(base::Timestamp at);

/// The value of a meta_data entry, null when there is none.
const Json& meta_value(const Json& object, std::string_view key);

/// Names of products are titles, and WordPress keeps titles as HTML: where it meets a bare & it stores &amp;, in the order's lines too. So each
/// & goes out as &amp; and comes back as &: a name returns as it was sent, whatever it looks like.
std::string to_title(std::string_view name);
std::string from_title(std::string title);

/// Words for people out of a translated message: tags dropped, usual entities resolved, at most 1,000 bytes of whole UTF-8 characters.
std::string plain_text(std::string_view text);

}  // namespace tillbridge::connectors::woocommerce
