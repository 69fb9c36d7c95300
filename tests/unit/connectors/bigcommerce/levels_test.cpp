#include <algorithm>

#include "connectors/bigcommerce/writes.hpp"
#include "tests/unit/connectors/bigcommerce/pretended_store.hpp"

// Stock, prices and visibility: how many calls they take, and whose fault a refusal is.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;

namespace {

base::Decimal decimal(const std::string& text) { return base::Decimal::parse(text).value(); }

struct Levels : PretendedStore {
  std::vector<domain::RemoteRef> cups(int count) {
    std::vector<domain::RemoteRef> out;
    for (int i = 0; i < count; ++i) out.push_back({std::to_string(add({{"name", "Cup " + std::to_string(i)}, {"sku", "CUP-" + std::to_string(i)}, {"price", 4}})), ""});
    return out;
  }
  std::vector<domain::RemoteRef> sizes(int count, const std::string& tracking = "variant") {
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i) names.push_back(std::to_string(i));
    const int id = add_shirt("SHIRT", names, tracking);
    std::vector<domain::RemoteRef> out;
    with([&](BigStore& store) {
      for (const Json& variant : (*store.catalogue.product(id))["variants"]) out.push_back({std::to_string(id), std::to_string(variant["id"].get<int>())});
    });
    return out;
  }
  std::vector<Outcome> stock(const std::vector<domain::RemoteRef>& references, const std::string& quantity = "7") {
    std::vector<StockWrite> writes;
    for (const auto& remote : references) writes.push_back({.item_id = "x", .remote = remote, .quantity = decimal(quantity)});
    return bigcommerce::write_stock(api, writes, settings);
  }
  std::vector<Outcome> price(const std::vector<domain::RemoteRef>& references, const domain::WebPrice& to) {
    std::vector<PriceWrite> writes;
    for (const auto& remote : references) writes.push_back({.item_id = "x", .remote = remote, .price = to});
    return bigcommerce::write_prices(api, writes, settings);
  }
  int on_hand(const std::string& sku, int location = 1) {
    return with([&](BigStore& store) { return store.stock.on_hand(sku, location); });
  }
  void refuse(const std::string& sku) {
    with([&](BigStore& store) { store.catalogue.break_on_sku(sku); });
  }
};

int count_ok(const std::vector<Outcome>& outcomes) {
  return static_cast<int>(std::count_if(outcomes.begin(), outcomes.end(), [](const Outcome& outcome) { return outcome.ok(); }));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bigcommerce_levels)

