#pragma once
#include <string>
#include <string_view>

namespace tillbridge::connectors::http {

/// HMAC-SHA256 of `message` under `key`, as standard base64: what most platforms sign their webhooks with.
std::string hmac_sha256_base64(std::string_view key, std::string_view message);

/// Whether both are equal, in a time that tells nothing about where they differ.
bool equals_in_constant_time(std::string_view a, std::string_view b);

}  // namespace tillbridge::connectors::http
