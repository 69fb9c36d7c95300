#include "base/digest.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

#include "base/random.hpp"

namespace tillbridge::base {
namespace {

constexpr std::size_t kIdBytes = 16;

struct ContextFree {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

void require(bool ok) {
  if (!ok) throw std::runtime_error("OpenSSL cannot compute SHA-256");
}

}  // namespace

std::vector<std::uint8_t> sha256(std::initializer_list<std::string_view> parts) {
  const std::unique_ptr<EVP_MD_CTX, ContextFree> context(EVP_MD_CTX_new());
  require(context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1);
  for (const auto part : parts) {
    const std::string length = std::to_string(part.size()) + ":";
    require(EVP_DigestUpdate(context.get(), length.data(), length.size()) == 1);
    require(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1);
  }
  std::vector<std::uint8_t> digest(static_cast<std::size_t>(EVP_MD_size(EVP_sha256())));
  unsigned int size = 0;
  require(EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1);
  return digest;
}

std::string derived_id(std::string_view prefix, std::initializer_list<std::string_view> parts) {
  auto digest = sha256(parts);
  digest.resize(kIdBytes);
  return std::string(prefix) + to_base32(digest);
}

}  // namespace tillbridge::base
