#include "admin/reservations.hpp"

#include <boost/test/unit_test.hpp>

#include "admin/safety_stock.hpp"
#include "admin/status.hpp"
#include "jobs/collect/record_collected_order.hpp"
#include "jobs/inventory/web_stock.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/unit/admin/admin_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::admin;
using namespace tillbridge::tests;
using persistence::UnitOfWork;

namespace {

/// Ten of A in the POS and an open order 1042 of three.
struct Fixture : AdminFixture {
  Fixture() {
    add_account();
    site = add_site();
    store->write([&](UnitOfWork& work) {
      const auto step = work.accounts().step_clock(site.account_id);
      domain::Item item;
      item.id = item.name = "A";
      work.items().upsert(site.account_id, {item}, step);
      work.stock().upsert(site.account_id, {{"A", "", decimal("10"), {}, clock.now()}}, step);
    });
    collect({});
  }
  void collect(const std::vector<domain::OrderEvent>& events, const std::string& pieces = "3") {
    store->write([&](UnitOfWork& work) {
      auto order = an_order({a_line("7", "A", pieces, "10")}).web;
      order.web_order_id = order.number = "1042";
      order.modified_at = clock.now();
      const auto step = work.accounts().step_clock(site.account_id);
      jobs::record_collected_order(work, work.accounts().get(site.account_id), site, {order, events}, step, clock.now());
    });
  }
  std::string shown() {
    std::string web;
    store->read([&](UnitOfWork& work) { web = jobs::web_stock(work, work.sites().get(site.account_id, site.id), {"A"}).at("A").web.to_text(); });
    return web;
  }
  std::vector<ReservationEntry> stuck() { return list_reservations(services, {.stuck = true}).value(); }
  base::Result<std::vector<domain::AllocationEntry>> release(std::optional<base::Decimal> quantity, const std::string& reason = "counted by hand") {
    return release_reservation(services, {.order = "1042", .quantity = quantity, .reason = reason});
  }
  domain::Site site;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(reservations)

BOOST_FIXTURE_TEST_CASE(a_reservation_is_stuck_after_the_set_age_and_says_why_it_holds, Fixture) {
  BOOST_TEST(stuck().empty());
  const auto all = list_reservations(services, {.item = "A"}).value();
  BOOST_REQUIRE(all.size() == 1u);
  BOOST_TEST(!all[0].stuck);
  clock.advance(std::chrono::hours(24) * services.stuck_after_days);
  const auto old = stuck();
  BOOST_REQUIRE(old.size() == 1u);
  BOOST_TEST(old[0].held.web_order_number == "1042");
  BOOST_TEST(old[0].held.reservation.line_id == "7");
  BOOST_REQUIRE(old[0].held.reasons.size() == 1u);
  BOOST_TEST(old[0].held.reasons[0].word == "order_open");
  const auto status = system_status(services, "").value();
  BOOST_TEST(status.accounts[0].sites[0].reservations_stuck == 1);
  BOOST_TEST(!status.attention.empty());
}

BOOST_FIXTURE_TEST_CASE(a_shipped_order_that_nobody_confirmed_names_its_document, Fixture) {
  collect({an_event(domain::OrderEventKind::kShipped, "1042/shipped", "2026-11-25T09:00:00Z", {pieces("7", "2")})});
  const auto all = list_reservations(services, {}).value();
  BOOST_REQUIRE(all.size() == 1u);
  BOOST_REQUIRE(all[0].held.reasons.size() == 2u);
  BOOST_TEST(all[0].held.reasons[0].word == "not_confirmed");
  BOOST_TEST(all[0].held.reasons[0].quantity.to_text() == "2");
  BOOST_TEST(all[0].held.reasons[1].word == "order_open");
}

BOOST_FIXTURE_TEST_CASE(what_is_released_is_shown_leaves_a_trace_and_is_never_reserved_again, Fixture) {
  BOOST_TEST(shown() == "7");
  const auto entries = release(decimal("2"));
  BOOST_REQUIRE(entries.has_value());
  BOOST_TEST(entries->at(0).quantity.to_text() == "-2");
  BOOST_TEST(shown() == "9");
  BOOST_TEST(acts().front() == "reservation_released");
  collect({an_event(domain::OrderEventKind::kShipped, "1042/shipped", "2026-11-25T09:00:00Z", {pieces("7", "3")})});
  BOOST_TEST(shown() == "9");
  BOOST_TEST(release({}).has_value());
  BOOST_TEST(shown() == "10");
  BOOST_TEST((release({}).error().code == base::ErrorCode::kNotFound));
}

BOOST_FIXTURE_TEST_CASE(a_release_needs_a_reason_and_an_order_that_holds_something, Fixture) {
  BOOST_TEST((release({}, "").error().code == base::ErrorCode::kInvalidRequest));
  BOOST_TEST((release(decimal("0")).error().code == base::ErrorCode::kInvalidRequest));
  BOOST_TEST((release_reservation(services, {.order = "77", .reason = "x"}).error().code == base::ErrorCode::kNotFound));
  BOOST_TEST((release_reservation(services, {.order = "1042", .line_id = "8", .reason = "x"}).error().code == base::ErrorCode::kNotFound));
  BOOST_TEST(shown() == "7");
}

BOOST_FIXTURE_TEST_CASE(safety_stock_of_an_item_wins_over_the_sites, Fixture) {
  SiteChange change;
  change.safety_stock = decimal("1");
  BOOST_TEST(change_site(services, "", "web", change).has_value());
  BOOST_TEST(shown() == "6");
  BOOST_TEST(set_safety_stock(services, "", "web", "A", decimal("4")).has_value());
  BOOST_TEST(shown() == "3");
  BOOST_TEST((list_safety_stock(services, "", "web")->of_items.at("A") == decimal("4")));
  BOOST_TEST(set_safety_stock(services, "", "web", "A", std::nullopt).has_value());
  BOOST_TEST(shown() == "6");
}

BOOST_AUTO_TEST_SUITE_END()
