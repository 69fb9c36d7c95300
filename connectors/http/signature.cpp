#include "connectors/http/signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <span>
#include <stdexcept>

#include "base/base64.hpp"

namespace tillbridge::connectors::http {

std::string hmac_base64(Digest digest, std::string_view key, std::string_view message) {
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  const EVP_MD* const hash = digest == Digest::kSha1 ? EVP_sha1() : EVP_sha256();
  if (HMAC(hash, key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(message.data()), message.size(), mac, &length) == nullptr)
    throw std::runtime_error("HMAC failed");
  return base::to_base64(std::span<const std::uint8_t>(mac, length));
}

bool equals_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace tillbridge::connectors::http
