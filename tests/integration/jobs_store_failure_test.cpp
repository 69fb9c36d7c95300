#include <boost/test/unit_test.hpp>

#include "tests/integration/jobs_bench.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using domain::JobKind;

namespace {

/// A store whose n-th writing transaction from now on fails, and every one after it until `recover`: as a process that dies there. With
/// `lost` the n-th is stored and only its answer is missing.
class DyingDatabase final : public persistence::Database {
 public:
  explicit DyingDatabase(persistence::Database& inner) : inner_(inner) {}

  void die_at(int nth, bool lost) {
    left_ = nth;
    lost_ = lost;
    died_ = false;
  }
  void recover() {
    left_ = -1;
    died_ = false;
  }
  bool died() const { return died_; }

  void write(const std::function<void(persistence::UnitOfWork&)>& work) override {
    if (died_) throw persistence::DatabaseUnavailable("dead");
    const bool last = left_ > 0 && --left_ == 0;
    if (!last || lost_) inner_.write(work);
    if (!last) return;
    died_ = true;
    throw persistence::DatabaseUnavailable("died");
  }
  void read(const std::function<void(persistence::UnitOfWork&)>& work) override {
    if (died_) throw persistence::DatabaseUnavailable("dead");
    inner_.read(work);
  }
  void glance(const std::function<void(persistence::UnitOfWork&)>& look) override {
    if (died_) throw persistence::DatabaseUnavailable("dead");
    inner_.glance(look);
  }
  void ping() override { inner_.ping(); }
  std::string description() const override { return inner_.description(); }
  bool is_embedded() const override { return inner_.is_embedded(); }

 private:
  persistence::Database& inner_;
  int left_ = -1;
  bool lost_ = false;
  bool died_ = false;
};

struct Bench {
  TempDatabase real;
  DyingDatabase store{*real};
  JobsBench bench{&store};

  /// Runs `job` and dies at its n-th transaction; false when it has fewer.
  bool run_and_die(JobKind job, int nth, bool lost) {
    store.die_at(nth, lost);
    try {
      bench.run(job);
    } catch (const persistence::DatabaseUnavailable&) {
    }
    const bool died = store.died();
    store.recover();
    bench.clock.advance(bench.services.settings.lease + 1s);
    return died;
  }
};

constexpr int kMostTransactions = 40;

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_store_failure)

BOOST_AUTO_TEST_CASE(a_death_at_any_transaction_loses_no_change_of_stock) {
  for (const bool lost : {false, true}) {
    Bench it;
    it.bench.post_item(it.bench.an_item("A"), "10", "5");
    it.bench.settle_all();
    int deaths = 0;
    for (int nth = 1; nth < kMostTransactions; ++nth) BOOST_TEST_CONTEXT("transaction " << nth << " lost " << lost) {
        const auto quantity = std::to_string(100 + nth);
        it.bench.post_quantity("A", quantity);
        const bool died = it.run_and_die(JobKind::kInventory, nth, lost);
        it.bench.run(JobKind::kInventory);
        BOOST_TEST(it.bench.shop.quantity("A") == decimal(quantity));
        BOOST_TEST(it.bench.rows(JobKind::kInventory).empty());
        if (!died) break;
        ++deaths;
      }
    BOOST_TEST(deaths >= 4);
  }
}

BOOST_AUTO_TEST_CASE(a_death_at_any_transaction_makes_each_product_once) {
  for (const bool lost : {false, true}) {
    Bench it;
    int deaths = 0;
    for (int nth = 1; nth < kMostTransactions; ++nth) BOOST_TEST_CONTEXT("transaction " << nth << " lost " << lost) {
        const auto id = "N" + std::to_string(nth);
        it.bench.post_item(it.bench.an_item(id), "3", "5");
        const bool died = it.run_and_die(JobKind::kProducts, nth, lost);
        it.bench.run(JobKind::kProducts);
        BOOST_REQUIRE(it.bench.listing(id).has_value());
        BOOST_TEST((it.bench.listing(id)->remote == it.bench.shop.product(id).remote));
        BOOST_TEST(it.bench.rows(JobKind::kProducts).empty());
        it.bench.run(JobKind::kInventory);
        it.bench.post_quantity(id, "4");
        it.bench.run(JobKind::kInventory);
        BOOST_TEST(it.bench.shop.quantity(id) == whole(4));
        if (!died) break;
        ++deaths;
      }
    BOOST_TEST(deaths >= 4);
  }
}

BOOST_AUTO_TEST_CASE(a_death_at_any_transaction_loses_no_order_and_doubles_no_parcel) {
  for (const bool lost : {false, true}) {
    Bench it;
    it.bench.post_item(it.bench.an_item("A"), "1000", "5");
    it.bench.settle_all();
    int deaths = 0;
    std::size_t parcels = 0;
    for (int nth = 1; nth < kMostTransactions; ++nth) BOOST_TEST_CONTEXT("transaction " << nth << " lost " << lost) {
        const auto sold = "W" + std::to_string(nth);
        it.bench.shop.sell(sold, "A", "1", it.bench.clock.now());
        bool died = it.run_and_die(JobKind::kOrders, nth, lost);
        it.bench.run(JobKind::kOrders);
        it.bench.save_shipment("S" + sold, sold, "1");
        died = it.run_and_die(JobKind::kOrders, nth, lost) || died;
        it.bench.clock.advance(3h);
        it.bench.run(JobKind::kOrders);
        BOOST_TEST(it.bench.shop.shipments().size() == ++parcels);
        it.bench.run(JobKind::kInventory);
        // 1,000 in the till, which has not counted again: each sold piece stays reserved.
        BOOST_TEST(it.bench.shop.quantity("A") == whole(1000 - nth));
        if (!died) break;
        ++deaths;
      }
    BOOST_TEST(deaths >= 5);
  }
}

BOOST_AUTO_TEST_SUITE_END()
