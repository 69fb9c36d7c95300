#include "base/credential_digest.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <array>
#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

#include "base/base64.hpp"

namespace tillbridge::base {
namespace {

constexpr std::string_view kPrefix = "tb_";
constexpr std::size_t kSecretBytes = 32, kSecretCharacters = 52, kChecksumCharacters = 6;
constexpr std::uint64_t kScryptN = 1ULL << 17, kScryptR = 8, kScryptP = 1;
constexpr std::uint64_t kScryptMemory = 256ULL * 1024 * 1024;
constexpr std::size_t kSaltBytes = 16, kHashBytes = 32;

std::string_view as_view(const std::vector<std::uint8_t>& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
const unsigned char* as_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::vector<std::uint8_t> sha256(std::string_view text) {
  std::vector<std::uint8_t> out(SHA256_DIGEST_LENGTH);
  SHA256(as_bytes(text), text.size(), out.data());
  return out;
}

std::string checksum(std::string_view body) { return to_base32(sha256(body)).substr(0, kChecksumCharacters); }

struct ScryptParameters {
  std::uint64_t n = kScryptN, r = kScryptR, p = kScryptP;
};

std::vector<std::uint8_t> scrypt(std::string_view password, const std::vector<std::uint8_t>& salt, const ScryptParameters& parameters) {
  std::vector<std::uint8_t> out(kHashBytes);
  if (EVP_PBE_scrypt(password.data(), password.size(), salt.data(), salt.size(), parameters.n, parameters.r, parameters.p, kScryptMemory, out.data(),
                     out.size()) != 1) {
    throw std::runtime_error("scrypt failed: no memory");
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find(':', from), text.size());
    out.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

std::uint64_t number(std::string_view text, std::uint64_t limit) {
  std::uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && out <= limit ? out : 0;
}

}  // namespace

std::string generate_secret(Random& random) {
  const SecretBytes bytes(random.bytes(kSecretBytes));
  const auto body = to_base32({bytes.data(), bytes.data() + bytes.size()});
  return std::string(kPrefix) + body + checksum(body);
}

bool is_generated_secret(std::string_view secret) {
  if (!secret.starts_with(kPrefix) || secret.size() != kPrefix.size() + kSecretCharacters + kChecksumCharacters) return false;
  const auto body = secret.substr(kPrefix.size(), kSecretCharacters);
  return equal_constant_time(secret.substr(kPrefix.size() + kSecretCharacters), checksum(body));
}

std::string digest_generated(const SecretBytes& pepper, std::string_view secret) {
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  if (!HMAC(EVP_sha256(), pepper.data(), static_cast<int>(pepper.size()), as_bytes(secret), secret.size(), out.data(), &size)) {
    throw std::runtime_error("HMAC-SHA256 failed");
  }
  return to_base64({out.data(), size});
}

bool matches_generated(const SecretBytes& pepper, std::string_view secret, std::string_view digest) {
  return equal_constant_time(digest_generated(pepper, secret), digest);
}

std::string digest_chosen(Random& random, std::string_view password) {
  const auto salt = random.bytes(kSaltBytes);
  const auto hash = scrypt(password, salt, {});
  return fmt::format("{}:{}:{}:{}:{}", kScryptN, kScryptR, kScryptP, to_base64(salt), to_base64(hash));
}

bool matches_chosen(std::string_view password, std::string_view digest) {
  const auto parts = split(digest);
  if (parts.size() != 5) return false;
  const ScryptParameters parameters{number(parts[0], kScryptN), number(parts[1], kScryptR), number(parts[2], kScryptP)};
  const auto salt = from_base64(parts[3]), hash = from_base64(parts[4]);
  const bool power_of_two = parameters.n > 1 && (parameters.n & (parameters.n - 1)) == 0;
  if (!power_of_two || parameters.r == 0 || parameters.p == 0 || !salt || !hash) return false;
  return equal_constant_time(as_view(scrypt(password, *salt, parameters)), as_view(*hash));
}

bool equal_constant_time(std::string_view a, std::string_view b) { return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0; }

std::string fingerprint(std::string_view secret) {
  const auto hash = sha256(secret);
  return fmt::format("{:02x}{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2], hash[3]);
}

}  // namespace tillbridge::base
