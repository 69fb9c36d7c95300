#include <boost/test/unit_test.hpp>

#include "connectors/shopify/pacer.hpp"
#include "tests/support/fake_shopify_fixture.hpp"
#include "tests/support/fake_woocommerce_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using shopify::Pacer;
using tests::FakeShopify;
using tests::ShopifyFixture;

namespace {

http::Json told(double asked, double available) {
  return {{"cost", {{"requestedQueryCost", asked}, {"throttleStatus", {{"maximumAvailable", 1000.0}, {"currentlyAvailable", available}, {"restoreRate", 50.0}}}}}};
}

http::Json read(const http::Json& json) { return *http::parse_json(json.dump()); }

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_pacer)

BOOST_AUTO_TEST_CASE(nothing_waits_before_the_shop_has_told_its_points) {
  Pacer pacer;
  BOOST_TEST(pacer.wait_for("A", 900, tests::at("2026-11-25T08:00:00Z")).count() == 0);
}

BOOST_AUTO_TEST_CASE(a_dear_document_waits_until_the_bucket_is_half_full_or_holds_it) {
  Pacer pacer;
  const auto now = tests::at("2026-11-25T08:00:00Z");
  pacer.note("A", 10, read(told(10, 100)), now);
  BOOST_TEST(pacer.wait_for("A", 100, now).count() == 0);
  BOOST_TEST(pacer.wait_for("A", 101, now).count() == 8);   // to 500
  BOOST_TEST(pacer.wait_for("A", 700, now).count() == 12);  // to 700
  BOOST_TEST(pacer.wait_for("A", 101, now + std::chrono::seconds(1)).count() == 0);
}

BOOST_AUTO_TEST_CASE(the_shops_own_figure_corrects_ours) {
  Pacer pacer;
  const auto now = tests::at("2026-11-25T08:00:00Z");
  pacer.note("A", 100, read(told(300, 250)), now);
  BOOST_TEST(pacer.wait_for("A", 80, now).count() == 0);
  BOOST_TEST(pacer.wait_for("A", 90, now).count() > 0);
  BOOST_TEST(pacer.wait_for("B", 90, now).count() == 0);
}

BOOST_AUTO_TEST_CASE(what_can_never_fit_is_left_to_the_shop) {
  Pacer pacer;
  const auto now = tests::at("2026-11-25T08:00:00Z");
  pacer.note("A", 10, read(told(10, 1000)), now);
  BOOST_TEST(pacer.wait_for("A", 5'000, now).count() == 0);
}

BOOST_AUTO_TEST_CASE(a_connector_stops_before_the_wall_and_what_was_done_is_done) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) { shop.bucket() = {.maximum = 1'000, .available = 1'000, .per_second = 50}; });
  std::vector<PriceWrite> writes;
  for (int i = 0; i < 200; ++i) writes.push_back({.item_id = "x", .remote = f.add_simple("A-" + std::to_string(i)), .price = {.price = tests::dec("5")}});
  const auto connector = f.connector();
  auto outcomes = connector->set_prices(writes);
  int done = 0;
  for (const auto& outcome : outcomes) {
    if (outcome.ok()) ++done;
    else BOOST_TEST((outcome.kind == OutcomeKind::kThrottled), outcome.code);
  }
  BOOST_TEST(done == 100);
  BOOST_TEST(f.count("SetPrices") == 5);
  const auto wait = std::find_if(outcomes.begin(), outcomes.end(), [](const Outcome& outcome) { return !outcome.ok(); })->retry_after;
  BOOST_TEST(wait.count() == 10);
  f.clock.advance(wait);
  BOOST_TEST(connector->set_prices({&writes[150], 1})[0].ok());
}

BOOST_AUTO_TEST_CASE(a_refusal_for_want_of_points_in_status_200_says_how_long_to_wait) {
  ShopifyFixture f;
  const auto ref = f.add_simple("A-1");
  f.shop.with([](FakeShopify& shop) { shop.bucket() = {.maximum = 1'000, .available = 2, .per_second = 50}; });
  const std::vector<StockWrite> writes{{.item_id = "x", .remote = ref, .quantity = tests::dec("9")}};
  const auto outcome = f.connector()->set_stock(writes)[0];
  BOOST_TEST((outcome.kind == OutcomeKind::kThrottled));
  BOOST_TEST(outcome.code == "THROTTLED");
  BOOST_TEST(outcome.retry_after.count() == 10);
}

BOOST_AUTO_TEST_SUITE_END()
