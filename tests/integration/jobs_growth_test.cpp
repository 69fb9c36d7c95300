// What runs, looks and pages cost must not grow with what is stored beside them: counted by what the databases do, so that a lost index or a
// plan that walks through a whole account shows at once.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <tuple>

#include "domain/derive_documents.hpp"
#include "services/handlers/offer_documents.hpp"
#include "tests/integration/jobs_bench.hpp"
#include "tests/support/temp_mariadb.hpp"
#include "tests/support/work_meter.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::JobKind;
using persistence::UnitOfWork;

namespace {

using AllStores = std::tuple<TempDatabase, TempMariadb>;

constexpr int kFew = 30, kMany = 3'000;

/// Between two sizes of which one is a hundred times the other; a plan that goes by the key may look at a row more or less.
bool is_about(std::int64_t large, std::int64_t small) { return large <= small + small / 4 + 20; }

/// A shop that has all of its items as the till posted them.
template <class Store>
struct Retailer {
  Store store;
  WorkMeter meter{store};
  JobsBench bench{&*store};

  enum Figures { kFresh, kLate };     ///< what the server knows about its tables

  explicit Retailer(int items, Figures figures = kFresh) {
    if (figures == kLate) meter.keep_figures_late();
    bench.shop.capabilities.publish_batch = bench.shop.capabilities.stock_batch = 500;
    bench.post_items(items, "7");
    bench.settle_all();
    if (figures == kFresh) meter.settle();
    for (const auto job : {JobKind::kProducts, JobKind::kInventory, JobKind::kPricing}) run(job);  // what is read once per connection
  }
  std::int64_t run(JobKind job) {
    return meter.of([&] { BOOST_TEST(bench.run(job).result == "ok"); });
  }
};

/// Accounts whose jobs are all due tomorrow.
template <class Store>
std::int64_t cost_of_a_look(int accounts) {
  Store store;
  WorkMeter meter(store);
  const auto now = at("2026-11-25T08:00:00Z");
  store->write([&](UnitOfWork& work) {
    for (int n = 0; n < accounts; ++n) {
      auto account = an_account();
      account.store_id = fmt::format("store-{}", n);
      auto site = a_site();
      site.account_id = work.accounts().insert(account);
      work.jobs().insert_for_site(site.account_id, work.sites().insert(site), now + std::chrono::hours(24));
    }
  });
  meter.settle();
  auto look = [&] {
    store->write([&](UnitOfWork& work) {
      BOOST_TEST(!work.jobs().claim_due("runner", now, std::chrono::minutes(5), {.except = {}, .one_lane = {"magento"}}).has_value());
      BOOST_TEST(work.jobs().list_leases(now).empty());
    });
  };
  look();
  return meter.of(look);
}

/// A page of ten new documents beside so many that were confirmed.
template <class Store>
std::int64_t cost_of_a_page(int confirmed) {
  constexpr int kNew = 10;
  Store store;
  WorkMeter meter(store);
  const FixedClock clock(at("2026-11-25T08:00:00Z"));
  domain::AccountId account{};
  store->write([&](UnitOfWork& work) {
    auto site = a_site();
    account = site.account_id = work.accounts().insert(an_account());
    site.id = work.sites().insert(site);
    for (int n = 0; n < confirmed + kNew; ++n) {
      domain::Document document;
      document.site_id = site.id;
      document.site_name = site.name;
      document.event_id = fmt::format("e{}", n);
      document.order_id = fmt::format("ord_{}", n);
      document.occurred_at = document.placed_at = clock.now();
      document.total = decimal("12.34");
      document.id = domain::document_id_of(an_account(), site.id, domain::DocumentKind::kTransaction, document.event_id, 0);
      work.documents().append(account, document, clock.now() + std::chrono::microseconds(n));
      if (n < confirmed) work.documents().store_state(account, document.id, domain::DocumentState::kConfirmed);
    }
  });
  meter.settle();
  auto page = [&] {
    const auto offered = services::offer_documents(*store, clock, {account, "till", "req_1"}, domain::DocumentKind::kTransaction, {kNew, "", ""});
    BOOST_REQUIRE(offered);
    BOOST_TEST(offered->documents.size() == static_cast<std::size_t>(kNew));
  };
  page();
  return meter.of(page);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_growth)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_run_costs_no_more_in_a_large_catalogue, Store, AllStores) {
  Retailer<Store> small(kFew), large(kMany);
  for (const auto job : {JobKind::kProducts, JobKind::kInventory, JobKind::kPricing}) {
    const auto in_small = small.run(job), in_large = large.run(job);
    BOOST_TEST(is_about(in_large, in_small), domain::to_word(job) << " with nothing changed: " << in_small << " among " << kFew << ", " << in_large << " among " << kMany);
  }
  for (auto* bench : {&small.bench, &large.bench})
    for (int n = 1; n <= 20; ++n) bench->post_quantity(fmt::format("I{:04}", n), "8");
  const auto in_small = small.run(JobKind::kInventory), in_large = large.run(JobKind::kInventory);
  BOOST_TEST(is_about(in_large, in_small), "20 changed: " << in_small << " among " << kFew << ", " << in_large << " among " << kMany);
  BOOST_TEST(large.bench.shop.quantity("I0020") == whole(8));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_run_finds_its_changes_in_tables_that_grew_a_moment_ago, Store, AllStores) {
  Retailer<Store> shop(kMany, Retailer<Store>::kLate);
  shop.bench.post_items(kMany, "8");
  const auto all = shop.run(JobKind::kInventory);
  BOOST_TEST(shop.bench.shop.quantity("I3000") == whole(8));
  BOOST_TEST(all < kMany * 1'000, kMany << " changed items cost " << all);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_look_for_work_costs_no_more_with_many_accounts, Store, AllStores) {
  const auto few = cost_of_a_look<Store>(3), many = cost_of_a_look<Store>(300);
  BOOST_TEST(is_about(many, few), few << " with 3 accounts, " << many << " with 300");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_page_of_documents_costs_no_more_beside_many_confirmed_ones, Store, AllStores) {
  const auto few = cost_of_a_page<Store>(20), many = cost_of_a_page<Store>(2'000);
  BOOST_TEST(is_about(many, few), few << " beside 20, " << many << " beside 2,000");
}

BOOST_AUTO_TEST_SUITE_END()
