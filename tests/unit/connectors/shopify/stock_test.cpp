#include <boost/test/unit_test.hpp>

#include "tests/support/fake_shopify_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using tests::calls_of;
using tests::FakeShopify;
using tests::ShopFault;
using tests::ShopifyFixture;

namespace {

StockWrite to(const domain::RemoteRef& remote, int quantity) {
  return {.item_id = "x", .remote = remote, .quantity = base::Decimal::from_integer(quantity)};
}

std::vector<Outcome> set(ShopifyFixture& f, const std::vector<StockWrite>& writes) { return f.connector()->set_stock(writes); }

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_stock)

BOOST_AUTO_TEST_CASE(levels_are_read_once_and_changed_in_one_call) {
  ShopifyFixture f;
  std::vector<StockWrite> writes;
  for (int i = 0; i < 250; ++i) writes.push_back(to(f.add_simple("S-" + std::to_string(i), "1.00", 1), i + 2));
  const auto connector = f.connector();
  for (const auto& outcome : connector->set_stock(writes)) BOOST_TEST(outcome.ok(), outcome.message);
  BOOST_TEST(f.available("S-249") == 251);
  BOOST_TEST(f.count("StockLevels") == 1);
  BOOST_TEST(f.count("SetStock") == 1);
  for (const auto& outcome : connector->set_stock(writes)) BOOST_TEST(outcome.ok());
  BOOST_TEST(f.count("StockLevels") == 2);
  BOOST_TEST(f.count("SetStock") == 1);
}

BOOST_AUTO_TEST_CASE(what_is_sold_between_reading_and_writing_is_not_overwritten_blindly) {
  ShopifyFixture f;
  const auto first = f.add_simple("A-1", "1.00", 5), second = f.add_simple("A-2", "1.00", 5);
  f.shop.with([&](FakeShopify& shop) { shop.catalogue().sell_before_next_write(shop.catalogue().with_sku("A-1").front()->id, 1); });
  for (const auto& outcome : set(f, {to(first, 9), to(second, 8)})) BOOST_TEST(outcome.ok(), outcome.message);
  BOOST_TEST(f.available("A-1") == 9);
  BOOST_TEST(f.available("A-2") == 8);
  BOOST_TEST(f.count("StockLevels") == 2);
  BOOST_TEST(f.count("SetStock") == 3);
}

BOOST_AUTO_TEST_CASE(a_level_that_never_stands_still_is_tried_later) {
  ShopifyFixture f;
  const auto ref = f.add_simple("A-1", "1.00", 50);
  for (int i = 0; i < 3; ++i)
    f.shop.before(calls_of("SetStock"), [&] { f.shop.catalogue().with_sku("A-1").front()->available["7001"] -= 1; });
  const auto outcome = set(f, {to(ref, 9)})[0];
  BOOST_TEST((outcome.kind == OutcomeKind::kRetry));
  BOOST_TEST(outcome.code == "stock_moved");
}

BOOST_AUTO_TEST_CASE(the_same_change_twice_a_day_is_made_twice) {
  ShopifyFixture f;
  const auto ref = f.add_simple("A-1", "1.00", 5);
  for (const int quantity : {7, 5, 7, 5}) {
    BOOST_TEST(set(f, {to(ref, quantity)})[0].ok());
    BOOST_TEST(f.available("A-1") == quantity);
  }
}

BOOST_AUTO_TEST_CASE(an_item_new_at_the_location_is_activated_there) {
  ShopifyFixture f;
  const auto ref = f.add_simple("A-1", "1.00", 5);
  f.shop.with([](FakeShopify& shop) { shop.catalogue().locations().push_back({"7002", "Warehouse"}); });
  f.site.options["location"] = "Warehouse";
  const auto outcome = set(f, {to(ref, 4)})[0];
  BOOST_TEST(outcome.ok(), outcome.message);
  BOOST_TEST(f.variant("A-1").available.at("7002") == 4);
  BOOST_TEST(f.variant("A-1").available.at("7001") == 5);
  BOOST_TEST(f.count("StockAtLocation") == 1);
}

