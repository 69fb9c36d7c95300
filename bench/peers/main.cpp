#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
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
  std::string sides;                  ///< only these, with commas; empty = all
  bool is_small = false;              ///< only the product and PHP
  std::vector<std::string> names;
};

int usage() {
  std::cerr << "usage: tillbridge_bench_peers PROGRAM SOURCES BUILT [--quick | --ci] [--rounds N] [--before PROGRAM] [--no-index] [--sides php,detecting,tillbridge,sqlite,java,node,spyne] [updates] [one-row] [large-calls]\n";
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
    if (word == "--quick") effort = {.rounds = kFewestRounds, .calls = 2, .items = 10'000, .seconds = 0.3, .large_rows = 20'000, .warm_up_calls = 6, .warm_up_seconds = 3};
    else if (word == "--ci") {
      effort = {.rounds = kFewestRounds, .calls = 1, .items = 10'000, .seconds = 0.3, .large_rows = 20'000, .warm_up_calls = 1, .warm_up_seconds = 1};
      request.is_small = true;
    } else if (word == "--rounds" && i + 1 < argc) effort.rounds = std::max(kFewestRounds, std::atoi(argv[++i]));
    else if (word == "--before" && i + 1 < argc) request.before = std::filesystem::absolute(argv[++i]);
    else if (word == "--no-index") request.shop.has_update_index = false;
    else if (word == "--sides" && i + 1 < argc) request.sides = argv[++i];
    else if (word == "updates" || word == "one-row" || word == "large-calls") request.names.push_back(word);
    else return false;
  }
  for (int n = 0; n < kAccounts; ++n) request.shop.stores.push_back(fmt::format("store-{}", n));
  return true;
}

struct Candidate {
  const char* word;                   ///< for --sides
  const char* name;
  std::function<std::unique_ptr<Service>(const Workshop&)> start;
  bool is_in_small = false;
  bool is_ours = false;
};

std::vector<Candidate> candidates(const std::string& before) {
  std::vector<Candidate> all{{"php", kNaturalPhp, start_natural_php, true},
                             {"detecting", kDetectingPhp, start_detecting_php, true},
                             {"tillbridge", "Tillbridge", [](const Workshop& shop) { return start_tillbridge_on_mariadb(shop, "Tillbridge", shop.program); }, true, true}};
  if (!before.empty())
    all.push_back({"tillbridge", "Tillbridge before", [before](const Workshop& shop) { return start_tillbridge_on_mariadb(shop, "Tillbridge before", before); }, true, true});
  all.insert(all.end(), {{"sqlite", "Tillbridge on SQLite", [](const Workshop& shop) { return start_tillbridge_on_sqlite(shop, "Tillbridge on SQLite"); }, false, true},
                         {"java", "Java JAX-WS", start_java},
                         {"node", kNode, start_node},
                         {"spyne", "Python spyne", start_spyne}});
  return all;
}

/// Starts the sides, or says why one is not there.
Services start_services(const Request& request) {
  Services services;
  for (const auto& candidate : candidates(request.before)) {
    if (request.is_small && !candidate.is_in_small) continue;
    if (!request.sides.empty() && ("," + request.sides + ",").find("," + std::string(candidate.word) + ",") == std::string::npos) continue;
    try {
      services.push_back(candidate.start(request.shop));
    } catch (const std::exception& error) {
      // Whatever keeps a peer from starting, the others are measured.
      if (candidate.is_ours) throw;
      fmt::print("{}: not measured, {}\n", candidate.name, error.what());
    }
  }
  if (services.empty()) throw std::runtime_error("no side is left to measure");
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
    // First, while the services are still as small as they start.
    if (asked("large-calls")) bench_large_calls(request.shop, services, request.effort);
    if (asked("updates")) bench_updates(request.shop, services, request.effort);
    if (asked("one-row")) bench_one_row(request.shop, services, request.effort);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << "\n";
    return 1;
  }
}
