#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "connectors/connector.hpp"
#include "tests/support/fake_magento.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::tests {

/// A pretended Magento, a standing clock and what a connector to it is built from. The memory outlives the connectors: a new one is a new run.
struct MagentoFixture {
  explicit MagentoFixture(FakeMagentoSettings settings = {});

  FixedClock clock;
  SeededRandom random;
  FakeMagento shop;
  domain::Site site;
  domain::SiteSecrets secrets;
  std::string currency;
  std::shared_ptr<connectors::SiteMemory> memory = std::make_shared<connectors::VolatileSiteMemory>();
  /// How long a connector waits; tests of answers that never come shorten it.
  std::chrono::milliseconds patience{20'000};

  std::unique_ptr<connectors::Connector> connector();

  template <class Work>
  auto with(Work work) {
    return shop.with(work);
  }
  /// A simple product of the merchant, published.
  void add_simple(const std::string& sku, const std::string& price = "10.00", const std::string& quantity = "5");
  /// The shop's product; throws when there is none.
  FakeMagentoProduct product(const std::string& sku);
  /// "" = no row.
  std::string on_hand(const std::string& sku, const std::string& source = "default");
  std::string custom(const std::string& sku, const std::string& attribute);
};

connectors::PublishProduct a_magento_product(const std::string& sku, const std::string& name = "Mug");
/// Variants "<sku>-<value>" with one option Size.
connectors::PublishProduct a_magento_matrix(const std::string& sku, const std::vector<std::string>& sizes);
/// Writes for SKUs "<prefix>0" and on.
std::vector<connectors::StockWrite> magento_stock(const std::string& prefix, int count, const std::string& quantity);

}  // namespace tillbridge::tests