BOOST_AUTO_TEST_CASE(several_locations_and_none_named_pauses_the_site) {
  ShopifyFixture f;
  const auto ref = f.add_simple("A-1");
  f.shop.with([](FakeShopify& shop) { shop.catalogue().locations().push_back({"7002", "Warehouse"}); });
  const auto outcome = set(f, {to(ref, 4)})[0];
  BOOST_TEST((outcome.kind == OutcomeKind::kUnauthorized));
  BOOST_TEST(outcome.code == "location_ambiguous");
  BOOST_TEST(outcome.message.find("Warehouse (7002)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_location_that_is_gone_is_looked_up_again_and_no_item_is_blamed) {
  for (const bool level_stays : {true, false}) {
    ShopifyFixture f;
    const auto ref = f.add_simple("A-1");
    BOOST_TEST(set(f, {to(ref, 4)})[0].ok());
    f.shop.with([&](FakeShopify& shop) {
      shop.catalogue().locations() = {{"7003", "New shop"}};
      auto& levels = shop.catalogue().with_sku("A-1").front()->available;
      if (!level_stays) levels.clear();
      levels["7003"] = 0;
    });
    const auto first = set(f, {to(ref, 6)})[0];
    BOOST_TEST((first.kind == OutcomeKind::kRetry), first.code);
    BOOST_TEST(set(f, {to(ref, 6)})[0].ok());
    BOOST_TEST(f.variant("A-1").available.at("7003") == 6);
  }
}

BOOST_AUTO_TEST_CASE(an_item_without_tracking_is_told_and_the_others_go_on) {
  ShopifyFixture f;
  const auto first = f.add_simple("A-1"), second = f.add_simple("A-2");
  f.shop.with([](FakeShopify& shop) { shop.catalogue().with_sku("A-1").front()->tracked = false; });
  const auto outcomes = set(f, {to(first, 9), to(second, 8)});
  BOOST_TEST((outcomes[0].kind == OutcomeKind::kRejected));
  BOOST_TEST(outcomes[0].code == "not_tracked");
  BOOST_TEST(outcomes[1].ok());
}

BOOST_AUTO_TEST_CASE(broken_pieces_and_strange_references_are_settled_without_a_call) {
  ShopifyFixture f;
  const auto ref = f.add_simple("A-1");
  const std::vector<StockWrite> writes{{.item_id = "a", .remote = ref, .quantity = base::Decimal::parse("1.5").value()},
                                       {.item_id = "b", .remote = ref, .quantity = base::Decimal::from_integer(2'000'000'000)},
                                       {.item_id = "c", .remote = {"17a", ""}, .quantity = {}}};
  const auto outcomes = set(f, writes);
  BOOST_TEST(outcomes[0].code == "bad_quantity");
  BOOST_TEST(outcomes[1].code == "bad_quantity");
  BOOST_TEST((outcomes[2].kind == OutcomeKind::kGone));
  BOOST_TEST(f.shop.count("POST") == 0);
}

BOOST_AUTO_TEST_CASE(a_reference_to_a_product_alone_is_completed_by_a_look) {
  ShopifyFixture f;
  f.add_simple("A-1");
  const auto outcomes = set(f, {to({f.product("A-1").id, ""}, 9), to({"17", ""}, 1)});
  BOOST_TEST(outcomes[0].ok(), outcomes[0].message);
  BOOST_TEST(f.available("A-1") == 9);
  BOOST_TEST((outcomes[1].kind == OutcomeKind::kGone));
}

BOOST_AUTO_TEST_CASE(a_reading_that_the_shop_finds_too_dear_is_made_smaller) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) { shop.dearest_document = 100; });
  std::vector<StockWrite> writes;
  for (int i = 0; i < 100; ++i) writes.push_back(to(f.add_simple("S-" + std::to_string(i), "1.00", 1), 2));
  const auto connector = f.connector();
  for (const auto& outcome : connector->set_stock(writes)) BOOST_TEST(outcome.ok(), outcome.message);
  BOOST_TEST(f.count("StockLevels") == 2 + 4);
  BOOST_TEST(f.available("S-99") == 2);
}

BOOST_AUTO_TEST_CASE(a_lost_answer_is_unknown_and_the_repeat_finds_it_done) {
  ShopifyFixture f;
  const auto ref = f.add_simple("A-1");
  f.shop.fail(ShopFault::kLoseAnswer, 1, calls_of("SetStock"));
  BOOST_TEST((set(f, {to(ref, 9)})[0].kind == OutcomeKind::kUnknown));
  BOOST_TEST(set(f, {to(ref, 9)})[0].ok());
  BOOST_TEST(f.count("SetStock") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
