#include <boost/test/unit_test.hpp>

#include <map>
#include <random>

#include "domain/derive_documents.hpp"
#include "tests/orders/both_stores.hpp"
#include "tests/orders/order_world.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::DocumentKind;

namespace {

/// Who buys in an order; day = of November 2026.
struct Buy {
  int order;
  std::string web_id, email;
  int day = 25;
  std::string phone = {};
};

domain::Order order_of(OrderWorld& world, const Buy& buy) {
  auto order = an_order({a_line("1", "A", "1", "10")});
  order.web.web_order_id = std::to_string(buy.order);
  order.web.number = "#" + order.web.web_order_id;
  order.web.customer = {.web_customer_id = buy.web_id, .email = buy.email, .phone = buy.phone, .first_name = "Ann", .last_name = "Lee", .company = ""};
  order.web.billing.country = "DE";
  order.web.placed_at = order.web.modified_at = at(("2026-11-" + std::to_string(buy.day) + "T08:00:00Z").c_str());
  order.id = domain::order_id_of(world.account(), world.site().id, order.web.web_order_id);
  return order;
}

struct Customers : OrderWorld {
  using OrderWorld::OrderWorld;

  void buy(const Buy& bought) { collect(order_of(*this, bought)); }
  /// The order's document as the POS gets it now; it stays unconfirmed.
  services::OfferedDocument offered(int order) {
    for (const auto& document : pull(DocumentKind::kOrder, 1'000).documents)
      if (document.document.web_order_id == std::to_string(order)) return document;
    throw std::logic_error("order " + std::to_string(order) + " is not offered");
  }
  std::string number_in(int order) { return offered(order).pos_customer_number; }
  domain::ConfirmOutcome echo(int order, const std::string& number) {
    domain::ConfirmEntry entry;
    entry.id = offered(order).document.id;
    entry.pos_customer_number = number;
    return confirm(DocumentKind::kOrder, {entry}).outcomes.front();
  }
  std::vector<std::string> acts() {
    std::vector<std::string> acts;
    database().read([&](persistence::UnitOfWork& work) {
      acts.clear();
      for (const auto& entry : work.audit().list(account().id, 50)) acts.push_back(entry.act);
    });
    return acts;
  }
  domain::CustomerId customer(int order) {
    const auto id = domain::order_id_of(account(), site().id, std::to_string(order));
    domain::CustomerId found{};
    database().read([&](persistence::UnitOfWork& work) { found = work.customers().find_buyers(account().id, {id}).at(0).buyer.customer; });
    return found;
  }
};

using Words = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(customers)

BOOST_AUTO_TEST_CASE_TEMPLATE(the_first_order_goes_by_e_mail_and_later_ones_by_the_pair, Store, AllStores) {
  Store store;
  Customers world(*store);
  world.buy({1, "", " Ann@Example.COM"});
  BOOST_TEST(world.number_in(1) == "");
  BOOST_TEST(world.echo(1, "C-1").warning == "");
  world.buy({2, "77", "ann@example.com"});
  BOOST_TEST(world.number_in(2) == "C-1");
  world.echo(2, "C-1");
  world.buy({3, "77", "moved@example.com"});
  BOOST_TEST(world.number_in(3) == "C-1");
  world.buy({4, "78", "ann+shoes@example.com"});
  BOOST_TEST(world.number_in(4) == "");
  world.buy({5, "", "moved@example.com"});
  BOOST_TEST(world.number_in(5) == "C-1");
  world.buy({6, "", ""});
  BOOST_TEST(world.number_in(6) == "");
  BOOST_TEST(world.echo(6, "C-9").warning == "");
  BOOST_TEST(world.acts().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_phone_finds_a_customer_only_where_the_account_says_so, Store, AllStores) {
  Store store;
  Customers world(*store);
  world.buy({1, "77", "ann@example.com", 20, "0170 1234567"});
  world.echo(1, "C-1");
  world.buy({2, "", "ann.lee@work.example", 21, "+49 (0)170/1234567"});
  world.buy({3, "", "", 22, "0049 170 1234567"});
  BOOST_TEST(world.number_in(2) == "");
  BOOST_TEST(world.number_in(3) == "");
  world.account().match_customers_by_phone = true;
  world.store_settings();
  BOOST_TEST(world.number_in(2) == "C-1");
  BOOST_TEST(world.number_in(3) == "C-1");
  world.echo(2, "C-2");
  world.buy({4, "", "ann.lee@work.example", 23, ""});
  BOOST_TEST(world.number_in(4) == "C-2");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_several_with_one_e_mail_the_earliest_sale_wins_whatever_is_confirmed_first, Store, AllStores) {
  Store store;
  Customers world(*store);
  world.buy({2, "78", "ann@example.com", 12});
  world.buy({1, "77", "ann@example.com", 11});
  world.echo(2, "C-2");
  world.buy({3, "", "ann@example.com", 13});
  BOOST_TEST(world.number_in(3) == "C-2");
  world.echo(1, "C-1");
  BOOST_TEST(world.number_in(3) == "C-1");
  world.buy({4, "78", "ann@example.com", 14});
  BOOST_TEST(world.number_in(4) == "C-2");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_number_that_changes_in_the_pos_leaves_the_stored_one_with_a_warning_and_a_trace, Store, AllStores) {
  Store store;
  Customers world(*store);
  world.buy({1, "77", "ann@example.com", 11});
  world.buy({2, "77", "ann@example.com", 12});
  world.buy({3, "77", "ann@example.com", 13});
  world.echo(1, "C-1");
  const auto outcome = world.echo(2, "C-9");
  BOOST_TEST((outcome.result == domain::ConfirmResult::kConfirmed));
  BOOST_TEST(outcome.warning.find("C-1") != std::string::npos, outcome.warning);
  BOOST_TEST(world.number_in(3) == "C-1");
  BOOST_TEST((world.acts() == Words{"customer_number_differs"}));
  // Merging decides: the POS's new number is the one that is kept.
  world.database().write([&](persistence::UnitOfWork& work) { work.customer_book().merge(world.account().id, "C-1", "C-9", world.clock().now()); });
  BOOST_TEST(world.number_in(3) == "C-9");
  const auto late = world.echo(3, "C-1");
  BOOST_TEST(late.warning.find("C-1 was merged into C-9") != std::string::npos, late.warning);
  world.buy({4, "77", "ann@example.com", 14});
  BOOST_TEST(world.number_in(4) == "C-9");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_unlinked_customer_begins_again_with_the_e_mail_but_not_with_the_wrong_number, Store, AllStores) {
  Store store;
  Customers world(*store);
  world.buy({1, "", "family@example.com", 11});
  world.echo(1, "C-father");
  world.buy({2, "77", "family@example.com", 12});
  world.echo(2, "C-father");
  world.buy({3, "77", "family@example.com", 13});
  BOOST_TEST(world.number_in(3) == "C-father");
  world.database().write([&](persistence::UnitOfWork& work) { work.customer_book().unlink(world.account().id, world.customer(3)); });
  BOOST_TEST(world.number_in(3) == "");
  // The POS still has the old answer in its hands.
  const auto stale = world.echo(3, "C-father");
  BOOST_TEST(stale.warning.find("unlinked") != std::string::npos, stale.warning);
  world.buy({4, "77", "family@example.com", 14});
  BOOST_TEST(world.number_in(4) == "");
  world.echo(4, "C-son");
  world.buy({5, "77", "family@example.com", 15});
  BOOST_TEST(world.number_in(5) == "C-son");
  world.buy({6, "", "family@example.com", 16});
  BOOST_TEST(world.number_in(6) == "C-father");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_guest_who_registers_takes_the_number_along, Store, AllStores) {
  Store store;
  Customers world(*store);
  world.buy({1, "", "ann@example.com", 11});
  world.echo(1, "C-1");
  auto claimed = order_of(world, {1, "77", "ann@new.example", 11});
  claimed.web.modified_at += std::chrono::hours(1);
  world.collect(claimed);
  world.buy({2, "77", "ann@new.example", 12});
  BOOST_TEST(world.number_in(2) == "C-1");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_order_from_before_sales_were_kept_is_known_by_its_document, Store, AllStores) {
  Store store;
  Customers world(*store);
  auto order = order_of(world, {1, "77", "ann@example.com", 11});
  const auto derived = domain::derive_documents(world.account(), world.site(), order, {an_event(domain::OrderEventKind::kPlaced, "1/placed", "2026-11-11T08:00:00Z")}, {}, {"A"});
  BOOST_REQUIRE(!derived.append.empty());
  store->write([&](persistence::UnitOfWork& work) {
    work.orders().upsert(world.account().id, order);
    work.documents().append(world.account().id, derived.append.front(), world.clock().now());
  });
  world.echo(1, "C-1");
  world.buy({2, "77", "other@example.com", 12});
  BOOST_TEST(world.number_in(2) == "C-1");
}

namespace {

constexpr int kHistories = 40;
constexpr int kOrders = 14;

/// What every order's number must be in the end, from the sales and echoes alone.
std::map<int, std::string> numbers_of(const std::vector<Buy>& sales, const std::map<int, std::string>& echoes, const std::vector<std::string>& order_ids) {
  const auto moment = [&](const Buy& sale) { return std::pair(sale.day, order_ids[static_cast<std::size_t>(sale.order)]); };
  const auto identity = [](const Buy& sale) { return sale.web_id.empty() ? "guest " + sale.email : "web " + sale.web_id; };
  std::vector<Buy> by_moment = sales;
  std::sort(by_moment.begin(), by_moment.end(), [&](const Buy& one, const Buy& other) { return moment(one) < moment(other); });
  std::map<std::string, std::string> of_identity;
  for (const auto& sale : by_moment)
    if (echoes.contains(sale.order)) of_identity.try_emplace(identity(sale), echoes.at(sale.order));
  std::map<int, std::string> numbers;
  for (const auto& asked : sales) {
    auto& number = numbers[asked.order];
    if (!asked.web_id.empty() && of_identity.contains(identity(asked))) number = of_identity.at(identity(asked));
    for (const auto& sale : by_moment)
      if (number.empty() && sale.email == asked.email && of_identity.contains(identity(sale))) number = of_identity.at(identity(sale));
  }
  return numbers;
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(any_order_of_collecting_and_confirming_gives_the_same_numbers, Store, AllStores) {
  Store store;
  const auto first_seed = std::random_device{}();
  for (int history = 0; history < kHistories; ++history) {
    std::mt19937 random(first_seed + static_cast<unsigned>(history));
    const auto any = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
    Customers world(*store, "store-" + std::to_string(history));
    const std::vector<std::string> webs = {"", "", "71", "72", "73"}, emails = {"a@example.com", "b@example.com", "c@example.com"};
    std::vector<Buy> sales;
    std::vector<std::string> order_ids;
    std::string told = "seed " + std::to_string(first_seed + static_cast<unsigned>(history)) + ":";
    for (int i = 0; i < kOrders; ++i) {
      sales.push_back({i, webs[static_cast<std::size_t>(any(5))], emails[static_cast<std::size_t>(any(3))], 10 + any(4)});
      order_ids.push_back(domain::order_id_of(world.account(), world.site().id, std::to_string(i)));
      told += " " + std::to_string(i) + "/" + sales.back().web_id + "/" + sales.back().email + "/" + std::to_string(sales.back().day);
    }
    std::vector<int> to_collect(kOrders), collected;
    for (int i = 0; i < kOrders; ++i) to_collect[static_cast<std::size_t>(i)] = i;
    std::shuffle(to_collect.begin(), to_collect.end(), random);
    std::map<int, std::string> echoes;
    std::map<int, std::string> document_ids;
    while (!to_collect.empty() || (!collected.empty() && any(8) != 0)) {
      if (collected.empty() || (!to_collect.empty() && any(2) == 0)) {
        world.buy(sales[static_cast<std::size_t>(to_collect.back())]);
        if (any(3) == 0) world.buy(sales[static_cast<std::size_t>(to_collect.back())]);
        collected.push_back(to_collect.back());
        to_collect.pop_back();
        continue;
      }
      std::swap(collected[static_cast<std::size_t>(any(static_cast<int>(collected.size())))], collected.back());
      const int order = collected.back();
      collected.pop_back();
      echoes[order] = "C-" + std::to_string(any(4));
      told += " " + std::to_string(order) + "=" + echoes[order];
      world.echo(order, echoes[order]);
    }
    const auto expected = numbers_of(sales, echoes, order_ids);
    store->read([&](persistence::UnitOfWork& work) {
      for (const auto& [order, number] : expected) {
        const auto buyer = work.customers().find_buyers(world.account().id, {order_ids[static_cast<std::size_t>(order)]}).at(0).buyer;
        const auto found = domain::number_of(buyer, work.customers().find_numbered(world.account().id, persistence::ContactKind::kEmail, {buyer.email}), {}, false);
        BOOST_TEST(found == number, "order " << order << ": " << found << " instead of " << number << "; " << told);
      }
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()
