#pragma once
#include <string>

namespace tillbridge::tests {

/// The name (base::current_process()) of a process of this host that has ended.
std::string dead_process();

}  // namespace tillbridge::tests
