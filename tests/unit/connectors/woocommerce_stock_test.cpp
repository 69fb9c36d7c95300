#include <boost/test/unit_test.hpp>

#include "tests/support/fake_woocommerce_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using tests::dec;
using tests::FakeWooShop;
using tests::Json;
using tests::WooFault;
using tests::WooFixture;

namespace {

StockWrite stock(WooFixture& f, const std::string& sku, const char* quantity) { return {sku, f.ref(sku), dec(quantity)}; }

PriceWrite price(WooFixture& f, const std::string& sku, const char* regular, std::optional<const char*> sale = {}) {
  PriceWrite write{sku, f.ref(sku), {dec(regular), {}, {}, {}}};
  if (sale) write.price.sale_price = dec(*sale);
  return write;
}

Outcome set_one(WooFixture& f, const StockWrite& write) { return f.connector()->set_stock(std::vector<StockWrite>{write})[0]; }
Outcome set_one(WooFixture& f, const PriceWrite& write) { return f.connector()->set_prices(std::vector<PriceWrite>{write})[0]; }

int add_shirt(WooFixture& f) {
  return f.shop.with_shop([](FakeWooShop& shop) {
    const int parent = shop.add_product({{"name", "Shirt"}, {"type", "variable"}, {"sku", "T"}, {"attributes", {{{"name", "Size"}, {"variation", true}, {"options", {"S", "M"}}}}}});
    shop.add_variation(parent, {{"sku", "T-S"}, {"attributes", {{{"name", "Size"}, {"option", "S"}}}}});
    shop.add_variation(parent, {{"sku", "T-M"}, {"attributes", {{{"name", "Size"}, {"option", "M"}}}}});
    return parent;
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(woocommerce_stock)

BOOST_AUTO_TEST_CASE(stock_is_set_absolutely_and_managed_from_then_on) {
  WooFixture f;
  f.add_simple("A", {{"manage_stock", false}, {"stock_quantity", nullptr}});
  BOOST_TEST(set_one(f, stock(f, "A", "4")).ok());
  BOOST_TEST(f.product("A")["stock_quantity"] == 4);
  BOOST_TEST(set_one(f, stock(f, "A", "0")).ok());
  BOOST_TEST(f.product("A")["stock_quantity"] == 0);
  BOOST_TEST(f.product("A")["stock_status"] == "outofstock");
}

BOOST_AUTO_TEST_CASE(variations_go_by_parent_and_simple_products_together) {
  WooFixture f;
  add_shirt(f);
  f.add_simple("A");
  f.add_simple("B");
  const std::vector<StockWrite> writes{stock(f, "T-S", "1"), stock(f, "A", "2"), stock(f, "T-M", "3"), stock(f, "B", "4")};
  for (const auto& outcome : f.connector()->set_stock(writes)) BOOST_TEST(outcome.ok(), outcome.message);
  BOOST_TEST(f.product("T-S")["stock_quantity"] == 1);
  BOOST_TEST(f.product("T-M")["stock_quantity"] == 3);
  BOOST_TEST(f.product("B")["stock_quantity"] == 4);
  BOOST_TEST(f.shop.count("POST") == 2);
}

BOOST_AUTO_TEST_CASE(a_variation_that_leans_on_its_parents_stock_gets_its_own) {
  WooFixture f;
  const int parent = add_shirt(f);
  f.shop.with_shop([&](FakeWooShop& shop) { shop.product(parent)["manage_stock"] = true; shop.product(parent)["stock_quantity"] = 9; return 0; });
  BOOST_TEST(set_one(f, stock(f, "T-S", "2")).ok());
  BOOST_TEST(f.product("T-S")["manage_stock"] == true);
  BOOST_TEST(f.product("T-S")["stock_quantity"] == 2);
  BOOST_TEST(f.product("T")["stock_quantity"] == 9);
}

BOOST_AUTO_TEST_CASE(a_shop_that_ignores_stock_with_200_is_found_out) {
  WooFixture f;
  f.add_simple("A");
  f.shop.with_shop([](FakeWooShop& shop) { shop.settings().manage_stock = false; return 0; });
  const auto outcome = set_one(f, stock(f, "A", "3"));
  BOOST_TEST((outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(outcome.code == "stock_not_managed");
}

BOOST_AUTO_TEST_CASE(half_a_piece_is_refused_where_the_site_keeps_whole_ones) {
  WooFixture f;
  f.add_simple("A");
  const auto outcome = set_one(f, stock(f, "A", "2.5"));
  BOOST_TEST(outcome.code == "fractional_quantity");
  BOOST_TEST(f.product("A")["stock_quantity"] == 5);
}

BOOST_AUTO_TEST_CASE(of_one_batch_every_item_has_its_own_outcome) {
  WooFixture f;
  for (const char* sku : {"A", "B", "C"}) f.add_simple(sku);
  std::vector<StockWrite> writes{stock(f, "A", "1"), stock(f, "B", "2"), stock(f, "C", "3")};
  f.shop.with_shop([&](FakeWooShop& shop) { shop.delete_product(std::stoi(writes[1].remote.product_id)); return 0; });
  const auto out = f.connector()->set_stock(writes);
  BOOST_TEST(out[0].ok());
  BOOST_TEST((out[1].kind == OutcomeKind::kGone));
  BOOST_TEST(out[1].code == "woocommerce_rest_product_invalid_id");
  BOOST_TEST(out[2].ok());
  BOOST_TEST(f.product("C")["stock_quantity"] == 3);
}

BOOST_AUTO_TEST_CASE(a_variation_that_moved_away_and_a_product_in_the_bin_are_gone) {
  WooFixture f;
  add_shirt(f);
  auto moved = stock(f, "T-S", "1");
  const int binned = f.add_simple("A");
  moved.remote.product_id = std::to_string(binned);
  const auto trashed = stock(f, "A", "1");
  f.shop.with_shop([&](FakeWooShop& shop) { shop.trash_product(binned); return 0; });
  BOOST_TEST((set_one(f, moved).kind == OutcomeKind::kGone));
  BOOST_TEST((set_one(f, trashed).kind == OutcomeKind::kGone));
}

BOOST_AUTO_TEST_CASE(calls_are_as_large_as_the_site_says_and_halve_after_a_lost_answer) {
  WooFixture f;
  f.patience = std::chrono::seconds(2);  // of one call out of many small ones
  f.site.options["batch_size"] = "4";
  std::vector<StockWrite> writes;
  for (int i = 0; i < 8; ++i) {
    const std::string sku = "N" + std::to_string(i);
    f.add_simple(sku);
    writes.push_back(stock(f, sku, "1"));
  }
  const auto connector = f.connector();
  BOOST_TEST(connector->capabilities().stock_batch == 4);
  connector->set_stock(writes);
  BOOST_TEST(f.shop.count("POST") == 2);
  f.shop.forget_calls();
  f.shop.fail(WooFault::kAnswerLate, 1, "POST /products/batch");
  const auto out = connector->set_stock(writes);
  BOOST_TEST((out[0].kind == OutcomeKind::kUnknown));
  BOOST_TEST(out[0].code == "timeout");
  BOOST_TEST((out[7].kind == OutcomeKind::kRetry));  // never sent: the shop had stopped answering
  BOOST_TEST(f.shop.count("POST") == 1);
  f.shop.forget_calls();
  for (const auto& outcome : connector->set_stock(writes)) BOOST_TEST(outcome.ok());
  BOOST_TEST(f.shop.count("POST") == 4);
}

BOOST_AUTO_TEST_CASE(an_answer_for_fewer_items_is_believed_for_none) {
  WooFixture f;
  f.add_simple("A");
  f.add_simple("B");
  f.shop.fail(WooFault::kAnswerShort, 1);
  for (const auto& outcome : f.connector()->set_stock(std::vector<StockWrite>{stock(f, "A", "1"), stock(f, "B", "2")})) {
    BOOST_TEST((outcome.kind == OutcomeKind::kUnknown));
    BOOST_TEST(outcome.code == "answer_count");
  }
}

BOOST_AUTO_TEST_CASE(a_batch_that_kills_php_is_narrowed_down) {
  WooFixture f;
  std::vector<StockWrite> writes;
  for (const char* sku : {"A", "B", "C", "D"}) {
    f.add_simple(sku);
    writes.push_back(stock(f, sku, "1"));
  }
  f.shop.fail(WooFault::kFatal, 2);  // the whole batch, then its first half
  const auto out = f.connector()->set_stock(writes);
  for (const auto& outcome : out) BOOST_TEST(outcome.ok(), outcome.code);
  f.shop.fail(WooFault::kFatal, 100);
  for (const auto& outcome : f.connector()->set_stock(writes)) BOOST_TEST((outcome.kind == OutcomeKind::kRejected));
}

BOOST_AUTO_TEST_CASE(prices_go_as_texts_with_a_point) {
  WooFixture f;
  f.add_simple("A");
  BOOST_TEST(set_one(f, price(f, "A", "7.5", "5")).ok());
  BOOST_TEST(f.product("A")["regular_price"] == "7.50");
  BOOST_TEST(f.product("A")["sale_price"] == "5.00");
}

BOOST_AUTO_TEST_CASE(an_absent_sale_and_its_dates_are_cleared) {
  WooFixture f;
  f.add_simple("A", {{"sale_price", "5.00"}, {"date_on_sale_to_gmt", "2026-12-24T00:00:00"}});
  BOOST_TEST(set_one(f, price(f, "A", "10")).ok());
  BOOST_TEST(f.product("A")["sale_price"] == "");
  BOOST_TEST(f.product("A")["date_on_sale_to_gmt"].is_null());
}

BOOST_AUTO_TEST_CASE(a_sale_window_is_kept_in_gmt) {
  WooFixture f;
  f.add_simple("A");
  auto write = price(f, "A", "10", "8");
  write.price.sale_start = tests::at("2026-11-27T00:00:00+01:00");
  write.price.sale_end = tests::at("2026-11-30T23:59:59+01:00");
  BOOST_TEST(set_one(f, write).ok());
  BOOST_TEST(f.product("A")["date_on_sale_from_gmt"] == "2026-11-26T23:00:00");
  BOOST_TEST(f.product("A")["date_on_sale_to_gmt"] == "2026-11-30T22:59:59");
}

BOOST_AUTO_TEST_CASE(a_price_that_the_shop_did_not_keep_is_reported) {
  WooFixture f;
  const int parent = add_shirt(f);
  const PriceWrite on_parent{"T", {std::to_string(parent), ""}, {dec("9"), {}, {}, {}}};  // a variable parent ignores prices
  const auto outcome = set_one(f, on_parent);
  BOOST_TEST((outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(outcome.code == "price_not_kept");
}

BOOST_AUTO_TEST_CASE(prices_of_variations_reach_them) {
  WooFixture f;
  add_shirt(f);
  BOOST_TEST(set_one(f, price(f, "T-M", "0")).ok());
  BOOST_TEST(f.product("T-M")["regular_price"] == "0.00");
}

BOOST_AUTO_TEST_CASE(products_are_hidden_by_the_sites_rule) {
  WooFixture f;
  f.add_simple("A");
  f.add_simple("B");
  add_shirt(f);
  const std::vector<VisibilityWrite> writes{{"A", f.ref("A"), domain::SellOnlineRule::kDraft},
                                            {"B", f.ref("B"), domain::SellOnlineRule::kHide},
                                            {"T-S", f.ref("T-S"), domain::SellOnlineRule::kDraft}};
  for (const auto& outcome : f.connector()->set_visibility(writes)) BOOST_TEST(outcome.ok(), outcome.message);
  BOOST_TEST(f.product("A")["status"] == "draft");
  BOOST_TEST(f.product("B")["status"] == "publish");
  BOOST_TEST(f.product("B")["catalog_visibility"] == "hidden");
  BOOST_TEST(f.product("T-S")["status"] == "private");
  BOOST_TEST(f.product("T")["status"] == "publish");
}

BOOST_AUTO_TEST_CASE(outages_are_told_apart) {
  const std::vector<std::tuple<WooFault, OutcomeKind, int>> cases{
      {WooFault::kMaintenance, OutcomeKind::kThrottled, 600}, {WooFault::kTooMany, OutcomeKind::kThrottled, 7},
      {WooFault::kDatabaseAway, OutcomeKind::kUnknown, 0},    {WooFault::kGatewayAway, OutcomeKind::kUnknown, 0},
      {WooFault::kFatal, OutcomeKind::kRejected, 0},          {WooFault::kAnswerLost, OutcomeKind::kUnknown, 0},
      {WooFault::kAnswerCut, OutcomeKind::kUnknown, 0},       {WooFault::kRefused, OutcomeKind::kUnauthorized, 0},
      {WooFault::kForbiddenPage, OutcomeKind::kUnauthorized, 0}};
  for (const auto& [fault, kind, wait] : cases) {
    WooFixture f;
    f.add_simple("A");
    f.shop.fail(fault);
    const auto outcome = set_one(f, stock(f, "A", "1"));
    BOOST_TEST((outcome.kind == kind), static_cast<int>(fault) << " " << outcome.code << " " << outcome.message);
    BOOST_TEST(outcome.retry_after.count() == wait);
    BOOST_TEST(set_one(f, stock(f, "A", "1")).ok());
  }
}

BOOST_AUTO_TEST_CASE(a_key_without_write_rights_pauses_the_site) {
  WooFixture f;
  f.add_simple("A");
  f.shop.read_only_key(true);
  BOOST_TEST((set_one(f, stock(f, "A", "1")).kind == OutcomeKind::kUnauthorized));
}

BOOST_AUTO_TEST_CASE(a_closed_port_is_worth_a_later_try) {
  WooFixture f;
  f.add_simple("A");
  const auto write = stock(f, "A", "1");
  f.site.base_url = "http://127.0.0.1:1";
  BOOST_TEST((set_one(f, write).kind == OutcomeKind::kRetry));
}

BOOST_AUTO_TEST_SUITE_END()
