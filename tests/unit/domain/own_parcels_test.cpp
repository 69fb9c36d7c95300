#include "domain/own_parcels.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/order_builders.hpp"

using namespace tillbridge::domain;
using namespace tillbridge::tests;

namespace {

SavedParcel ours(const std::string& id, const std::string& tracking, const std::string& line, const std::string& quantity, bool written = true) {
  SavedParcel parcel;
  parcel.shipment.shipment_id = id;
  parcel.shipment.tracking_number = tracking;
  parcel.shipment.lines = {{line, "", decimal(quantity)}};
  parcel.written = written;
  return parcel;
}

OrderEvent parcel(const std::string& id, const std::string& shipment_id, const std::string& tracking, const std::string& line, const std::string& quantity) {
  auto event = an_event(OrderEventKind::kShipped, id, "2026-11-25T09:00:00Z", {pieces(line, quantity)});
  event.shipment_id = shipment_id;
  event.tracking_number = tracking;
  return event;
}

Order order() { return an_order({a_line("1", "A", "3", "10"), a_line("2", "B", "2", "5")}); }

/// "event=ShipmentId:pieces ..." of what is news.
std::string news(const std::vector<OrderEvent>& known, const std::vector<OrderEvent>& answered, const std::vector<SavedParcel>& saved, bool deduced) {
  std::vector<OrderEvent> fresh;
  for (const auto& event : answered)
    if (std::none_of(known.begin(), known.end(), [&](const auto& old) { return old.event_id == event.event_id; })) fresh.push_back(event);
  std::string words;
  for (const auto& event : news_about_parcels(order().web, known, fresh, answered, saved, deduced)) {
    words += (words.empty() ? "" : " ") + event.event_id + "=" + event.shipment_id + ":";
    for (const auto& line : event.lines) words += line.quantity.to_text() + "x" + line.line_id;
  }
  return words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(own_parcels)

BOOST_AUTO_TEST_CASE(a_parcel_of_ours_is_recognised_however_the_shop_shows_it) {
  const auto named = parcel("e1", "p1", "T1", "1", "1"), by_tracking = parcel("e2", "", "T1", "1", "1"), bare = parcel("e3", "", "", "1", "1");
  struct Row { const char* name; std::vector<OrderEvent> known, answered; std::vector<SavedParcel> saved; const char* expected; };
  const std::vector<Row> rows = {
      {"by its id", {}, {named}, {ours("p1", "T1", "1", "1")}, "e1=p1:1x1"},
      {"by tracking number and pieces", {}, {by_tracking}, {ours("p1", "T1", "1", "1")}, "e2=p1:1x1"},
      {"also before its answer came", {}, {by_tracking}, {ours("p1", "T1", "1", "1", false)}, "e2=p1:1x1"},
      {"with neither, once it is written", {}, {bare}, {ours("p1", "T1", "1", "1")}, "e3=p1:1x1"},
      {"with neither, not before", {}, {bare}, {ours("p1", "T1", "1", "1", false)}, "e3=:1x1"},
      {"another number is another parcel", {}, {parcel("e4", "", "T9", "1", "1")}, {ours("p1", "T1", "1", "1")}, "e4=:1x1"},
      {"other pieces are another parcel", {}, {parcel("e4", "", "T1", "1", "2")}, {ours("p1", "T1", "1", "1")}, "e4=:2x1"},
      {"the id goes before the tracking number", {}, {named, by_tracking}, {ours("p1", "T1", "1", "1")}, "e1=p1:1x1 e2=:1x1"},
      {"each stands for one", {}, {parcel("e1", "", "T1", "1", "1"), parcel("e2", "", "T1", "1", "1")}, {ours("p1", "T1", "1", "1"), ours("p2", "T1", "1", "1")}, "e1=p1:1x1 e2=p2:1x1"},
      {"one number on two lines", {}, {parcel("e1", "", "T1", "2", "1"), parcel("e2", "", "T1", "1", "1")}, {ours("p1", "T1", "1", "1"), ours("p2", "T1", "2", "1")}, "e1=p2:1x2 e2=p1:1x1"},
      {"stored and shown without its id", {named}, {by_tracking}, {ours("p1", "T1", "1", "1")}, ""},
      {"stored and shown bare", {named}, {bare}, {ours("p1", "T1", "1", "1")}, ""},
      {"stored, shown, and a second one beside it", {named}, {named, by_tracking}, {ours("p1", "T1", "1", "1")}, "e2=:1x1"},
      {"stored and shown under another event", {named}, {parcel("e9", "p1", "T1", "1", "1")}, {ours("p1", "T1", "1", "1")}, ""},
      {"only one is taken for it", {named}, {parcel("e8", "", "", "1", "1"), parcel("e9", "", "", "1", "1")}, {ours("p1", "T1", "1", "1")}, "e9=:1x1"},
      {"stored, shown without its id, and a bare one beside it", {named}, {parcel("e1", "", "T1", "1", "1"), parcel("e9", "", "", "1", "1")}, {ours("p1", "T1", "1", "1")}, "e9=:1x1"},
      {"two parts under its id", {}, {parcel("e1", "p1", "T1", "1", "1"), parcel("e2", "p1", "T1", "1", "2")}, {ours("p1", "T1", "1", "3")}, "e1=p1:1x1 e2=p1:2x1"},
      {"the second part later", {parcel("e1", "p1", "T1", "1", "1")}, {parcel("e1", "p1", "T1", "1", "1"), parcel("e2", "p1", "T1", "1", "2")}, {ours("p1", "T1", "1", "3")}, "e2=p1:2x1"},
      {"parts that are more than the parcel", {}, {parcel("e1", "p1", "T1", "1", "2"), parcel("e2", "p1", "T1", "1", "2")}, {ours("p1", "T1", "1", "3")}, "e1=p1:2x1"},
      {"a ShipmentId of somebody else is his", {}, {parcel("e1", "x", "T1", "1", "1")}, {ours("p1", "T1", "1", "1")}, "e1=x:1x1"},
  };
  for (const auto& row : rows) BOOST_TEST(news(row.known, row.answered, row.saved, false) == row.expected, row.name << ": " << news(row.known, row.answered, row.saved, false));
}

BOOST_AUTO_TEST_CASE(where_the_shop_keeps_no_parcels_the_same_pieces_ship_once) {
  const auto all = parcel("done", "", "", "1", "3");
  struct Row { const char* name; std::vector<OrderEvent> known, answered; std::vector<SavedParcel> saved; const char* expected; };
  const std::vector<Row> rows = {
      {"tracking that appears after the completion", {all}, {all, parcel("t1", "", "T1", "1", "2")}, {}, ""},
      {"a completion after a parcel was taken out", {parcel("t1", "", "T1", "1", "2")}, {all}, {}, "done=:1x1"},
      {"our parcel after the completion took its pieces", {all}, {all, parcel("s", "p1", "T1", "1", "3")}, {ours("p1", "T1", "1", "3")}, ""},
      {"the completion after our parcel took its pieces", {parcel("s", "p1", "T1", "1", "1")}, {all}, {ours("p1", "T1", "1", "1")}, "done=:2x1"},
      {"both at once", {}, {parcel("s", "p1", "T1", "1", "1"), parcel("t", "", "T2", "1", "2")}, {ours("p1", "T1", "1", "1")}, "s=p1:1x1 t=:2x1"},
      {"a line that the order has no more", {}, {parcel("s", "", "T1", "7", "1")}, {}, "s=:1x7"},
  };
  for (const auto& row : rows) {
    BOOST_TEST(news(row.known, row.answered, row.saved, true) == row.expected, row.name << ": " << news(row.known, row.answered, row.saved, true));
  }
  // A shop with parcels of its own is believed: a replacement ships once more.
  BOOST_TEST(news({all}, {all, parcel("t1", "", "T1", "1", "2")}, {}, false) == "t1=:2x1");
}

BOOST_AUTO_TEST_CASE(other_events_pass) {
  const auto refund = an_event(OrderEventKind::kRefunded, "r", "2026-11-25T09:00:00Z", {pieces("1", "9")});
  BOOST_TEST(news({}, {refund, refund}, {}, true) == "r=:9x1");
}

BOOST_AUTO_TEST_SUITE_END()
