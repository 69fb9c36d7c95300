#include "base/sealing.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

#include <fmt/format.h>

#include "base/base64.hpp"

namespace tillbridge::base {
namespace {

constexpr std::size_t kNonceBytes = 12, kTagBytes = 16;
constexpr std::string_view kVersion = "v1.";

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Context make_context() {
  Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  if (!context) throw std::bad_alloc();
  return context;
}

void expect(int result) {
  if (result != 1) throw std::runtime_error("AES-256-GCM failed");
}

const unsigned char* as_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::vector<std::uint8_t> encrypt(const SecretBytes& key, const std::vector<std::uint8_t>& nonce, std::string_view bound, std::string_view plain) {
  const auto context = make_context();
  std::vector<std::uint8_t> out(nonce);
  out.resize(kNonceBytes + plain.size() + kTagBytes);
  int length = 0;
  expect(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()));
  expect(EVP_EncryptUpdate(context.get(), nullptr, &length, as_bytes(bound), static_cast<int>(bound.size())));
  expect(EVP_EncryptUpdate(context.get(), out.data() + kNonceBytes, &length, as_bytes(plain), static_cast<int>(plain.size())));
  expect(EVP_EncryptFinal_ex(context.get(), out.data() + kNonceBytes + length, &length));
  expect(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, out.data() + kNonceBytes + plain.size()));
  return out;
}

/// False when key, place or text are not those that were sealed.
bool decrypt(const SecretBytes& key, std::string_view bound, std::vector<std::uint8_t>& sealed, SecretBytes& plain) {
  const auto context = make_context();
  const auto size = sealed.size() - kNonceBytes - kTagBytes;
  int length = 0;
  expect(EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), sealed.data()));
  expect(EVP_DecryptUpdate(context.get(), nullptr, &length, as_bytes(bound), static_cast<int>(bound.size())));
  expect(EVP_DecryptUpdate(context.get(), plain.data(), &length, sealed.data() + kNonceBytes, static_cast<int>(size)));
  expect(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, sealed.data() + kNonceBytes + size));
  return EVP_DecryptFinal_ex(context.get(), plain.data() + length, &length) == 1;
}

}  // namespace

/// Each part with its length in front: ("a", "bc") and ("ab", "c") stay two places.
std::string Sealer::bound_to(std::initializer_list<std::string_view> place) const {
  std::string out = fmt::format("{}:{}", key_id_.size(), key_id_);
  for (const auto part : place) out += fmt::format("|{}:{}", part.size(), part);
  return out;
}

std::string Sealer::seal(std::initializer_list<std::string_view> place, std::string_view plain) const {
  return fmt::format("{}{}.{}", kVersion, key_id_, to_base64(encrypt(key_, random_.bytes(kNonceBytes), bound_to(place), plain)));
}

Result<std::string> Sealer::unseal(std::initializer_list<std::string_view> place, std::string_view sealed) const {
  const Error damaged{ErrorCode::kInvalidRequest, "a stored secret was changed or moved and cannot be opened; enter it again", {}, "secret_unreadable"};
  if (!sealed.starts_with(kVersion)) return damaged;
  sealed.remove_prefix(kVersion.size());
  const auto dot = sealed.find('.');
  if (dot == std::string_view::npos) return damaged;
  if (sealed.substr(0, dot) != key_id_) {
    return Error{ErrorCode::kInvalidRequest,
                 fmt::format("a stored secret was sealed with master key {}, the key in use is {}; put the right key file back or enter the secret again",
                             sealed.substr(0, dot), key_id_), {}, "other_master_key"};
  }
  auto bytes = from_base64(sealed.substr(dot + 1));
  if (!bytes || bytes->size() < kNonceBytes + kTagBytes) return damaged;
  // One byte more than needed: OpenSSL is never handed an empty buffer's null pointer.
  SecretBytes plain(std::vector<std::uint8_t>(bytes->size() - kNonceBytes - kTagBytes + 1));
  if (!decrypt(key_, bound_to(place), *bytes, plain)) return damaged;
  return std::string(plain.view().substr(0, plain.size() - 1));
}

}  // namespace tillbridge::base
