#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace tillbridge::base {

/// Where unpredictable values come from, handed in so that tests can repeat them. Safe for any thread.
class Random {
 public:
  virtual ~Random() = default;
  /// `count` bytes fit for secrets.
  virtual std::vector<std::uint8_t> bytes(std::size_t count) = 0;
  /// Uniform in [0, 1): jitter, never a secret.
  virtual double fraction() = 0;
};

/// OpenSSL's generator; throws std::runtime_error when the system has no entropy.
class SystemRandom final : public Random {
 public:
  std::vector<std::uint8_t> bytes(std::size_t count) override;
  double fraction() override;
};

/// Lower-case base32 (a–z, 2–7) without padding: 16 bytes give 26 characters.
std::string to_base32(const std::vector<std::uint8_t>& bytes);

/// `prefix` + 26 characters of 128 random bits, e.g. new_id(random, "req_").
std::string new_id(Random& random, const std::string& prefix);

}  // namespace tillbridge::base
