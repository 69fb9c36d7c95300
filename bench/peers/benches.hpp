#pragma once
#include <memory>
#include <vector>

#include "bench/peers/workshop.hpp"

namespace tillbridge::bench {

using Services = std::vector<std::unique_ptr<Service>>;

/// The accounts of every service: one for inventory, one for products of 25 fields, two for large calls and one per connection of the one-row bench.
inline constexpr int kInventoryAccount = 0, kProductsAccount = 1, kLargeAccount = 2, kLargeProductsAccount = 3, kFirstOneRowAccount = 4;
inline constexpr int kAccounts = kFirstOneRowAccount + kWorkers;

inline constexpr const char* kNaturalPhp = "PHP SoapServer, natural";
inline constexpr const char* kDetectingPhp = "PHP SoapServer, detecting";
inline constexpr const char* kNode = "Node soap";

/// How much a bench does.
struct Effort {
  int rounds = 7;
  int calls = 4;                      ///< per run of a side
  int items = 10'000;
  double seconds = 1;                 ///< of a run of the one-row bench
  int large_rows = 100'000;
  int warm_up_calls = 10;             ///< before the first round: runtimes that compile while they run need some
  double warm_up_seconds = 4;         ///< of the one-row bench
};

/// Calls of `effort.items` rows: none, 1 % and all of them changed, without and with AsOf; products of 25 fields.
void bench_updates(const Workshop& shop, Services& services, const Effort& effort);
/// Eight connections with one row per call: an account each, and one account for all.
void bench_one_row(const Workshop& shop, Services& services, const Effort& effort);
/// What one call of `effort.large_rows` rows adds to each service's memory.
void bench_large_calls(const Workshop& shop, Services& services, const Effort& effort);

}  // namespace tillbridge::bench
