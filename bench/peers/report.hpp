#pragma once
#include <string>
#include <vector>

#include "bench/race.hpp"

namespace tillbridge::bench {

/// Prints how many times as fast as `against` (names of sides, the first of which leads the race) each side is, then its time.
/// A side of `against` that did not run gives no column.
void print_speeds(const std::string& title, const std::vector<SideResult>& results, const std::vector<std::string>& against, double units, const std::string& unit);

/// The time below which 99 of 100 lie, in milliseconds.
double p99_milliseconds(std::vector<double> seconds);

}  // namespace tillbridge::bench