BOOST_AUTO_TEST_CASE(two_thousand_stock_levels_are_one_call) {
  Levels s;
  auto all = s.sizes(600);
  for (const auto& cup : s.cups(40)) all.push_back(cup);
  while (all.size() < 4'001) all.push_back(all[all.size() % 640]);
  BOOST_TEST(count_ok(s.stock(all)) == 4'001);
  BOOST_TEST(s.fake.count("") == 3);
  BOOST_TEST(s.on_hand("SHIRT-599") == 7);
  BOOST_TEST(s.on_hand("CUP-39") == 7);
}

BOOST_AUTO_TEST_CASE(what_the_store_does_not_count_is_read_and_told_without_halving) {
  Levels s;
  auto all = s.cups(100);
  const int uncounted = s.add({{"name", "Gift"}, {"sku", "GIFT"}, {"price", 4}, {"inventory_tracking", "none"}});
  const auto deleted = std::stoi(all[17].product_id);
  s.with([&](BigStore& store) { store.catalogue.delete_product(deleted); });
  all.push_back({std::to_string(uncounted), ""});
  all.push_back({"nonsense", ""});
  const auto outcomes = s.stock(all);
  BOOST_TEST((outcomes[17].kind == OutcomeKind::kGone), outcomes[17].code);
  BOOST_TEST((outcomes[100].kind == OutcomeKind::kRejected));
  BOOST_TEST(outcomes[100].code == "stock_not_tracked");
  BOOST_TEST(outcomes[101].code == "bad_reference");
  BOOST_TEST(count_ok(outcomes) == 99);
  BOOST_TEST(s.fake.count("PUT") == 2);
  BOOST_TEST(s.fake.count("GET") == 2);
}

BOOST_AUTO_TEST_CASE(a_variant_that_was_deleted_is_gone) {
  Levels s;
  const auto all = s.sizes(3);
  s.with([&](BigStore& store) { (*store.catalogue.product(std::stoi(all[0].product_id)))["variants"].erase(1); });
  const auto outcomes = s.stock(all);
  BOOST_TEST((outcomes[1].kind == OutcomeKind::kGone), outcomes[1].code);
  BOOST_TEST(count_ok(outcomes) == 2);
  Levels other;
  BOOST_TEST(other.stock(other.sizes(2, "none")).at(0).code == "stock_not_tracked");
}

BOOST_AUTO_TEST_CASE(a_culprit_that_reading_does_not_show_is_found_by_halving) {
  Levels s;
  const auto all = s.cups(64);
  s.refuse("CUP-40");
  const auto outcomes = s.stock(all);
  for (std::size_t i = 0; i < all.size(); ++i) BOOST_TEST(outcomes[i].ok() == (i != 40));
  BOOST_TEST((outcomes[40].kind == OutcomeKind::kRejected));
  BOOST_TEST(s.fake.count("PUT") <= 1 + 2 * 6);
}

BOOST_AUTO_TEST_CASE(stock_goes_to_the_location_of_the_site) {
  Levels s;
  s.with([](BigStore& store) { store.stock.add_location(4, "Warehouse"); });
  s.settings.location_id = 4;
  BOOST_TEST(count_ok(s.stock(s.cups(2))) == 2);
  BOOST_TEST(s.on_hand("CUP-1", 4) == 7);
  BOOST_TEST(s.on_hand("CUP-1", 1) == 0);
}

BOOST_AUTO_TEST_CASE(a_location_that_is_closed_is_told_and_costs_no_halving) {
  for (const bool known : {true, false}) {
    Levels s;
    if (known) s.with([](BigStore& store) { store.stock.add_location(4, "Old shop", false); });
    s.settings.location_id = 4;
    for (const auto& outcome : s.stock(s.cups(50))) {
      BOOST_TEST((outcome.kind == OutcomeKind::kRejected));
      BOOST_TEST(outcome.code == "location_closed");
    }
    BOOST_TEST(s.fake.count("PUT") == 1);
  }
}

BOOST_AUTO_TEST_CASE(an_address_that_is_not_found_makes_no_item_gone) {
  Levels s;
  const auto cups = s.cups(2);
  s.settings.base_url += "x";
  for (const auto& outcome : s.stock(cups)) BOOST_TEST((outcome.kind == OutcomeKind::kRejected), outcome.code);
}

BOOST_AUTO_TEST_CASE(broken_pieces_are_refused_and_cost_no_call) {
  Levels s;
  const auto cups = s.cups(1);
  BOOST_TEST(s.stock(cups, "1.5").at(0).code == "fractional_quantity");
  BOOST_TEST(s.fake.count("") == 0);
}

BOOST_AUTO_TEST_CASE(prices_go_by_fifty_variants_and_ten_products) {
  Levels s;
  auto all = s.sizes(120);
  for (const auto& cup : s.cups(35)) all.push_back(cup);
  BOOST_TEST(count_ok(s.price(all, {.price = decimal("9.99"), .sale_price = decimal("7.5")})) == 155);
  BOOST_TEST(s.fake.count("PUT /stores/abc123/v3/catalog/variants") == 3);
  BOOST_TEST(s.fake.count("PUT /stores/abc123/v3/catalog/products") == 4);
  BOOST_TEST(s.fake.count("") == 7);
}

BOOST_AUTO_TEST_CASE(a_sale_that_is_over_is_cleared_as_each_level_wants_it) {
  Levels s;
  const auto shirt = s.sizes(1), cup = s.cups(1);
  const auto both = std::vector{shirt[0], cup[0]};
  BOOST_TEST(count_ok(s.price(both, {.price = decimal("20"), .sale_price = decimal("15")})) == 2);
  BOOST_TEST(count_ok(s.price(both, {.price = decimal("20")})) == 2);
  s.with([&](BigStore& store) {
    BOOST_TEST((*store.catalogue.variant(std::stoi(shirt[0].variant_id)))["sale_price"].is_null());
    BOOST_TEST((*store.catalogue.product(std::stoi(cup[0].product_id)))["sale_price"] == 0);
  });
}

BOOST_AUTO_TEST_CASE(a_sale_that_rounding_makes_no_cheaper_is_none) {
  Levels s;
  s.settings.price_decimals = 0;
  const auto cup = s.cups(1);
  BOOST_TEST(s.price(cup, {.price = decimal("100"), .sale_price = decimal("99.6")}).at(0).ok());
  s.with([&](BigStore& store) { BOOST_TEST((*store.catalogue.product(std::stoi(cup[0].product_id)))["sale_price"] == 0); });
}

BOOST_AUTO_TEST_CASE(a_price_batch_without_a_culprit_is_halved_and_the_gone_one_is_told) {
  Levels s;
  const auto all = s.cups(10);
  s.with([&](BigStore& store) { store.catalogue.delete_product(std::stoi(all[3].product_id)); });
  const auto outcomes = s.price(all, {.price = decimal("3")});
  for (std::size_t i = 0; i < all.size(); ++i) BOOST_TEST(outcomes[i].ok() == (i != 3));
  BOOST_TEST((outcomes[3].kind == OutcomeKind::kGone), outcomes[3].code);
  auto sizes = s.sizes(5);
  s.refuse("SHIRT-2");
  const auto variants = s.price(sizes, {.price = decimal("3")});
  BOOST_TEST(count_ok(variants) == 4);
  BOOST_TEST((variants[2].kind == OutcomeKind::kRejected));
  BOOST_TEST(variants[2].message == "Unprocessable entity");
}

BOOST_AUTO_TEST_CASE(a_closed_window_in_the_middle_keeps_what_was_done) {
  Levels s;
  const auto all = s.cups(30);
  s.fake.set_quota(20);
  s.fake.leave_requests(3);
  const auto outcomes = s.price(all, {.price = decimal("3")});
  BOOST_TEST(count_ok(outcomes) == 20);
  for (std::size_t i = 20; i < 30; ++i) {
    BOOST_TEST((outcomes[i].kind == OutcomeKind::kThrottled));
    BOOST_TEST(outcomes[i].retry_after.count() == 30);
  }
  BOOST_TEST(s.fake.count("") == 2);
}

BOOST_AUTO_TEST_CASE(a_lost_answer_leaves_its_call_unknown_and_the_rest_unsent) {
  Levels s;
  const auto all = s.cups(30);
  s.fake.fail(ShopFault::kLoseAnswer, 1, "PUT");
  const auto outcomes = s.price(all, {.price = decimal("3")});
  for (std::size_t i = 0; i < 30; ++i) BOOST_TEST((outcomes[i].kind == (i < 10 ? OutcomeKind::kUnknown : OutcomeKind::kRetry)));
  BOOST_TEST(count_ok(s.price(all, {.price = decimal("3")})) == 30);
}

BOOST_AUTO_TEST_CASE(visibility_hides_a_product_and_takes_a_variant_out_of_sale) {
  Levels s;
  const auto shirt = s.sizes(2), cup = s.cups(2);
  const std::vector<VisibilityWrite> writes{{"a", cup[0], domain::SellOnlineRule::kDraft}, {"b", shirt[0], domain::SellOnlineRule::kHide}, {"c", cup[1], domain::SellOnlineRule::kLeave}};
  for (const auto& outcome : bigcommerce::write_visibility(s.api, writes)) BOOST_TEST(outcome.ok(), outcome.message);
  s.with([&](BigStore& store) {
    BOOST_TEST((*store.catalogue.product(std::stoi(cup[0].product_id)))["is_visible"] == false);
    BOOST_TEST((*store.catalogue.product(std::stoi(cup[1].product_id)))["is_visible"] == true);
    BOOST_TEST((*store.catalogue.variant(std::stoi(shirt[0].variant_id)))["purchasing_disabled"] == true);
    BOOST_TEST((*store.catalogue.product(std::stoi(shirt[0].product_id)))["is_visible"] == true);
  });
}

BOOST_AUTO_TEST_SUITE_END()
