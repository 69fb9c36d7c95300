#include <boost/test/unit_test.hpp>

#include "tests/integration/jobs_bench.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using connectors::OutcomeKind;
using domain::DeliveryState;
using domain::JobKind;

namespace {

struct Bench : JobsBench {
  domain::Item variant(const std::string& id, const std::string& size) const {
    auto item = an_item(id);
    item.product_id = "TEE";
    item.name = "Tee " + size;
    item.options = {{"Size", size}};
    return item;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_products)

BOOST_FIXTURE_TEST_CASE(creates_a_product_with_price_and_quantity_once, Bench) {
  post_item(an_item("A"), "3", "9.99");
  BOOST_TEST(run(JobKind::kProducts).sent == 1);
  BOOST_TEST(shop.quantity("A") == whole(3));
  BOOST_TEST((shop.price("A")->price == decimal("9.99")));
  BOOST_TEST(!listing("A")->adopted);
  // Stock and prices are compared once more and found equal.
  BOOST_TEST(run(JobKind::kInventory).calls == 0);
  BOOST_TEST(run(JobKind::kPricing).calls == 0);
  BOOST_TEST(run(JobKind::kProducts).calls == 0);
}

BOOST_FIXTURE_TEST_CASE(creates_without_a_price_and_sends_it_when_it_comes, Bench) {
  post_item(an_item("A"), "3", "");
  run(JobKind::kProducts);
  BOOST_TEST(!shop.price("A").has_value());
  BOOST_TEST(run(JobKind::kPricing).calls == 0);
  post_item(an_item("A"), "", "7");
  BOOST_TEST(run(JobKind::kPricing).sent == 1);
  BOOST_TEST((shop.price("A")->price == whole(7)));
}

BOOST_FIXTURE_TEST_CASE(texts_of_a_product_that_exists_are_the_merchants, Bench) {
  post_item(an_item("A"), "3", "9");
  settle_all();
  auto renamed = an_item("A");
  renamed.name = "Another name";
  post_item(renamed, "", "");
  const auto before = shop.writing_calls();
  run(JobKind::kProducts);
  BOOST_TEST(shop.writing_calls() == before);
  BOOST_TEST(shop.product("A").name == "Item A");
}

BOOST_FIXTURE_TEST_CASE(groups_variants_into_one_product_and_one_call, Bench) {
  post_item(variant("T-S", "S"), "1", "5");
  post_item(variant("T-M", "M"), "2", "5");
  post_item(an_item("A"), "3", "9");
  const auto report = run(JobKind::kProducts);
  BOOST_TEST(report.sent == 3);
  BOOST_TEST(report.calls == 1);
  BOOST_TEST(shop.product("T-S").name == "Tee");
  BOOST_TEST(shop.product("T-S").remote.product_id == shop.product("T-M").remote.product_id);
  BOOST_TEST(shop.product("T-S").remote.variant_id != shop.product("T-M").remote.variant_id);
  BOOST_TEST(shop.quantity("T-M") == whole(2));
  BOOST_TEST(rows(JobKind::kProducts).empty());
}

BOOST_FIXTURE_TEST_CASE(adds_a_later_variant_to_its_parent_hidden, Bench) {
  post_item(variant("T-S", "S"), "1", "5");
  settle_all();
  post_item(variant("T-M", "M"), "2", "5");
  BOOST_TEST(run(JobKind::kProducts).sent == 1);
  BOOST_TEST(shop.product("T-M").remote.product_id == shop.product("T-S").remote.product_id);
  BOOST_TEST(shop.product("T-M").hidden);
  BOOST_TEST(!shop.product("T-S").hidden);
}

BOOST_FIXTURE_TEST_CASE(variants_of_one_product_over_many_claims_stay_together, Bench) {
  shop.capabilities.publish_batch = 1;
  for (int i = 0; i < 30; ++i) {
    auto item = variant("V" + std::to_string(100 + i), std::to_string(i));
    item.product_id = "P" + std::to_string(i % 3);
    post_item(item, "1", "5");
  }
  const auto report = run(JobKind::kProducts);
  BOOST_TEST(report.sent == 30);
  BOOST_TEST(report.calls == 3);
}

BOOST_FIXTURE_TEST_CASE(adopts_a_sku_that_the_shop_has_and_sends_stock_and_price, Bench) {
  shop.add_product("A", "99");
  post_item(an_item("A"), "3", "9");
  BOOST_TEST(run(JobKind::kProducts).sent == 1);
  BOOST_TEST(listing("A")->adopted);
  BOOST_TEST(shop.quantity("A") == whole(99));
  BOOST_TEST(run(JobKind::kInventory).sent == 1);
  BOOST_TEST(run(JobKind::kPricing).sent == 1);
  BOOST_TEST(shop.quantity("A") == whole(3));
  BOOST_TEST(shop.product("A").name == "by the merchant");
}

BOOST_FIXTURE_TEST_CASE(a_lost_answer_makes_no_second_product, Bench) {
  post_item(an_item("A"), "3", "9");
  shop.do_before_losing_answers();
  shop.fail_all(OutcomeKind::kUnknown, "timeout");
  run(JobKind::kProducts);
  BOOST_TEST(shop.has("A"));
  BOOST_TEST(!listing("A").has_value());
  const auto remote = shop.product("A").remote;
  shop.recover();
  clock.advance(1h);
  BOOST_TEST(run(JobKind::kProducts).sent == 1);
  BOOST_TEST((listing("A")->remote == remote));
}

BOOST_FIXTURE_TEST_CASE(an_item_that_is_not_sold_here_is_not_created, Bench) {
  auto offline = an_item("A");
  offline.sell_online = false;
  auto elsewhere = an_item("B");
  elsewhere.sites = {"other"};
  post_item(offline, "3", "9");
  post_item(elsewhere, "3", "9");
  BOOST_TEST(run(JobKind::kProducts).calls == 0);
  offline.sell_online = true;
  post_item(offline, "", "");
  BOOST_TEST(run(JobKind::kProducts).sent == 1);
}

BOOST_FIXTURE_TEST_CASE(takes_a_product_off_the_pages_once_and_leaves_showing_it_to_the_merchant, Bench) {
  post_item(an_item("A"), "3", "9");
  settle_all();
  auto item = an_item("A");
  item.sell_online = false;
  post_item(item, "", "");
  run(JobKind::kProducts);
  BOOST_TEST(shop.product("A").hidden);
  BOOST_TEST(shop.calls("set_visibility") == 1);
  post_item(item, "", "");
  run(JobKind::kProducts);
  BOOST_TEST(shop.calls("set_visibility") == 1);
  // On sale again: nothing is called; off again: it is.
  item.sell_online = true;
  post_item(item, "", "");
  run(JobKind::kProducts);
  BOOST_TEST(shop.calls("set_visibility") == 1);
  item.sites = {"other"};
  post_item(item, "", "");
  run(JobKind::kProducts);
  BOOST_TEST(shop.calls("set_visibility") == 2);
}

BOOST_FIXTURE_TEST_CASE(a_site_that_leaves_visibility_alone_is_left_alone, Bench) {
  update_site([](domain::Site& changed) { changed.sell_online_rule = domain::SellOnlineRule::kLeave; });
  post_item(an_item("A"), "3", "9");
  settle_all();
  auto item = an_item("A");
  item.sell_online = false;
  post_item(item, "", "");
  run(JobKind::kProducts);
  BOOST_TEST(shop.calls("set_visibility") == 0);
}

BOOST_FIXTURE_TEST_CASE(parks_skus_that_the_shop_cannot_hold_with_the_reason, Bench) {
  shop.capabilities.max_sku_length = 10;
  shop.capabilities.sku_case_sensitive = false;
  post_item(an_item("TOO-LONG-FOR-IT"), "1", "1");
  post_item(an_item("abc"), "1", "1");
  post_item(an_item("ABC"), "1", "1");
  auto member = variant("V1", "S");
  member.product_id = "PRODUCT-TOO-LONG";
  post_item(member, "1", "1");
  const auto report = run(JobKind::kProducts);
  BOOST_TEST(report.sent == 1);
  BOOST_TEST(report.parked == 3);
  BOOST_TEST(row(JobKind::kProducts, "TOO-LONG-FOR-IT")->last_code == "sku_too_long");
  BOOST_TEST(row(JobKind::kProducts, "V1")->last_code == "sku_too_long");
  const auto collision = row(JobKind::kProducts, "ABC");
  BOOST_REQUIRE(collision.has_value());
  BOOST_TEST(collision->last_code == "sku_collision");
  BOOST_TEST(collision->last_message.find("\"abc\"") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_refused_variant_parks_alone_and_comes_along_after_its_change, Bench) {
  post_item(variant("T-S", "S"), "1", "5");
  post_item(variant("T-M", "M"), "2", "5");
  shop.fail_item("T-M", OutcomeKind::kRejected, "option value not allowed");
  const auto report = run(JobKind::kProducts);
  BOOST_TEST(report.sent == 1);
  BOOST_TEST(report.parked == 1);
  BOOST_TEST((row(JobKind::kProducts, "T-M")->state == DeliveryState::kParked));
  shop.recover();
  post_item(variant("T-M", "Medium"), "", "");
  BOOST_TEST(run(JobKind::kProducts).sent == 1);
  BOOST_TEST(shop.product("T-M").remote.product_id == shop.product("T-S").remote.product_id);
  BOOST_TEST(rows(JobKind::kProducts).empty());
}

BOOST_FIXTURE_TEST_CASE(stock_that_changes_while_the_product_is_being_made_is_not_lost, Bench) {
  post_item(an_item("A"), "3", "9");
  shop.during_calls([&](const std::string& method) {
    if (method != "publish_products") return;
    post_quantity("A", "8");
    run(JobKind::kInventory);  // passes it by: there is no listing yet
  });
  run(JobKind::kProducts);
  shop.during_calls({});
  BOOST_TEST(shop.quantity("A") == whole(3));
  run(JobKind::kInventory);
  BOOST_TEST(shop.quantity("A") == whole(8));
}

BOOST_FIXTURE_TEST_CASE(a_dry_run_names_what_it_would_create, Bench) {
  post_item(variant("T-S", "S"), "1", "5");
  post_item(variant("T-M", "M"), "2", "5");
  const auto report = run(JobKind::kProducts, {.dry_run = true});
  BOOST_REQUIRE(report.planned.size() == 1u);
  BOOST_TEST(report.planned.front().what == "create draft \"Tee\" with 2 variant(s)");
  BOOST_TEST(shop.writing_calls() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
