#include "base/random.hpp"

#include <openssl/rand.h>

#include <stdexcept>

namespace tillbridge::base {

std::vector<std::uint8_t> SystemRandom::bytes(std::size_t count) {
  std::vector<std::uint8_t> out(count);
  if (count > 0 && RAND_bytes(out.data(), static_cast<int>(count)) != 1) throw std::runtime_error("the system gives no random bytes");
  return out;
}

double SystemRandom::fraction() {
  const auto raw = bytes(6);
  std::uint64_t value = 0;
  for (const auto byte : raw) value = value << 8 | byte;
  return static_cast<double>(value) / static_cast<double>(std::uint64_t{1} << 48);
}

std::string to_base32(const std::vector<std::uint8_t>& bytes) {
  constexpr char kAlphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string out;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const auto byte : bytes) {
    buffer = buffer << 8 | byte;
    for (bits += 8; bits >= 5; bits -= 5) out += kAlphabet[buffer >> (bits - 5) & 31];
  }
  if (bits > 0) out += kAlphabet[buffer << (5 - bits) & 31];
  return out;
}

std::string new_id(Random& random, const std::string& prefix) { return prefix + to_base32(random.bytes(16)); }

}  // namespace tillbridge::base
