#include <boost/test/unit_test.hpp>

#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(price_task)

namespace {

Verdict after(const std::string& price, const std::string& sale, const std::string& answer = {}, bool shown = true) {
  Scene scene;
  scene.stock_the_shop();
  auto task = make_price_task();
  task->begin(scene.stage);
  if (shown) {
    scene.shop.items["CONF-7-M"].price = base::Decimal::parse("22.5").value();
    scene.shop.items["CONF-7-M"].sale_price = base::Decimal::parse("19.9").value();
  }
  scene.call("UpdatePricing", "<PriceRows><PriceRow><ItemIntegrationId>CONF-7-M</ItemIntegrationId><Price>" + price + "</Price><SalePrice>" + sale + "</SalePrice></PriceRow></PriceRows>", answer);
  return scene.look(*task);
}

}  // namespace

BOOST_AUTO_TEST_CASE(passes_when_the_shop_shows_both_prices) { BOOST_TEST(is_passed(after("22.50", "19.9"))); }

BOOST_AUTO_TEST_CASE(waits_for_other_prices_and_for_the_shop) {
  BOOST_TEST(is_waiting(after("22.00", "19.90")));
  BOOST_TEST(is_waiting(after("22.50", "")));
  BOOST_TEST(says(after("22.50", "19.90", {}, false).expected, "tillbridge jobs"));
}

BOOST_AUTO_TEST_CASE(fails_on_a_comma_and_says_so) {
  const auto verdict = after("22,50", "19,90", Scene::row_result("bad_number", "no number"));
  BOOST_TEST(is_failed(verdict));
  BOOST_TEST(says(verdict.seen, "22,50"));
  BOOST_TEST(says(verdict.expected, "a comma is never guessed at"));
}

BOOST_AUTO_TEST_CASE(fails_on_another_refusal) { BOOST_TEST(says(after("22.50", "19.90", Scene::row_result("not_found", "unknown item")).seen, "not_found unknown item")); }

BOOST_AUTO_TEST_SUITE_END()
