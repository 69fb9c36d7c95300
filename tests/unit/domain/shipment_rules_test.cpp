#include "domain/shipment_rules.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/order_builders.hpp"

using namespace tillbridge::domain;
using namespace tillbridge::tests;

namespace {

Order two_lines() { return an_order({a_line("1", "A", "3", "10"), a_line("2", "B", "1", "5"), a_line("3", "A", "2", "10")}); }

SavedParcel saved(const std::string& id, const std::string& tracking, std::vector<ShipmentLine> lines, bool written = false) {
  Shipment shipment;
  shipment.shipment_id = id;
  shipment.tracking_number = tracking;
  shipment.lines = std::move(lines);
  return {shipment, written};
}

OrderEvent parcel(const std::string& id, const std::string& tracking, std::vector<EventLine> lines) {
  auto event = an_event(OrderEventKind::kShipped, id, "2026-11-25T09:00:00Z", std::move(lines));
  event.tracking_number = tracking;
  return event;
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

BOOST_AUTO_TEST_CASE(a_parcel_that_the_shop_shows_in_parts_counts_once) {
  const std::vector<SavedParcel> ours{saved("p1", "T1", {by_line("1", "1"), by_line("2", "1")})};
  auto first = parcel("s1", "T1", {pieces("1", "1")}), second = parcel("s2", "T1", {pieces("2", "1")});
  first.shipment_id = second.shipment_id = "p1";
  const auto left = lines_left(two_lines(), {first, second}, ours), whole = lines_left(two_lines(), {parcel("s", "T1", {pieces("1", "1"), pieces("2", "1")})}, ours);
  for (const char* line : {"1", "2"}) BOOST_TEST(left_of(left, line) == left_of(whole, line));
  BOOST_TEST(left_of(left, "1") == "2");
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

BOOST_AUTO_TEST_CASE(two_parcels_of_one_tracking_number_are_told_apart_by_their_pieces) {
  const auto shown = parcel("s", "T1", {pieces("1", "1")});
  const std::vector<SavedParcel> both = {saved("p1", "T1", {by_line("1", "1")}), saved("p2", "T1", {by_line("2", "1")})};
  const auto left = lines_left(two_lines(), {shown}, both);
  BOOST_TEST(left_of(left, "1") == "2");
  BOOST_TEST(left_of(left, "2") == "0");
}

BOOST_AUTO_TEST_CASE(a_parcel_takes_pieces_that_are_left_or_stands_for_what_the_shop_shipped_itself) {
  const auto by_shop = parcel("s", "", {pieces("1", "3"), pieces("2", "1"), pieces("3", "2")});
  struct Row { const char* name; std::vector<OrderEvent> events; std::vector<SavedParcel> others; std::vector<ShipmentLine> asked; const char* tracking; const char* expected; };
  const std::vector<Row> rows = {
      {"pieces are left", {}, {}, {by_line("1", "2")}, "T1", "moves"},
      {"the shop shipped all of it", {by_shop}, {}, {by_line("1", "2")}, "T1", "stands"},
      {"named by item", {by_shop}, {}, {by_item("A", "5")}, "T1", "stands"},
      {"all of it, without a line", {by_shop}, {}, {}, "T1", "stands"},
      {"more than was shipped", {by_shop}, {}, {by_line("1", "4")}, "T1", "too_many_pieces"},
      {"another stands for it already", {by_shop}, {[] { auto one = saved("p0", "T0", {by_line("1", "2")}, true); one.shipment.already_shipped = true; return one; }()},
       {by_line("1", "2")}, "T1", "too_many_pieces"},
      {"the rest beside another", {by_shop}, {[] { auto one = saved("p0", "T0", {by_line("1", "2")}); one.shipment.already_shipped = true; return one; }()},
       {by_line("1", "1")}, "T1", "stands"},
      {"the same parcel made in the shop", {parcel("s", "T1", {pieces("1", "1")})}, {}, {by_line("1", "1")}, "T1", "stands"},
      {"its number with other pieces", {parcel("s", "T1", {pieces("1", "1")})}, {}, {by_line("1", "2")}, "T1", "moves"},
      {"a parcel of ours is no parcel of the shop", {parcel("s", "T0", {pieces("1", "3")})}, {saved("p0", "T0", {by_line("1", "3")}, true)}, {by_line("1", "1")}, "T1", "too_many_pieces"},
      {"unknown lines stay unknown", {by_shop}, {}, {by_line("9", "1")}, "T1", "unknown_line"},
  };
  for (const auto& row : rows) {
    const auto pieces = resolve_shipment(two_lines(), row.events, row.others, row.asked, row.tracking);
    const std::string found = !pieces ? pieces.error().word : pieces->already_shipped ? "stands" : "moves";
    BOOST_TEST(found == row.expected, row.name << ": " << found);
  }
}

BOOST_AUTO_TEST_CASE(a_shop_that_says_shipped_by_its_status_alone_shipped_everything) {
  auto order = two_lines();
  order.web.status = "shipped";
  order.web.closed = true;
  const auto pieces = resolve_shipment(order, {}, {}, {by_line("1", "3")}, "T1");
  BOOST_REQUIRE(pieces.has_value());
  BOOST_TEST(pieces->already_shipped);
  order.web.status = "cancelled";
  BOOST_TEST(resolve_shipment(order, {}, {}, {by_line("1", "3")}, "T1").error().word == "too_many_pieces");
}

BOOST_AUTO_TEST_CASE(knows_a_cancelled_order) {
  const auto cancelled = an_event(OrderEventKind::kCancelled, "x", "2026-11-25T09:00:00Z");
  BOOST_TEST(is_cancelled(two_lines(), {cancelled}));
  BOOST_TEST(!is_cancelled(two_lines(), {}));
}

BOOST_AUTO_TEST_SUITE_END()
