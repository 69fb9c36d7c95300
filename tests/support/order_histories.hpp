#pragma once
#include <random>
#include <vector>

#include "domain/order.hpp"

namespace tillbridge::tests {

/// One random order with all that ever happens to it.
struct OrderHistory {
  domain::Order order;
  std::vector<domain::OrderEvent> events;
  bool fully_shipped = false;
};

/// 1 to 4 lines of items "I0" to "I5", discounts, taxes, shipping, fees, cents that nothing explains, EUR, JPY or KWD; then parcels,
/// captures, refunds before and after shipping, amount-only refunds and cancelled pieces.
OrderHistory random_history(std::mt19937_64& random);

/// The events in any order, some of them twice.
std::vector<domain::OrderEvent> shuffled_with_repeats(std::vector<domain::OrderEvent> events, std::mt19937_64& random);

/// The seed of a property test: TILLBRIDGE_TEST_SEED, else a fixed one; printed by the caller.
std::uint64_t test_seed();

}  // namespace tillbridge::tests
