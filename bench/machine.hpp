#pragma once
#include <string>

namespace tillbridge::bench {

/// Processor, cores, memory, kernel and how busy the machine is now: what a figure means nothing without.
std::string describe_machine();

}  // namespace tillbridge::bench
