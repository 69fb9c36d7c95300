#include "bench/race.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>

namespace tillbridge::bench {
namespace {

double seconds_of(clockid_t clock) {
  timespec at{};
  ::clock_gettime(clock, &at);
  return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) * 1e-9;
}

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Spent median_of(const std::vector<Spent>& times) {
  std::vector<double> wall, processor;
  for (const auto& time : times) {
    wall.push_back(time.wall);
    processor.push_back(time.processor);
  }
  return {median_of(wall), median_of(processor)};
}

}  // namespace

void Stopwatch::pause() {
  const Spent until = now();
  spent_.wall += until.wall - since_.wall;
  spent_.processor += until.processor - since_.processor;
}

Spent Stopwatch::now() const {
  Spent at{seconds_of(CLOCK_MONOTONIC), seconds_of(CLOCK_PROCESS_CPUTIME_ID)};
  clockid_t server{};
  if (server_ != 0 && ::clock_getcpuclockid(server_, &server) == 0) at.processor += seconds_of(server);
  return at;
}

std::vector<SideResult> race(const std::vector<Side>& sides, int rounds) {
  std::vector<std::vector<Spent>> times(sides.size());
  for (const auto& side : sides) side.run();
  for (int round = 0; round < rounds; ++round)
    for (std::size_t i = 0; i < sides.size(); ++i) {
      const auto which = (i + static_cast<std::size_t>(round)) % sides.size();
      times[which].push_back(sides[which].run());
    }

  std::vector<SideResult> results;
  const Spent first = median_of(times[0]);
  for (std::size_t i = 0; i < sides.size(); ++i) {
    std::vector<double> ratios;
    for (std::size_t round = 0; round < times[i].size(); ++round) ratios.push_back(times[i][round].wall / times[0][round].wall);
    const auto [lowest, highest] = std::minmax_element(ratios.begin(), ratios.end());
    const Spent median = median_of(times[i]);
    results.push_back({sides[i].name, median, {median.wall / first.wall, median.processor / first.processor}, *lowest, *highest});
  }
  return results;
}

void print(const std::string& title, const std::vector<SideResult>& results, double units, const std::string& unit) {
  fmt::print("\n{}\n   ratio  (lowest-highest)  of processor time |  us/{} (of processor time)  {}s/s\n", title, unit, unit);
  for (const auto& result : results)
    fmt::print("  {:6.2f}  ({:6.2f} - {:6.2f})  {:6.2f}            | {:8.2f} ({:8.2f})  {:9.0f}  {}\n", result.ratio.wall, result.lowest, result.highest,
               result.ratio.processor, result.median.wall * 1e6 / units, result.median.processor * 1e6 / units, units / result.median.wall, result.name);
  std::fflush(stdout);
}

}  // namespace tillbridge::bench
