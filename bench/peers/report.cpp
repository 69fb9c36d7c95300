#include "bench/peers/report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tillbridge::bench {

void print_speeds(const std::string& title, const std::vector<SideResult>& results, const std::vector<std::string>& against, double units, const std::string& unit) {
  fmt::print("\n{}\n\n| side |", title);
  std::vector<SideResult> references;
  for (const auto& name : against)
    if (const auto found = std::find_if(results.begin(), results.end(), [&](const auto& result) { return result.name == name; }); found != results.end()) references.push_back(*found);
  for (const auto& reference : references) fmt::print(" x {} |", reference.name);
  fmt::print(" of the rounds | by processor time | ms a call | {}s/s |\n|---|", unit);
  for (std::size_t i = 0; i < references.size() + 4; ++i) fmt::print("---|");
  fmt::print("\n");
  for (const auto& result : results) {
    fmt::print("| {} |", result.name);
    for (const auto& reference : references) fmt::print(" **{:.2f}** |", reference.median.wall / result.median.wall);
    fmt::print(" {:.2f}-{:.2f} | {:.2f} | {:.2f} | {:.0f} |\n", 1 / result.highest, 1 / result.lowest, 1 / result.ratio.processor, result.median.wall * 1e3, units / result.median.wall);
  }
  std::fflush(stdout);
}

double p99_milliseconds(std::vector<double> seconds) {
  if (seconds.empty()) return 0;
  const auto at = seconds.begin() + static_cast<std::ptrdiff_t>((seconds.size() * 99) / 100);
  std::nth_element(seconds.begin(), at, seconds.end());
  return *at * 1e3;
}

}  // namespace tillbridge::bench
