#pragma once
#include <string>
#include <string_view>

namespace tillbridge::connectors::http {

enum class Digest { kSha1, kSha256 };

/// HMAC of `message` under `key`, as standard base64: what OAuth 1.0a signs requests with.
std::string hmac_base64(Digest digest, std::string_view key, std::string_view message);
/// With SHA-256: what most platforms sign their webhooks with.
inline std::string hmac_sha256_base64(std::string_view key, std::string_view message) { return hmac_base64(Digest::kSha256, key, message); }

/// Whether both are equal, in a time that tells nothing about where they differ.
bool equals_in_constant_time(std::string_view a, std::string_view b);

}  // namespace tillbridge::connectors::http
