#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/contract/connector/builders.hpp"
#include "tests/contract/connector/shop_under_test.hpp"

// What every connector promises about stock and prices, and about failing calls.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;

namespace {

const auto kShops = boost::unit_test::data::make(shops_under_test());

/// A shop with published products and what the connector knows of them.
struct Stocked {
  std::unique_ptr<ShopUnderTest> shop;
  std::unique_ptr<Connector> connector;
  std::vector<PublishedItem> published;

  Stocked(const ShopMaker& maker, const std::vector<PublishProduct>& products) : shop(maker.make()), connector(shop->connect()), published(flat(connector->publish_products(products))) {
    for (const auto& item : published) BOOST_REQUIRE_MESSAGE(item.outcome.ok(), item.outcome.message);
  }
  std::vector<Outcome> stock(const std::vector<std::string>& quantities) {
    // One call per batch, as the job does it.
    std::vector<Outcome> all;
    const auto size = static_cast<std::size_t>(connector->capabilities().stock_batch);
    for (std::size_t begin = 0; begin < quantities.size(); begin += size) {
      std::vector<StockWrite> writes;
      for (std::size_t i = begin; i < std::min(quantities.size(), begin + size); ++i)
        writes.push_back({.item_id = published[i].item_id, .remote = published[i].remote, .quantity = decimal(quantities[i])});
      const auto outcomes = connector->set_stock(writes);
      BOOST_REQUIRE(outcomes.size() == writes.size());
      all.insert(all.end(), outcomes.begin(), outcomes.end());
    }
    return all;
  }
  Outcome price(std::size_t index, const domain::WebPrice& price) {
    const std::vector<PriceWrite> writes{{.item_id = published[index].item_id, .remote = published[index].remote, .price = price}};
    const auto outcomes = connector->set_prices(writes);
    BOOST_REQUIRE(outcomes.size() == 1u);
    return outcomes[0];
  }
  ShopItem item(const std::string& sku) { return shop->items(sku).at(0); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(connector_levels)

BOOST_DATA_TEST_CASE(gives_a_shop_of_physical_stock_what_it_holds_back_on_top_and_others_not, kShops, maker) {
  Stocked s(maker, {a_product("A-1")});
  const std::vector<StockWrite> writes{{.item_id = "A-1", .remote = s.published[0].remote, .quantity = decimal("5"), .held_by_shop = decimal("2")}};
  const auto outcomes = s.connector->set_stock(writes);
  BOOST_REQUIRE(outcomes.at(0).ok());
  const bool physical = s.connector->capabilities().stock_basis == tillbridge::domain::StockBasis::kPhysical;
  BOOST_TEST(s.item("A-1").quantity.to_text() == (physical ? "7" : "5"));
}

BOOST_DATA_TEST_CASE(sets_absolute_quantities_zero_included, kShops, maker) {
  Stocked s(maker, {a_product("A-1"), a_matrix("SHIRT", {"S", "M"})});
  for (const auto& outcome : s.stock({"7", "0", "12"})) BOOST_TEST(outcome.ok(), outcome.message);
  BOOST_TEST(s.item("A-1").quantity.to_text() == "7");
  BOOST_TEST(s.item("SHIRT-S").quantity.to_text() == "0");
  BOOST_TEST(s.item("SHIRT-M").quantity.to_text() == "12");
  BOOST_TEST(s.item("A-1").name == "Cup");
}

BOOST_DATA_TEST_CASE(sets_prices_to_the_last_digit_and_clears_sales, kShops, maker) {
  Stocked s(maker, {a_product("A-1"), a_matrix("SHIRT", {"S"})});
  for (std::size_t i = 0; i < 2; ++i) {
    const auto sku = s.published[i].item_id;
    BOOST_TEST(s.price(i, {.price = decimal("1234567.89"), .sale_price = decimal("0.1")}).ok());
    BOOST_TEST(s.item(sku).price.to_text() == "1234567.89");
    BOOST_TEST(s.item(sku).sale_price.value().to_text() == "0.1");
    BOOST_TEST(s.price(i, {.price = decimal("19.9")}).ok());
    BOOST_TEST(s.item(sku).price.to_text() == "19.9");
    BOOST_TEST(!s.item(sku).sale_price.has_value());
  }
}

BOOST_DATA_TEST_CASE(a_refused_entry_does_not_stop_its_batch, kShops, maker) {
  Stocked s(maker, {a_product("A-1"), a_product("BAD"), a_product("A-2")});
  s.shop->refuse("BAD");
  const auto outcomes = s.stock({"1", "2", "3"});
  BOOST_TEST(outcomes[0].ok());
  BOOST_TEST((outcomes[1].kind == OutcomeKind::kRejected), outcomes[1].code);
  BOOST_TEST(!outcomes[1].message.empty());
  BOOST_TEST(outcomes[2].ok());
  BOOST_TEST(s.item("A-2").quantity.to_text() == "3");
}

BOOST_DATA_TEST_CASE(a_deleted_product_is_gone_and_the_others_go_on, kShops, maker) {
  Stocked s(maker, {a_product("A-1"), a_product("A-2"), a_product("A-3")});
  s.shop->delete_product("A-2");
  const auto outcomes = s.stock({"1", "2", "3"});
  BOOST_TEST(outcomes[0].ok());
  BOOST_TEST((outcomes[1].kind == OutcomeKind::kGone), outcomes[1].code);
  BOOST_TEST(outcomes[2].ok());
}

BOOST_DATA_TEST_CASE(a_level_batch_refused_as_a_whole_is_halved, kShops, maker) {
  Stocked s(maker, {a_product("A-1"), a_product("A-2"), a_product("BAD"), a_product("A-3")});
  if (!s.shop->refuse_whole_batch("BAD")) return;
  const auto outcomes = s.stock({"1", "2", "3", "4"});
  BOOST_TEST(outcomes[0].ok());
  BOOST_TEST(outcomes[1].ok());
  BOOST_TEST((outcomes[2].kind == OutcomeKind::kRejected));
  BOOST_TEST(outcomes[3].ok());
  BOOST_TEST(s.item("A-3").quantity.to_text() == "4");
}

BOOST_DATA_TEST_CASE(refused_credentials_are_told_apart, kShops, maker) {
  const auto shop = maker.make();
  const auto connector = shop->connect_with_wrong_secret();
  const std::vector<StockWrite> writes{{.item_id = "A-1", .remote = {.product_id = "1"}, .quantity = decimal("1")}};
  BOOST_TEST((connector->set_stock(writes).at(0).kind == OutcomeKind::kUnauthorized));
  BOOST_TEST((flat(connector->publish_products(std::vector{a_product("A-1")})).at(0).outcome.kind == OutcomeKind::kUnauthorized));
  const auto probe = connector->probe();
  BOOST_REQUIRE(!probe.has_value());
  BOOST_TEST((probe.error().code == base::ErrorCode::kUnauthenticated));
  const auto orders = connector->fetch_orders({}, at("2026-11-01T00:00:00Z"));
  BOOST_REQUIRE(!orders.has_value());
  BOOST_TEST((orders.error().code == base::ErrorCode::kUnauthenticated));
}

BOOST_DATA_TEST_CASE(a_shop_that_asks_to_wait_is_told_with_its_time, kShops, maker) {
  Stocked s(maker, {a_product("A-1")});
  s.shop->strike(ShopFault::kThrottle, ShopCall::kStock);
  const auto outcome = s.stock({"4"}).at(0);
  BOOST_TEST((outcome.kind == OutcomeKind::kThrottled), outcome.code);
  BOOST_TEST(outcome.retry_after.count() == 7);
  s.shop->clock().advance(std::chrono::seconds(8));
  BOOST_TEST(s.stock({"4"}).at(0).ok());
  s.shop->strike(ShopFault::kThrottle, ShopCall::kOrders);
  const auto orders = s.connector->fetch_orders({}, at("2026-11-01T00:00:00Z"));
  BOOST_REQUIRE(!orders.has_value());
  BOOST_TEST((orders.error().code == base::ErrorCode::kRateLimited));
  BOOST_TEST(orders.error().message.find("7") != std::string::npos);
}

BOOST_DATA_TEST_CASE(server_errors_and_web_pages_leave_a_write_unknown_and_a_repeat_heals, kShops, maker) {
  Stocked s(maker, {a_product("A-1")});
  for (const auto fault : {ShopFault::kError500, ShopFault::kError502, ShopFault::kHtml, ShopFault::kLoseAnswer}) {
    s.shop->strike(fault, ShopCall::kStock);
    const auto outcome = s.stock({"8"}).at(0);
    BOOST_TEST((outcome.kind == OutcomeKind::kUnknown || outcome.kind == OutcomeKind::kRetry), outcome.code);
    BOOST_TEST(!outcome.code.empty());
    BOOST_TEST(s.stock({"9"}).at(0).ok());
    BOOST_TEST(s.item("A-1").quantity.to_text() == "9");
  }
}

BOOST_DATA_TEST_CASE(a_price_that_timed_out_after_the_work_may_be_sent_again, kShops, maker) {
  Stocked s(maker, {a_product("A-1")});
  s.shop->strike(ShopFault::kSilence, ShopCall::kPrices);
  s.connector = s.shop->connect(kImpatience);
  BOOST_TEST((s.price(0, {.price = decimal("5.55")}).kind == OutcomeKind::kUnknown));
  s.connector = s.shop->connect();
  BOOST_TEST(s.price(0, {.price = decimal("5.55")}).ok());
  BOOST_TEST(s.item("A-1").price.to_text() == "5.55");
}

BOOST_DATA_TEST_CASE(an_empty_list_makes_no_call, kShops, maker) {
  Stocked s(maker, {a_product("A-1")});
  const auto before = s.shop->call_count();
  BOOST_TEST(s.connector->set_stock({}).empty());
  BOOST_TEST(s.connector->set_prices({}).empty());
  BOOST_TEST(s.connector->set_visibility({}).empty());
  BOOST_TEST(s.connector->publish_products({}).empty());
  BOOST_TEST(s.connector->resolve({}).value().empty());
  BOOST_TEST(s.shop->call_count() == before);
}

BOOST_AUTO_TEST_SUITE_END()
