#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <string>

#include "connectors/connector.hpp"
#include "connectors/http/http_client.hpp"
#include "tests/support/fake_woocommerce.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::tests {

inline domain::Decimal dec(const char* text) { return domain::Decimal::parse(text).value(); }

/// A pretended shop, a standing clock and what a connector to it is built from.
struct WooFixture {
  WooFixture();

  domain::Site site;
  FixedClock clock;
  SeededRandom random;
  FakeWooCommerce shop;
  domain::SiteSecrets secrets;
  /// How long a connector waits; tests of answers that never come shorten it.
  std::chrono::milliseconds patience{20'000};

  /// Over http with signed requests.
  std::unique_ptr<connectors::Connector> connector();
  /// As if the shop stood at https://shop.example: Basic, or keys in the query.
  std::unique_ptr<connectors::Connector> connector_over_https();

  /// Collects until the pass is through; throws when the shop refuses. Moves `cursor` on.
  std::vector<domain::CollectedOrder> collect(connectors::Connector& from, domain::OrderCursor& cursor, const char* since = "2026-11-25T00:00:00Z");

  int add_simple(const std::string& sku, const Json& more = Json::object());
  Json product(const std::string& sku);
  domain::RemoteRef ref(const std::string& sku);
};

connectors::PublishProduct a_simple_product(const std::string& sku, const std::string& name = "Mug");
/// Variants "<sku>-<value>" with one option Size.
connectors::PublishProduct a_matrix(const std::string& sku, const std::vector<std::string>& sizes);
const domain::OrderEvent* find_event(const domain::CollectedOrder& order, const std::string& event_id);

}  // namespace tillbridge::tests
