#pragma once

namespace tillbridge::tests {

/// How a shop or the network between can misbehave. Each strikes the next call that it fits.
enum class ShopFault {
  kThrottle,       ///< 429 with Retry-After: 7
  kUnauthorized,   ///< 401
  kError500,
  kError502,
  kHtml,           ///< status 200, but a web page
  kLoseAnswer,     ///< the work is done, the connection closes without an answer
  kSilence,        ///< the work is done, no answer ever comes
};

/// Which call a fault waits for: looking SKUs up never fits kCreate.
enum class ShopCall { kAny, kCreate, kStock, kPrices, kOrders, kShipment };

}  // namespace tillbridge::tests
