#include <algorithm>
#include <set>

#include "connectors/magento/order_cursor.hpp"
#include "tests/unit/connectors/magento/orders_fixture.hpp"

// Which calls find what, and how many there are.
using namespace tillbridge;
using namespace tillbridge::tests;

namespace {

bool contains(const connectors::OrderPage& page, const std::string& id) {
  return std::ranges::any_of(page.orders, [&](const auto& order) { return order.order.web_order_id == id; });
}

/// A first pass over one paid order, five hours ago.
struct Settled : MagentoOrdersFixture {
  std::string id;

  Settled() {
    id = place({{.sku = "A", .quantity = 3}});
    pass();
    clock.advance(std::chrono::hours(5));
    place({{.sku = "B"}});
    pass();
    pass();
    clerk([](FakeMagentoOrders& orders) { orders.children_move_order(false); return 0; });
    clock.advance(std::chrono::minutes(1));
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(magento_order_polls)

BOOST_AUTO_TEST_CASE(an_invoice_a_shipment_a_credit_memo_and_a_transaction_bring_their_order_without_moving_it) {
  using Hand = std::function<void(FakeMagentoOrders&, int)>;
  const std::vector<std::pair<std::string, Hand>> hands{
      {"shipment", [](FakeMagentoOrders& orders, int id) { orders.ship(id); }},
      {"credit memo", [](FakeMagentoOrders& orders, int id) { orders.refund(id, {{orders.item_id(id, "A"), 1}}); }},
      {"transaction", [](FakeMagentoOrders& orders, int id) { orders.add_transaction(id, "void", "x-1"); }},
      {"invoice", [](FakeMagentoOrders& orders, int id) { orders.invoice(id, false); }}};
  for (const auto& [what, hand] : hands) {
    Settled f;
    f.clerk([&](FakeMagentoOrders& orders) { hand(orders, std::stoi(f.id)); return 0; });
    BOOST_TEST(contains(f.pass(), f.id), what);
    BOOST_TEST(!contains(f.pass(), f.id), what << " comes only once");
  }
}

BOOST_AUTO_TEST_CASE(an_invoice_that_is_paid_later_brings_its_order_again) {
  Settled f;
  const auto id = f.place({{.sku = "B"}}, {.state = "new"});
  const int invoice = f.clerk([&](FakeMagentoOrders& orders) { return orders.invoice(std::stoi(id), false); });
  f.pass();
  f.clock.advance(std::chrono::minutes(1));
  f.pass();
  f.clock.advance(std::chrono::minutes(1));
  f.clerk([&](FakeMagentoOrders& orders) { orders.pay(invoice); return 0; });
  const auto page = f.pass();
  BOOST_REQUIRE(contains(page, id));
  const auto order = std::ranges::find_if(page.orders, [&](const auto& one) { return one.order.web_order_id == id; });
  BOOST_TEST(find_event(*order, id + "/captured/" + std::to_string(invoice)) != nullptr);
}

BOOST_AUTO_TEST_CASE(a_pass_with_nothing_new_is_five_calls_and_a_new_order_adds_four) {
  MagentoOrdersFixture f;
  f.pass();
  f.shop.forget_calls();
  BOOST_TEST(f.pass().orders.empty());
  BOOST_TEST(f.shop.count("") == 5);
  f.place({{.sku = "A"}});
  f.place({{.sku = "B"}});
  f.shop.forget_calls();
  BOOST_TEST(f.pass().orders.size() == 2u);
  BOOST_TEST(f.shop.count("") == 9);
}

BOOST_AUTO_TEST_CASE(orders_of_one_second_are_all_found_and_the_repeated_last_page_ends_the_list) {
  MagentoOrdersFixture f;
  std::set<std::string> placed;
  for (int i = 0; i < 2 * connectors::magento::Sweep::kLargestPage; ++i) placed.insert(f.place({{.sku = "A"}}));
  const auto page = f.pass();
  const auto found = ids_of(page.orders);
  BOOST_TEST((std::set<std::string>(found.begin(), found.end()) == placed));
}

BOOST_AUTO_TEST_CASE(an_order_that_becomes_visible_late_is_found_by_the_overlap) {
  MagentoOrdersFixture f;
  const auto late = f.place({{.sku = "A"}});
  f.clerk([&](FakeMagentoOrders& orders) { return orders.order(std::stoi(late)).hidden = true; });
  f.clock.advance(std::chrono::minutes(3));
  const auto early = f.place({{.sku = "B"}});
  const auto before = f.pass();
  BOOST_TEST(contains(before, early));
  BOOST_TEST(!contains(before, late));
  f.clerk([&](FakeMagentoOrders& orders) { return orders.order(std::stoi(late)).hidden = false; });
  BOOST_TEST(contains(f.pass(), late));
}

BOOST_AUTO_TEST_CASE(the_first_pass_brings_open_orders_of_before_and_leaves_closed_ones) {
  MagentoOrdersFixture f;
  const auto open = f.place({{.sku = "A"}}), closed = f.place({{.sku = "B"}});
  f.clerk([&](FakeMagentoOrders& orders) { return orders.ship(std::stoi(closed)); });
  f.clock.advance(std::chrono::hours(24 * 30));
  const auto since = f.clock.now() - std::chrono::hours(1);
  connectors::OrderPage all;
  for (bool more = true; more;) {
    const auto page = connectors::magento::fetch_orders(f.api, f.settings, f.cursor, since, f.clock.now());
    BOOST_REQUIRE(page);
    all.orders.insert(all.orders.end(), page->orders.begin(), page->orders.end());
    f.cursor = page->next;
    more = page->more;
  }
  BOOST_TEST(ids_of(all.orders) == std::vector<std::string>{open}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_date_in_the_future_does_not_hide_what_comes_after) {
  MagentoOrdersFixture f;
  const auto odd = f.place({{.sku = "A"}});
  f.clerk([&](FakeMagentoOrders& orders) { orders.order(std::stoi(odd)).updated = "2037-01-01 00:00:00"; return 0; });
  BOOST_TEST(contains(f.pass(), odd));
  f.clock.advance(std::chrono::hours(2));
  const auto next = f.place({{.sku = "B"}});
  BOOST_TEST(contains(f.pass(), next));
}

BOOST_AUTO_TEST_CASE(a_garbled_order_is_set_aside_with_the_field_at_fault) {
  MagentoOrdersFixture f;
  const auto good = f.place({{.sku = "A"}}), bad = f.place({{.sku = "B"}});
  f.clerk([&](FakeMagentoOrders& orders) { return orders.order(std::stoi(bad)).garbled = true; });
  const auto page = f.pass();
  BOOST_TEST(contains(page, good));
  BOOST_REQUIRE(page.unreadable.size() == 1u);
  BOOST_TEST(page.unreadable[0].web_order_id == bad);
  BOOST_TEST(page.unreadable[0].number == "000000002");
  BOOST_TEST(page.unreadable[0].reason.find("row_total") != std::string::npos, page.unreadable[0].reason);
}

BOOST_AUTO_TEST_CASE(a_failed_call_leaves_the_cursor_and_nothing_is_missed) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A"}});
  for (const char* list : {"GET /rest/all/V1/orders", "/V1/invoices", "/V1/transactions"}) {
    f.shop.fail(ShopFault::kError502, 1, list);
    BOOST_CHECK_THROW(f.pass(), std::runtime_error);
  }
  BOOST_TEST(contains(f.pass(), id));
}

BOOST_AUTO_TEST_CASE(a_page_too_large_for_an_answer_is_read_in_smaller_ones) {
  connectors::magento::Sweep sweep;
  sweep.page = 3;
  BOOST_TEST(sweep.shrink());
  BOOST_TEST(sweep.size == 10);
  BOOST_TEST(sweep.page == 11);
  BOOST_TEST(sweep.shrink());
  BOOST_TEST(sweep.size == 2);
  BOOST_TEST(sweep.page == 51);
  BOOST_TEST(sweep.shrink());
  BOOST_TEST(sweep.size == 1);
  BOOST_TEST(sweep.page == 101);
  BOOST_TEST(!sweep.shrink());
}

BOOST_AUTO_TEST_CASE(orders_whose_page_is_larger_than_an_answer_may_be_all_come_down) {
  MagentoOrdersFixture f;
  std::set<std::string> placed;
  for (int i = 0; i < 30; ++i) placed.insert(f.place({{.sku = "A"}}));
  auto options = MagentoOrdersFixture::options();
  options.body_cap = 20'000;  // a few orders
  connectors::http::CurlHttpClient narrow(options);
  connectors::magento::Api api(f.settings, narrow, f.clock, f.random);
  std::set<std::string> found;
  for (bool more = true; more;) {
    const auto page = connectors::magento::fetch_orders(api, f.settings, f.cursor, at("2026-11-25T00:00:00Z"), f.clock.now());
    if (!page) throw std::runtime_error(page.error().message);
    for (const auto& order : page->orders) found.insert(order.order.web_order_id);
    f.cursor = page->next;
    more = page->more;
  }
  BOOST_TEST((found == placed));
}

BOOST_AUTO_TEST_CASE(a_cursor_of_another_version_begins_again) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A"}});
  f.pass();
  f.clock.advance(std::chrono::hours(5));
  f.cursor = {R"({"version":0,"stage":"orders"})"};
  BOOST_TEST(contains(f.pass(), id));
  f.cursor = {"garbage"};
  BOOST_TEST(contains(f.pass(), id));
}

BOOST_AUTO_TEST_SUITE_END()
