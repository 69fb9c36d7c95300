#pragma once
#include <memory>
#include <vector>

#include "connectors/connector.hpp"

namespace tillbridge::bench {

/// A shop that has nothing but this list of orders, in pages as large as real shops give them, without a network. `orders` outlives it.
std::unique_ptr<connectors::Connector> connect_to_list(const std::vector<domain::CollectedOrder>& orders);

}  // namespace tillbridge::bench
