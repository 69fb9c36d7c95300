#pragma once
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "connectors/http/json.hpp"

namespace tillbridge::connectors::woocommerce {

using http::Json;
using http::decimal_member;
using http::decimal_of;
using http::list_member;
using http::member;
using http::parse_json;
using http::text_member;
using http::text_of;
using http::time_member;

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
