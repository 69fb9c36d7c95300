#pragma once
#include "domain/order.hpp"

namespace tillbridge::bench {

inline constexpr int kSampleItems = 2'000;

std::string sample_sku(int n);

/// The order number `n` of a shop: three lines of the sample items, paid; every second one is shipped.
domain::CollectedOrder sample_order(int n);

}  // namespace tillbridge::bench
