#pragma once
#include <map>
#include <memory>
#include <string>

#include "jobs/job_services.hpp"
#include "jobs/run_report.hpp"
#include "persistence/database.hpp"
#include "services/handlers/caller.hpp"
#include "services/fingerprints/fingerprints.hpp"
#include "tests/support/fake_shop.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/stock_walk.hpp"

namespace tillbridge::tests {

/// The whole way: the till calls the handlers, the shops are fake ones behind the connector contract, the jobs run as the runner runs
/// them, everything lies in a store. Item "A" exists and is listed on all sites.
class StoredStockSystem final : public StockSystem {
 public:
  StoredStockSystem(StockScene scene, persistence::Database& database, FixedClock& clock);

  void create_item(const domain::ItemId& item) override;
  void post(const domain::ItemId& item, const std::string& location, base::Decimal quantity, std::optional<base::Timestamp> as_of) override;
  /// The shop has the order so; the orders job reads it.
  void collect(domain::SiteId site, const domain::CollectedOrder& order) override;
  std::vector<domain::Document> pull() override;
  void confirm(const domain::Document& document, std::optional<base::Timestamp> booked_at) override;
  void refuse(const domain::Document& document) override;
  void resend(const domain::Document& document) override;
  /// An inventory run, some of them with answers that get lost and a second run later; then what the shop sells.
  std::optional<Number> push(domain::SiteId site, const domain::ItemId& item) override;

  FakeShop& shop(std::size_t site) { return *shops_[site]; }
  const domain::Site& site(std::size_t site) const { return scene_.sites[site]; }
  const domain::Account& account() const { return scene_.account; }
  persistence::Database& database() { return database_; }
  jobs::RunReport run(std::size_t site, domain::JobKind job);
  base::Decimal allocated(const domain::ItemId& item);
  /// Of every n-th push the answers are lost; 0 = never.
  void lose_answers_every(int pushes) { lose_every_ = pushes; }

 private:
  services::Caller caller() const { return {scene_.account.id, "till", "req_1"}; }
  void settle_document(const domain::Document& document, bool accepted, std::optional<base::Timestamp> booked_at);
  std::size_t index_of(domain::SiteId site) const;

  StockScene scene_;
  persistence::Database& database_;
  FixedClock& clock_;
  base::SystemRandom secrets_;
  services::Fingerprints fingerprints_{secrets_};
  SeededRandom random_{7};
  std::vector<std::unique_ptr<FakeShop>> shops_;
  jobs::JobServices services_;
  int lose_every_ = 0, pushes_ = 0;
};

}  // namespace tillbridge::tests
