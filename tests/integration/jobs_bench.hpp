#pragma once
#include <memory>
#include <string>
#include <vector>

#include "jobs/job_runner.hpp"
#include "jobs/run_by_hand.hpp"
#include "jobs/run_claimed_job.hpp"
#include "tests/support/fake_shop.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_database.hpp"

namespace tillbridge::tests {

/// An account with one shop on a new store: what a test of the jobs begins with. The till's side writes as the service does: in one
/// transaction behind the account's clock.
class JobsBench {
 public:
  explicit JobsBench(persistence::Database* other = nullptr);

  TempDatabase store;
  persistence::Database& database;
  FixedClock clock{at("2026-11-25T08:00:00Z")};
  SeededRandom random{7};
  FakeShop shop;
  std::map<std::string, FakeShop*> shops;     ///< by site name
  domain::AccountId account{};
  domain::Site site;
  jobs::JobServices services;

  domain::Site add_site(const std::string& name, FakeShop& its_shop);

  // The till.
  domain::Item an_item(const std::string& id) const;
  void post_item(const domain::Item& item, const std::string& quantity, const std::string& price);
  void post_items(int count, const std::string& quantity);   ///< "I0001" …
  void post_quantity(const std::string& id, const std::string& quantity);
  void post_price(const domain::ItemPrice& price);
  void save_shipment(const std::string& shipment_id, const std::string& web_order_id, const std::string& pieces);

  // The runner.
  jobs::RunReport run(domain::JobKind job, const jobs::RunOptions& options = {}, const std::string& site_name = "shop");
  /// Claims as a runner would and leaves the job to the test.
  domain::JobLease claim(domain::JobKind job, const std::string& owner = "runner-a");
  jobs::RunReport run_claimed(const domain::JobLease& lease, std::stop_token stop = {});
  /// Creates what the till posted so far in the shop, and lets inventory and pricing see that nothing is left to do.
  void settle_all();

  // The store.
  std::vector<domain::Delivery> rows(domain::JobKind job);
  std::optional<domain::Delivery> row(domain::JobKind job, const std::string& id);
  std::optional<domain::Listing> listing(const std::string& id);
  domain::JobStatus status(domain::JobKind job, const std::string& site_name = "shop");
  domain::SiteHealth health();
  void update_site(const std::function<void(domain::Site&)>& change);

 private:
  void write(const std::function<void(persistence::UnitOfWork&, domain::Step)>& work);
  domain::SiteId site_id(const std::string& name);
};

inline base::Decimal whole(int value) { return base::Decimal::from_integer(value); }

}  // namespace tillbridge::tests

namespace tillbridge::base {
inline std::ostream& operator<<(std::ostream& out, const Decimal& value) { return out << value.to_text(); }
}  // namespace tillbridge::base
