// The bench `parts` alone: tillbridge_bench_parts [--quick] [--rounds N]
#include <cstdlib>
#include <string>

#include "bench/benches.hpp"

int main(int argc, char** argv) {
  tillbridge::bench::Size size;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--quick") size.quick = true;
    else if (word == "--rounds" && i + 1 < argc) size.rounds = std::atoi(argv[++i]);
    else return 2;
  }
  tillbridge::bench::bench_parts(size);
  return 0;
}
