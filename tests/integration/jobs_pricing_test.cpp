#include <boost/test/unit_test.hpp>

#include "tests/integration/jobs_bench.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using domain::JobKind;

namespace {

struct Bench : JobsBench {
  domain::ItemPrice a_sale() {
    domain::ItemPrice price;
    price.item_id = "A";
    price.price = whole(10);
    price.sale_price = whole(8);
    price.sale_start = at("2026-11-25T12:00:00Z");
    price.sale_end = at("2026-11-26T12:00:00Z");
    return price;
  }
  bool on_sale() { return shop.price("A")->sale_price.has_value(); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_pricing)

BOOST_FIXTURE_TEST_CASE(sends_price_and_sale_and_clears_the_sale, Bench) {
  shop.capabilities.sale_window = true;
  post_item(an_item("A"), "1", "10");
  settle_all();
  post_price(a_sale());
  BOOST_TEST(run(JobKind::kPricing).sent == 1);
  BOOST_TEST((shop.price("A")->sale_price == whole(8)));
  BOOST_TEST((shop.price("A")->sale_end == a_sale().sale_end));
  auto plain = a_sale();
  plain.sale_price.reset();
  post_price(plain);
  BOOST_TEST(run(JobKind::kPricing).sent == 1);
  BOOST_TEST(!on_sale());
}

BOOST_FIXTURE_TEST_CASE(opens_and_closes_a_sale_where_the_shop_keeps_no_window, Bench) {
  post_item(an_item("A"), "1", "10");
  settle_all();
  post_price(a_sale());
  BOOST_TEST(run(JobKind::kPricing).calls == 0);
  clock.set(at("2026-11-25T12:00:00Z"));
  BOOST_TEST(run(JobKind::kPricing).sent == 1);
  BOOST_TEST(on_sale());
  BOOST_TEST(!shop.price("A")->sale_end.has_value());
  clock.advance(1h);
  BOOST_TEST(run(JobKind::kPricing).calls == 0);
  clock.set(at("2026-11-26T12:00:01Z"));
  BOOST_TEST(run(JobKind::kPricing).sent == 1);
  BOOST_TEST(!on_sale());
}

BOOST_FIXTURE_TEST_CASE(a_sale_that_began_while_the_shop_was_down_is_not_forgotten, Bench) {
  post_item(an_item("A"), "1", "10");
  settle_all();
  post_price(a_sale());
  run(JobKind::kPricing);
  clock.set(at("2026-11-25T12:30:00Z"));
  shop.fail_all(connectors::OutcomeKind::kRetry);
  run(JobKind::kPricing);
  shop.recover();
  clock.advance(1h);
  run(JobKind::kPricing);
  BOOST_TEST(on_sale());
}

BOOST_FIXTURE_TEST_CASE(price_zero_is_a_price_and_no_price_is_none, Bench) {
  post_item(an_item("A"), "1", "10");
  settle_all();
  domain::ItemPrice price;
  price.item_id = "A";
  price.price = whole(0);
  post_price(price);
  BOOST_TEST(run(JobKind::kPricing).sent == 1);
  BOOST_TEST((shop.price("A")->price == whole(0)));
  price.price.reset();
  post_price(price);
  BOOST_TEST(run(JobKind::kPricing).calls == 0);
}

BOOST_AUTO_TEST_SUITE_END()
