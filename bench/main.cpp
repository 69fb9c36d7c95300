#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "bench/benches.hpp"
#include "bench/machine.hpp"
#include "bench/race.hpp"

namespace {

using namespace tillbridge::bench;

const std::vector<std::pair<std::string, void (*)(const Size&)>> kBenches = {{"get-new", bench_get_new}, {"pages", bench_pages}, {"collect", bench_collect},
                                                                          {"parts", bench_parts},      {"platforms", bench_platforms},
                                                                          {"store", bench_store},
                                                                          {"detection", bench_detection},
                                                                          {"concurrent", bench_concurrent},
                                                                          {"front", bench_front},
                                                                          {"delivery", bench_delivery},
                                                                          {"growth", bench_growth}};

int usage() {
  std::cerr << "usage: scripts/bench [--quick] [--rounds N] [name...]   names:";
  for (const auto& [name, run] : kBenches) std::cerr << " " << name;
  std::cerr << "\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  Size size;
  std::vector<std::string> asked;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--quick") size.quick = true;
    else if (word == "--rounds" && i + 1 < argc) size.rounds = std::max(kFewestRounds, std::atoi(argv[++i]));
    else if (std::any_of(kBenches.begin(), kBenches.end(), [&](const auto& bench) { return bench.first == word; })) asked.push_back(word);
    else return usage();
  }
  if (size.quick) size.rounds = kFewestRounds;
  fmt::print("{}\nmedians of {} interleaved rounds; ratio to the first line of each table (lowest-highest of the rounds), then time\n", describe_machine(),
             size.rounds);
  std::fflush(stdout);
  for (const auto& [name, run] : kBenches)
    if (asked.empty() || std::find(asked.begin(), asked.end(), name) != asked.end()) run(size);
  return 0;
}
