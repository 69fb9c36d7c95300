#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "bench/machine.hpp"
#include "bench/race.hpp"
#include "bench/service/benches.hpp"

namespace {

using namespace tillbridge::bench;

const std::vector<std::pair<std::string, void (*)(const std::vector<Program>&, const ServiceEffort&)>> kBenches = {{"connections", bench_connections}, {"memory", bench_memory}};

int usage() {
  std::cerr << "usage: tillbridge_bench_service PROGRAM [--quick] [--rounds N] [--before PROGRAM] [connections] [memory]\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return usage();
  std::vector<Program> programs{{"Tillbridge", std::filesystem::absolute(argv[1])}};
  ServiceEffort effort;
  std::vector<std::string> asked;
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--quick") effort.quick = true;
    else if (word == "--rounds" && i + 1 < argc) effort.rounds = std::max(kFewestRounds, std::atoi(argv[++i]));
    else if (word == "--before" && i + 1 < argc) programs.push_back({"Tillbridge before", std::filesystem::absolute(argv[++i])});
    else if (std::any_of(kBenches.begin(), kBenches.end(), [&](const auto& bench) { return bench.first == word; })) asked.push_back(word);
    else return usage();
  }
  try {
    fmt::print("{}\n", describe_machine());
    for (const auto& [name, run] : kBenches)
      if (asked.empty() || std::find(asked.begin(), asked.end(), name) != asked.end()) run(programs, effort);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << "\n";
    return 1;
  }
}
