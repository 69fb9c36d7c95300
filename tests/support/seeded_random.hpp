#pragma once
#include <mutex>
#include <random>

#include "base/random.hpp"

namespace tillbridge::tests {

/// Repeats itself from its seed. Never for secrets of a product.
class SeededRandom final : public base::Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : engine_(seed) {}
  std::vector<std::uint8_t> bytes(std::size_t count) override {
    const std::lock_guard lock(mutex_);
    std::vector<std::uint8_t> out(count);
    for (auto& byte : out) byte = static_cast<std::uint8_t>(engine_());
    return out;
  }
  double fraction() override {
    const std::lock_guard lock(mutex_);
    return static_cast<double>(engine_() >> 11) * 0x1.0p-53;
  }

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace tillbridge::tests
