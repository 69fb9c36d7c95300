#include "domain/shipment_rules.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/order_builders.hpp"

using namespace tillbridge::domain;
using namespace tillbridge::tests;

namespace {

Order two_lines() { return an_order({a_line("1", "A", "3", "10"), a_line("2", "B", "1", "5"), a_line("3", "A", "2", "10")}); }

Shipment saved(const std::string& id, const std::string& tracking, std::vector<ShipmentLine> lines) {
  Shipment shipment;
  shipment.shipment_id = id;
  shipment.tracking_number = tracking;
  shipment.lines = std::move(lines);
  return shipment;
}

ShipmentLine by_item(const std::string& item, const std::string& quantity) { return {"", item, decimal(quantity)}; }
ShipmentLine by_line(const std::string& line, const std::string& quantity) { return {line, "", decimal(quantity)}; }

std::string left_of(const std::vector<LineLeft>& left, const std::string& line_id) {
  for (const auto& line : left)
    if (line.line_id == line_id) return line.quantity.to_text();
  return "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shipment_rules)

BOOST_AUTO_TEST_CASE(counts_a_saved_parcel_once_whether_the_shop_shows_it_or_not) {
  auto shown = an_event(OrderEventKind::kShipped, "s", "2026-11-25T09:00:00Z", {pieces("1", "1")});
  BOOST_TEST(left_of(lines_left(two_lines(), {}, {saved("p1", "", {by_line("1", "1")})}), "1") == "2");
  shown.shipment_id = "p1";
  BOOST_TEST(left_of(lines_left(two_lines(), {shown}, {saved("p1", "", {by_line("1", "1")})}), "1") == "2");
  shown.shipment_id = "";
  shown.tracking_number = "T1";
  BOOST_TEST(left_of(lines_left(two_lines(), {shown}, {saved("p1", "T1", {by_line("1", "1")})}), "1") == "2");
  BOOST_TEST(left_of(lines_left(two_lines(), {shown}, {saved("p1", "T2", {by_line("1", "1")})}), "1") == "1");
}

BOOST_AUTO_TEST_CASE(leaves_out_what_is_cancelled_or_refunded) {
  const auto left = lines_left(two_lines(), {an_event(OrderEventKind::kCancelled, "x", "2026-11-25T09:00:00Z", {pieces("1", "1")}),
                                             an_event(OrderEventKind::kRefunded, "r", "2026-11-25T09:00:00Z", {pieces("2", "1")})}, {});
  BOOST_TEST(left_of(left, "1") == "2");
  BOOST_TEST(left_of(left, "2") == "0");
}

BOOST_AUTO_TEST_CASE(names_lines_by_item_over_several_lines) {
  const auto lines = resolve_shipment_lines({by_item("A", "4")}, lines_left(two_lines(), {}, {}));
  BOOST_REQUIRE(lines.has_value());
  BOOST_REQUIRE(lines->size() == 2u);
  BOOST_TEST((*lines)[0].line_id == "1");
  BOOST_TEST((*lines)[0].quantity.to_text() == "3");
  BOOST_TEST((*lines)[1].line_id == "3");
  BOOST_TEST((*lines)[1].quantity.to_text() == "1");
}

BOOST_AUTO_TEST_CASE(takes_all_that_is_left_when_no_line_is_named) {
  const auto shown = an_event(OrderEventKind::kShipped, "s", "2026-11-25T09:00:00Z", {pieces("1", "3")});
  const auto lines = resolve_shipment_lines({}, lines_left(two_lines(), {shown}, {}));
  BOOST_REQUIRE(lines->size() == 2u);
  BOOST_TEST((*lines)[0].line_id == "2");
}

BOOST_AUTO_TEST_CASE(refuses_what_cannot_be_shipped_and_says_why) {
  struct Row { std::vector<ShipmentLine> asked; const char* word; const char* says; };
  const std::vector<Row> rows = {
      {{by_line("9", "1")}, "unknown_line", "line 9"},
      {{by_item("a", "1")}, "unknown_line", "item a"},
      {{by_line("1", "4")}, "too_many_pieces", "3 are left"},
      {{by_line("1", "2"), by_line("1", "2")}, "too_many_pieces", "1 are left"},
      {{by_line("1", "0")}, "bad_quantity", "above 0"},
      {{by_line("1", "-1")}, "bad_quantity", "above 0"},
  };
  for (const auto& row : rows) {
    const auto lines = resolve_shipment_lines(row.asked, lines_left(two_lines(), {}, {}));
    BOOST_REQUIRE(!lines.has_value());
    BOOST_TEST(lines.error().word == row.word);
    BOOST_TEST(lines.error().message.find(row.says) != std::string::npos, lines.error().message);
  }
  auto closed = two_lines();
  closed.web.closed = true;
  BOOST_TEST(resolve_shipment_lines({}, lines_left(closed, {}, {})).error().word == "nothing_left");
}

BOOST_AUTO_TEST_CASE(knows_a_cancelled_order) {
  const auto cancelled = an_event(OrderEventKind::kCancelled, "x", "2026-11-25T09:00:00Z");
  BOOST_TEST(is_cancelled(two_lines(), {cancelled}));
  BOOST_TEST(!is_cancelled(two_lines(), {}));
}

BOOST_AUTO_TEST_SUITE_END()
