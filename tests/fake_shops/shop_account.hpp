#pragma once
#include <memory>
#include <string>

#include "jobs/run_by_hand.hpp"
#include "persistence/database.hpp"
#include "tests/fake_shops/metered_connector.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::tests {

/// An account with one site on the pretended shop of a platform, through the real jobs: what counts calls and seconds. Each run makes the site's connector
/// anew, as the runner does; what it remembers from run to run stays here. Items are simple products "I000001", "I000002", …
class ShopAccount {
 public:
  /// How a job got its work done.
  struct Work {
    CostByVerb costs;
    std::int64_t sent = 0, parked = 0;
    int runs = 0;
    std::chrono::seconds waited{};    ///< by the shop's clock, because the shop asked for it or works by itself
  };

  ShopAccount(persistence::Database& database, const ShopMaker& maker);

  static std::string item_id(int number);
  /// New items first … first + count - 1, with a quantity of 5 and a price of 10.
  void post_items(int first, int count);
  void post_quantities(int first, int count, const std::string& quantity);
  void post_prices(int first, int count, const std::string& price);
  /// New products with variants of one option, a quantity of 5 and a price of 10; returns the ids of the variants.
  std::vector<domain::ItemId> post_styles(int styles, int variants);
  void post_quantity(const std::vector<domain::ItemId>& ids, const std::string& quantity);
  void post_price(const std::vector<domain::ItemId>& ids, const std::string& price);

  /// Runs the job until nothing waits any more, moving the shop's clock on over the waits between. Throws std::runtime_error when it does not come to
  /// an end.
  Work run(domain::JobKind job);

  ShopUnderTest& shop() { return *shop_; }
  domain::AccountId account() const { return account_; }
  const domain::Site& site() const { return site_; }
  void write(const std::function<void(persistence::UnitOfWork&, domain::Step)>& work);

 private:
  bool anything_waits();
  base::Result<std::unique_ptr<connectors::Connector>> connect(const domain::Site& asked);

  persistence::Database& database_;
  std::unique_ptr<ShopUnderTest> shop_;
  SeededRandom random_{7};
  std::shared_ptr<connectors::SiteMemory> memory_ = std::make_shared<connectors::VolatileSiteMemory>();
  CostByVerb costs_;
  domain::AccountId account_{};
  domain::Site site_;
};

}  // namespace tillbridge::tests
