#pragma once
#include <atomic>
#include <memory>

#include "connectors/connector.hpp"

namespace tillbridge::bench {

/// A shop without a network that takes every quantity and price at once, a hundred a call, and has no orders: what is left of a run's time is
/// Tillbridge's own. Counts the calls that write.
class AcceptingShop {
 public:
  static constexpr int kBatch = 100;

  /// A connector to it; the shop lives longer.
  std::unique_ptr<connectors::Connector> connect();
  std::int64_t calls() const { return calls_; }

 private:
  std::atomic<std::int64_t> calls_{0};
};

}  // namespace tillbridge::bench
