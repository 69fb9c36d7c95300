#include "connectors/http/rsa_signature.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <utility>

#include "base/base64.hpp"

namespace tillbridge::connectors::http {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

constexpr std::size_t kMostKeys = 8;

bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
}

std::string with_line_ends(std::string text) {
  for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) text.replace(at, 2, "\n");
  return text;
}

/// The base64 of each block: what stands between two dashed lines, or each word where there are none.
std::vector<std::string> blocks_of(const std::string& text) {
  std::vector<std::string> out;
  std::string block;
  const auto finish = [&] {
    if (!block.empty()) out.push_back(std::exchange(block, {}));
  };
  const bool pem = text.find("-----BEGIN") != std::string::npos;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, 5, "-----") == 0) {
      finish();
      const auto end = text.find("-----", at + 5);  // "BEGIN PUBLIC KEY" and the like
      if (end == std::string::npos) break;
      at = end + 4;
    } else if (is_base64(text[at])) {
      block += text[at];
    } else if (!pem) {
      finish();
    }
  }
  finish();
  return out;
}

Key read_key(const std::string& block) {
  const auto der = base::from_base64(block);
  if (!der) return {nullptr, &EVP_PKEY_free};
  const unsigned char* at = der->data();
  Key key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der->size())), &EVP_PKEY_free);
  if (key == nullptr) {
    at = der->data();
    key.reset(d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, static_cast<long>(der->size())));
  }
  if (key != nullptr && EVP_PKEY_base_id(key.get()) != EVP_PKEY_RSA) key.reset();
  ERR_clear_error();
  return key;
}

bool verifies(EVP_PKEY* key, std::string_view message, const std::vector<std::uint8_t>& signature) {
  const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  const bool genuine = context != nullptr && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
                       EVP_DigestVerify(context.get(), signature.data(), signature.size(), reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1;
  ERR_clear_error();
  return genuine;
}

}  // namespace

struct RsaPublicKeys::Keys {
  std::vector<Key> all;
};

RsaPublicKeys::RsaPublicKeys(std::string_view text) : keys_(std::make_unique<Keys>()) {
  for (const auto& block : blocks_of(with_line_ends(std::string(text))))
    if (Key key = read_key(block); key != nullptr && keys_->all.size() < kMostKeys) keys_->all.push_back(std::move(key));
}

RsaPublicKeys::~RsaPublicKeys() = default;
RsaPublicKeys::RsaPublicKeys(RsaPublicKeys&&) noexcept = default;
RsaPublicKeys& RsaPublicKeys::operator=(RsaPublicKeys&&) noexcept = default;

bool RsaPublicKeys::empty() const { return keys_->all.empty(); }

bool RsaPublicKeys::verify(std::string_view message, std::string_view signature) const {
  const auto bytes = base::from_base64(signature);
  return bytes && std::any_of(keys_->all.begin(), keys_->all.end(), [&](const Key& key) { return verifies(key.get(), message, *bytes); });
}

}  // namespace tillbridge::connectors::http
