#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "tests/support/fake_shopify.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::tests {

/// A pretended Shopify, a standing clock and what a connector to it is built from. The memory outlives the connectors: a new one is a new run.
struct ShopifyFixture {
  ShopifyFixture();

  FixedClock clock;
  SeededRandom random;
  FakeShopify shop;
  domain::Site site;
  domain::SiteSecrets secrets;
  std::shared_ptr<connectors::SiteMemory> memory = std::make_shared<connectors::VolatileSiteMemory>();
  /// How long a connector waits; tests of answers that never come shorten it.
  std::chrono::milliseconds patience{20'000};

  std::unique_ptr<connectors::Connector> connector();
  /// Buys tokens with the app's id and secret; with a refresh token where one is given.
  void use_app(const std::string& refresh_token = "");

  /// A simple product of the merchant, published; where it lives.
  domain::RemoteRef add_simple(const std::string& sku, const std::string& price = "10.00", int quantity = 5);
  ShopifyVariant variant(const std::string& sku);
  ShopifyProduct product(const std::string& sku);
  int available(const std::string& sku);
  /// Calls of the operation of this name.
  int count(const std::string& operation) const;
};

/// Whether a call holds the operation of this name.
std::function<bool(const PlatformCall&)> calls_of(const std::string& operation);

}  // namespace tillbridge::tests
