#include "domain/first_connection.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/fixed_clock.hpp"
#include "tests/support/order_builders.hpp"

using namespace tillbridge::domain;
using namespace tillbridge::tests;

BOOST_AUTO_TEST_SUITE(first_connection)

BOOST_AUTO_TEST_CASE(what_was_closed_before_the_connection_never_goes_down) {
  using enum OrderEventKind;
  const auto before = "2026-11-20T09:00:00Z", after = "2026-11-25T09:00:00Z";
  const auto event = [](OrderEventKind kind, const char* when) { return an_event(kind, "e", when, {pieces("1", "1")}); };
  struct Row { const char* name; const char* placed; bool closed; std::vector<OrderEvent> events; bool expected; };
  const std::vector<Row> rows = {
      {"open and old", "2026-11-10T08:00:00Z", false, {}, false},
      {"open, with a parcel from before", "2026-11-10T08:00:00Z", false, {event(kShipped, before)}, false},
      {"closed and old", "2026-11-10T08:00:00Z", true, {event(kShipped, before)}, true},
      {"closed, refunded after the connection", "2026-11-10T08:00:00Z", true, {event(kShipped, before), event(kRefunded, after)}, true},
      {"old, its last parcel left after the connection", "2026-11-10T08:00:00Z", true, {event(kShipped, before), event(kShipped, after)}, false},
      {"old and cancelled at some time", "2026-11-10T08:00:00Z", true, {event(kCancelled, after)}, true},
      {"placed after the connection and closed", "2026-11-24T08:00:01Z", true, {event(kShipped, after)}, false},
  };
  Site site = a_site();
  site.orders_since = at("2026-11-24T08:00:00Z");
  for (const auto& row : rows) {
    auto order = an_order({a_line("1", "A", "2", "10")}).web;
    order.placed_at = at(row.placed);
    order.closed = row.closed;
    BOOST_TEST(is_from_before_connection(site, {order, row.events}) == row.expected, row.name);
  }
  auto order = an_order({a_line("1", "A", "2", "10")}).web;
  order.closed = true;
  site.orders_since.reset();
  BOOST_TEST(!is_from_before_connection(site, {order, {}}));
}

BOOST_AUTO_TEST_SUITE_END()
