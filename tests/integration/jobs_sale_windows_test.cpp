// Sales that start and end by the clock, as a runner meets them, on both stores and with shops of both kinds.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/time_text.hpp"
#include "tests/integration/jobs_bench.hpp"
#include "tests/support/temp_mariadb.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using domain::JobKind;

namespace {

using AllStores = std::tuple<TempDatabase, TempMariadb>;

base::Timestamp local(const std::string& text, const std::string& zone) { return base::parse_xsd_datetime(text, zone).value(); }

/// One sale as a till posts it, in the account's time, and when shoppers must see it; "" = never.
struct Sale {
  const char* zone;
  const char* start;
  const char* end;
  const char* seen_from;
  const char* seen_until;
};

const Sale kSales[] = {
    // Clocks forward: the hour after 02:00 is missing.
    {"Europe/Berlin", "2026-03-28T12:00:00", "2026-03-29T02:30:00", "2026-03-28T11:00:00Z", "2026-03-29T01:00:00Z"},
    {"Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T12:00:00", "2026-03-29T01:00:00Z", "2026-03-29T10:00:00Z"},
    {"Europe/Berlin", "2026-03-29T01:59:00", "2026-03-29T03:00:00", "2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z"},
    {"Europe/Berlin", "2026-03-29T02:59:00", "2026-03-29T03:01:00", "2026-03-29T01:00:00Z", "2026-03-29T01:01:00Z"},
    {"Europe/Berlin", "2026-03-29T02:15:00", "2026-03-29T02:45:00", "", ""},
    {"Europe/Berlin", "2026-03-29T00:00:00", "2026-03-30T00:00:00", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"},
    // Clocks back: the hour after 02:00 comes twice.
    {"Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T03:00:00", "2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z"},
    {"Europe/Berlin", "2026-10-25T01:00:00", "2026-10-25T02:30:00", "2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z"},
    {"Europe/Berlin", "2026-10-25T00:00:00", "2026-10-26T00:00:00", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"},
    {"America/New_York", "2026-03-08T02:30:00", "2026-03-08T09:00:00", "2026-03-08T07:00:00Z", "2026-03-08T13:00:00Z"},
    {"America/New_York", "2026-11-01T01:30:00", "2026-11-01T02:00:00", "2026-11-01T05:30:00Z", "2026-11-01T07:00:00Z"},
    {"Asia/Kathmandu", "2026-05-01T00:00:00", "2026-05-02T00:00:00", "2026-04-30T18:15:00Z", "2026-05-01T18:15:00Z"},
    // Half an hour is missing, half an hour comes twice.
    {"Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-05T02:00:00", "2026-04-04T14:45:00Z", "2026-04-04T15:30:00Z"},
    {"Australia/Lord_Howe", "2026-10-04T02:10:00", "2026-10-04T03:00:00", "2026-10-03T15:30:00Z", "2026-10-03T16:00:00Z"},
    {"Pacific/Apia", "2026-01-01T00:00:00", "2026-01-02T00:00:00", "2025-12-31T11:00:00Z", "2026-01-01T11:00:00Z"},
    // Windows that are none, and halves of one.
    {"Europe/Berlin", "2026-06-01T10:00:00", "2026-06-01T10:00:00", "", ""},
    {"Europe/Berlin", "2026-06-02T10:00:00", "2026-06-01T10:00:00", "", ""},
    {"Europe/Berlin", "2026-06-01T10:00:00", "", "2026-06-01T08:00:00Z", "2099-01-01T00:00:00Z"},
    {"Europe/Berlin", "", "2026-06-01T10:00:00", "2000-01-01T00:00:00Z", "2026-06-01T08:00:00Z"},
    // Offsets told by the till count, whatever the account's zone is.
    {"Europe/Berlin", "2026-07-01T12:00:00Z", "2026-07-01T12:00:30-03:30", "2026-07-01T12:00:00Z", "2026-07-01T15:30:30Z"},
};

domain::ItemPrice price_of(const std::string& id, const Sale& sale) {
  domain::ItemPrice price;
  price.item_id = id;
  price.price = whole(10);
  price.sale_price = whole(8);
  if (*sale.start) price.sale_start = local(sale.start, sale.zone);
  if (*sale.end) price.sale_end = local(sale.end, sale.zone);
  return price;
}

/// What a shopper pays less: a shop that keeps windows looks at them itself.
bool shoppers_see_a_sale(JobsBench& bench, const std::string& id) {
  const auto price = bench.shop.price(id);
  return price && price->sale_price && (!price->sale_start || *price->sale_start <= bench.clock.now()) && (!price->sale_end || bench.clock.now() < *price->sale_end);
}

void set_interval(JobsBench& bench, std::chrono::seconds interval) {
  bench.database.write([&](persistence::UnitOfWork& work) { work.jobs().store_interval(bench.account, bench.site.id, JobKind::kPricing, interval, ""); });
}

void run_due(jobs::JobRunner& runner) {
  while (runner.run_one()) {
  }
}

/// A shop with items A (and others), an hour between two pricing runs, and one runner.
struct Scene {
  explicit Scene(persistence::Database& database, bool keeps_window = false) : bench(&database), runner(bench.services, "runner") {
    bench.shop.capabilities.sale_window = keeps_window;
    set_interval(bench, 1h);
  }
  void post_with_sale(const std::string& id, const char* start, const char* end) {
    bench.post_item(bench.an_item(id), "1", "10");
    bench.post_price(price_of(id, {"Etc/UTC", start, end, "", ""}));
    run_due(runner);
    bench.clock.advance(2h);
    run_due(runner);
  }
  void go_to(const char* moment) {
    bench.clock.set(at(moment));
    run_due(runner);
  }
  bool on_sale() { return shoppers_see_a_sale(bench, "A"); }

  JobsBench bench;
  jobs::JobRunner runner;
};

void walk_through_all_sales(persistence::Database& database, bool keeps_window) {
  Scene scene(database, keeps_window);
  auto& bench = scene.bench;
  bench.clock.set(at("2025-12-01T00:00:00Z"));
  std::vector<std::string> ids;
  std::set<base::Timestamp> moments;
  for (const auto& sale : kSales) {
    ids.push_back(fmt::format("S{:02}", ids.size()));
    bench.post_item(bench.an_item(ids.back()), "1", "10");
    bench.post_price(price_of(ids.back(), sale));
    for (const auto* edge : {sale.seen_from, sale.seen_until})
      for (const auto around : {-1s, 0s, 1s})
        if (*edge && at(edge) > bench.clock.now() && at(edge) < at("2099-01-01T00:00:00Z")) moments.insert(at(edge) + around);
  }
  bench.settle_all();
  for (const auto moment : moments) {
    bench.clock.set(moment);
    run_due(scene.runner);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto& sale = kSales[i];
      const bool expected = *sale.seen_from && at(sale.seen_from) <= moment && moment < at(sale.seen_until);
      BOOST_TEST(shoppers_see_a_sale(bench, ids[i]) == expected, sale.zone << " " << sale.start << " to " << sale.end << " at " << base::format_utc(moment));
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_sale_windows)

BOOST_AUTO_TEST_CASE_TEMPLATE(sales_start_and_end_to_the_second_where_the_shop_keeps_no_window, Store, AllStores) {
  Store store;
  walk_through_all_sales(*store, false);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(sales_start_and_end_to_the_second_where_the_shop_keeps_windows, Store, AllStores) {
  Store store;
  walk_through_all_sales(*store, true);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_job_is_woken_when_a_sale_starts_and_when_it_ends, Store, AllStores) {
  Store store;
  Scene scene(*store);
  scene.post_with_sale("A", "2026-11-25T12:20:00Z", "2026-11-25T12:25:00Z");
  scene.go_to("2026-11-25T12:19:59Z");
  const auto runs = scene.runner.runs();
  BOOST_TEST(!scene.on_sale());
  scene.go_to("2026-11-25T12:20:00Z");
  BOOST_TEST(scene.on_sale());
  BOOST_TEST(scene.runner.runs() == runs + 1);
  scene.go_to("2026-11-25T12:24:00Z");
  BOOST_TEST(scene.runner.runs() == runs + 1);
  scene.go_to("2026-11-25T12:25:00Z");
  BOOST_TEST(!scene.on_sale());
  BOOST_TEST(scene.runner.runs() == runs + 2);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_sale_that_the_till_posts_after_the_last_run_starts_on_time, Store, AllStores) {
  Store store;
  Scene scene(*store);
  scene.post_with_sale("A", "2027-01-01T00:00:00Z", "");
  scene.bench.post_price(price_of("A", {"Etc/UTC", "2026-11-25T10:10:00Z", "", "", ""}));
  scene.go_to("2026-11-25T10:09:00Z");
  BOOST_TEST(!scene.on_sale());
  scene.go_to("2026-11-25T10:10:00Z");
  BOOST_TEST(scene.on_sale());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_runner_that_was_down_over_a_whole_sale_shows_nothing_of_it, Store, AllStores) {
  Store store;
  Scene scene(*store);
  scene.post_with_sale("A", "2026-11-25T12:00:00Z", "2026-11-25T18:00:00Z");
  const auto calls = scene.bench.shop.calls("set_prices");
  scene.go_to("2026-11-26T08:00:00Z");
  BOOST_TEST(!scene.on_sale());
  BOOST_TEST(scene.bench.shop.calls("set_prices") == calls);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_runner_that_was_down_over_the_end_ends_the_sale_when_it_is_back, Store, AllStores) {
  Store store;
  Scene scene(*store);
  scene.post_with_sale("A", "2026-11-25T12:00:00Z", "2026-11-25T18:00:00Z");
  scene.go_to("2026-11-25T12:00:00Z");
  BOOST_TEST(scene.on_sale());
  scene.go_to("2026-11-27T08:00:00Z");
  BOOST_TEST(!scene.on_sale());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_job_that_runs_by_hand_is_not_woken_and_right_when_it_runs, Store, AllStores) {
  Store store;
  Scene scene(*store);
  scene.post_with_sale("A", "2026-11-25T12:00:00Z", "2026-11-25T18:00:00Z");
  set_interval(scene.bench, 0s);
  scene.go_to("2026-11-25T13:00:00Z");
  BOOST_TEST(!scene.on_sale());
  scene.bench.run(JobKind::kPricing);
  BOOST_TEST(scene.on_sale());
  scene.go_to("2026-11-28T13:00:00Z");
  scene.bench.run(JobKind::kPricing);
  BOOST_TEST(!scene.on_sale());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(sales_that_a_wrong_clock_started_are_taken_back_when_it_is_right, Store, AllStores) {
  Store store;
  Scene scene(*store);
  scene.post_with_sale("A", "2026-12-24T00:00:00Z", "2026-12-27T00:00:00Z");
  scene.go_to("2026-12-25T00:00:00Z");
  BOOST_TEST(scene.on_sale());
  scene.bench.clock.set(at("2026-11-25T11:00:00Z"));
  scene.bench.run(JobKind::kPricing);
  BOOST_TEST(!scene.on_sale());
  scene.bench.clock.set(at("2026-12-25T00:00:01Z"));
  scene.bench.run(JobKind::kPricing);
  BOOST_TEST(scene.on_sale());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_clock_put_back_by_an_hour_loses_no_start, Store, AllStores) {
  Store store;
  Scene scene(*store);
  scene.post_with_sale("A", "2027-01-01T00:00:00Z", "");
  scene.go_to("2026-11-25T12:00:00Z");
  scene.bench.clock.set(at("2026-11-25T11:00:00Z"));
  scene.bench.post_price(price_of("A", {"Etc/UTC", "2026-11-25T11:30:00Z", "", "", ""}));
  scene.bench.run(JobKind::kPricing);
  BOOST_TEST(!scene.on_sale());
  scene.bench.clock.set(at("2026-11-25T12:00:01Z"));
  scene.bench.run(JobKind::kPricing);
  BOOST_TEST(scene.on_sale());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_price_that_falls_to_the_sale_price_clears_the_sale_and_a_rise_brings_it_back, Store, AllStores) {
  Store store;
  Scene scene(*store);
  scene.post_with_sale("A", "2026-11-25T08:30:00Z", "");
  auto price = price_of("A", {"Etc/UTC", "2026-11-25T08:30:00Z", "", "", ""});
  BOOST_TEST(scene.on_sale());
  for (const int now : {8, 7}) {
    price.price = whole(now);
    scene.bench.post_price(price);
    scene.bench.run(JobKind::kPricing);
    BOOST_TEST(!scene.on_sale());
    BOOST_TEST((scene.bench.shop.price("A")->price == whole(now)));
  }
  price.price = whole(9);
  scene.bench.post_price(price);
  scene.bench.run(JobKind::kPricing);
  BOOST_TEST(scene.on_sale());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_shop_that_keeps_windows_hears_of_start_and_end_once_each, Store, AllStores) {
  Store store;
  Scene scene(*store, true);
  scene.post_with_sale("A", "2026-11-25T12:00:00Z", "2026-11-25T18:00:00Z");
  const auto calls = scene.bench.shop.calls("set_prices");
  BOOST_TEST((scene.bench.shop.price("A")->sale_start == at("2026-11-25T12:00:00Z")));
  BOOST_TEST((scene.bench.shop.price("A")->sale_end == at("2026-11-25T18:00:00Z")));
  for (const auto* moment : {"2026-11-25T12:00:00Z", "2026-11-25T13:30:00Z", "2026-11-25T17:59:59Z"}) scene.go_to(moment);
  BOOST_TEST(scene.bench.shop.calls("set_prices") == calls + 1);
  BOOST_TEST(!scene.bench.shop.price("A")->sale_start.has_value());
  for (const auto* moment : {"2026-11-25T18:00:00Z", "2026-11-25T20:00:00Z"}) scene.go_to(moment);
  BOOST_TEST(scene.bench.shop.calls("set_prices") == calls + 2);
  BOOST_TEST(!scene.bench.shop.price("A")->sale_price.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
