#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tillbridge::connectors::http {

/// Percent-encodes everything but the unreserved characters of RFC 3986 (letters, digits, - . _ ~): safe in a path segment, a query and in the
/// base string of OAuth 1.0a. Bytes are taken as they are, so UTF-8 stays UTF-8.
std::string encode_component(std::string_view text);

/// "a=1&b=x%20y" in the order given, without the question mark; "" for none.
std::string encode_query(const std::vector<std::pair<std::string, std::string>>& parameters);

/// base + path with exactly one slash between them; `path` is already encoded.
std::string join_url(std::string_view base, std::string_view path);

}  // namespace tillbridge::connectors::http
