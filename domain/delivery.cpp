#include "domain/delivery.hpp"

#include <algorithm>

namespace tillbridge::domain {

std::string to_word(DeliveryState state) {
  switch (state) {
    case DeliveryState::kLeased: return "leased";
    case DeliveryState::kWaiting: return "waiting";
    case DeliveryState::kUnknown: return "unknown";
    case DeliveryState::kHeld: return "held";
    case DeliveryState::kParked: return "parked";
  }
  return "parked";
}

std::optional<DeliveryState> delivery_state_from(const std::string& word) {
  for (const auto state : {DeliveryState::kLeased, DeliveryState::kWaiting, DeliveryState::kUnknown, DeliveryState::kHeld, DeliveryState::kParked})
    if (to_word(state) == word) return state;
  return std::nullopt;
}

std::chrono::milliseconds backoff(int tries, std::chrono::milliseconds base, std::chrono::milliseconds cap, double fraction) {
  auto delay = base;
  for (int i = 1; i < tries && delay < cap; ++i) delay *= 2;
  delay = std::min(delay, cap);
  const double factor = 0.5 + fraction / 2;
  return std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(delay.count()) * factor));
}

bool should_park(int tries, base::Timestamp first_failed_at, base::Timestamp now) {
  return tries >= 12 && now - first_failed_at >= std::chrono::hours(24);
}

}  // namespace tillbridge::domain
