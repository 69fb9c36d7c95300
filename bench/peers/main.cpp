#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "bench/machine.hpp"
#include "bench/peers/benches.hpp"
#include "bench/race.hpp"

namespace {

using namespace tillbridge::bench;

struct Request {
  Workshop shop;
  Effort effort;
  std::string before;                 ///< an earlier program, as a side of its own
  bool is_small = false;              ///< only the product and PHP
  std::vector<std::string> names;
};

int usage() {
  std::cerr << "usage: tillbridge_bench_peers PROGRAM SOURCES BUILT [--quick | --ci] [--rounds N] [--before PROGRAM] [updates] [one-row] [large-calls]\n";
  return 2;
}

bool read(int argc, char** argv, Request& request) {
  if (argc < 4) return false;
  request.shop.program = std::filesystem::absolute(argv[1]);
  request.shop.sources = std::filesystem::absolute(argv[2]);
  request.shop.built = std::filesystem::absolute(argv[3]);
  auto& effort = request.effort;
  for (int i = 4; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--quick") effort = {.rounds = kFewestRounds, .calls = 2, .items = 10'000, .seconds = 0.3, .large_rows = 20'000};
    else if (word == "--ci") {
      effort = {.rounds = kFewestRounds, .calls = 1, .items = 10'000, .seconds = 0.3, .large_rows = 20'000};
      request.is_small = true;
    } else if (word == "--rounds" && i + 1 < argc) effort.rounds = std::max(kFewestRounds, std::atoi(argv[++i]));
    else if (word == "--before" && i + 1 < argc) request.before = std::filesystem::absolute(argv[++i]);
    else if (word == "updates" || word == "one-row" || word == "large-calls") request.names.push_back(word);
    else return false;
  }
  for (int n = 0; n < kAccounts; ++n) request.shop.stores.push_back(fmt::format("store-{}", n));
  return true;
}

/// Starts a side, or says why it is not there.
template <class Start>
void add(Services& services, const std::string& name, Start start) {
  try {
    services.push_back(start());
  } catch (const MissingProgram& missing) {
    fmt::print("{}: not measured, {}\n", name, missing.what());
  }
}

Services start_services(const Request& request) {
  const auto& shop = request.shop;
  Services services;
  add(services, kNaturalPhp, [&] { return start_natural_php(shop); });
  add(services, kDetectingPhp, [&] { return start_detecting_php(shop); });
  services.push_back(start_tillbridge_on_mariadb(shop, "Tillbridge", shop.program));
  if (!request.before.empty()) services.push_back(start_tillbridge_on_mariadb(shop, "Tillbridge before", request.before));
  if (request.is_small) return services;
  services.push_back(start_tillbridge_on_sqlite(shop, "Tillbridge on SQLite"));
  return services;
}

}  // namespace

int main(int argc, char** argv) {
  Request request;
  if (!read(argc, argv, request)) return usage();
  try {
    open_workshop(request.shop);
    auto services = start_services(request);
    fmt::print("{}\nMariaDB in memory, buffers of {}, flushed at every commit; medians of {} interleaved rounds of {} calls; x = times as fast\n", describe_machine(), kBuffers,
               request.effort.rounds, request.effort.calls);
    std::fflush(stdout);
    const auto asked = [&](const char* name) { return request.names.empty() || std::find(request.names.begin(), request.names.end(), name) != request.names.end(); };
    if (asked("updates")) bench_updates(request.shop, services, request.effort);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << "\n";
    return 1;
  }
}
