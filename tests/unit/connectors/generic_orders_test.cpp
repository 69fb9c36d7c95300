#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <deque>

#include "base/time_text.hpp"
#include "connectors/generic/cursor.hpp"
#include "connectors/generic/make.hpp"
#include "connectors/generic/order_mapping.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/seeded_random.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using generic::Json;
using generic::JsonReader;

namespace {

Json an_order(const std::string& id) {
  return {{"order_id", id}, {"placed_at", "2026-11-25T08:00:00Z"}, {"modified_at", "2026-11-25T09:00:00Z"}, {"status", "open"}, {"currency", "EUR"}, {"total", "12"},
          {"lines", {{{"line_id", "1"}, {"sku", "A-1"}, {"quantity", "1"}, {"unit_price", "10"}, {"tax", "2"}}}}};
}

/// Answers from a list, so that a test can say what a broken shop says.
class ScriptedClient final : public http::HttpClient {
 public:
  explicit ScriptedClient(std::deque<std::string>& bodies) : bodies_(bodies) {}
  http::HttpExchange send(const http::HttpRequest&) override {
    http::HttpExchange exchange;
    exchange.transport = http::Transport::kAnswered;
    exchange.status = 200;
    if (!bodies_.empty()) {
      exchange.body = bodies_.front();
      bodies_.pop_front();
    }
    return exchange;
  }

 private:
  std::deque<std::string>& bodies_;
};

struct Scripted {
  tests::FixedClock clock{tests::at("2026-11-25T10:00:00Z")};
  tests::SeededRandom random;
  std::deque<std::string> bodies;
  std::unique_ptr<Connector> connector = generic::make(
      ConnectorContext{{.platform = "generic", .base_url = "https://shop.example", .options = {}}, {{"token", "s3cret"}}, clock, random}, std::make_unique<ScriptedClient>(bodies)).value();

  Result<OrderPage> fetch(const std::string& body) {
    bodies = {body};
    return connector->fetch_orders({}, tests::at("2026-11-01T00:00:00Z"));
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(generic_orders)

BOOST_AUTO_TEST_CASE(an_order_that_cannot_be_read_names_itself_and_its_field) {
  Scripted s;
  auto bad = an_order("77");
  bad["lines"][0]["quantity"] = 1.5;
  const auto page = s.fetch(Json{{"orders", {an_order("76"), bad}}, {"next_cursor", nullptr}}.dump());
  BOOST_REQUIRE(page.has_value());
  BOOST_REQUIRE(page->orders.size() == 1u);
  BOOST_TEST(page->orders[0].order.web_order_id == "76");
  BOOST_REQUIRE(page->unreadable.size() == 1u);
  BOOST_TEST(page->unreadable[0].web_order_id == "77");
  BOOST_TEST(page->unreadable[0].reason.find("quantity") != std::string::npos, page->unreadable[0].reason);
}

BOOST_AUTO_TEST_CASE(a_page_whose_bad_order_has_no_usable_key_is_an_error) {
  Scripted s;
  for (const Json& key : {Json(), Json(""), Json(1.5), Json(std::string(101, '7'))}) {
    auto bad = an_order("77");
    bad["order_id"] = key;
    BOOST_TEST(!s.fetch(Json{{"orders", {an_order("76"), bad}}, {"next_cursor", nullptr}}.dump()).has_value(), key.dump());
  }
}

BOOST_AUTO_TEST_CASE(answers_of_the_wrong_shape_are_errors_and_never_exceptions) {
  Scripted s;
  for (const std::string body : {"", "null", "[]", "{", "<html></html>", R"({"orders":{}})", R"({"orders":[1]})", R"({"orders":[{}]})", R"({"orders":[[]],"next_cursor":5})", R"({"orders":[{"order_id":{}}]})",
                                 R"({"orders":[],"next_cursor":{}})", R"({"orders":[],"as_of":"yesterday"})"})
    BOOST_TEST(!s.fetch(body).has_value(), body);
  BOOST_TEST(s.fetch(R"({"orders":[]})").has_value());
}

BOOST_AUTO_TEST_CASE(endless_nesting_is_an_error_and_not_a_crash) {
  Scripted s;
  for (const std::size_t depth : {40u, 1'000'000u}) {
    BOOST_TEST(!s.fetch(R"({"orders":[],"x":)" + std::string(depth, '[') + std::string(depth, ']') + "}").has_value(), depth);
    std::string objects;
    for (std::size_t i = 0; i < depth; ++i) objects += R"({"a":)";
    BOOST_TEST(!s.fetch(R"({"orders":[],"x":)" + objects + "1" + std::string(depth + 1, '}')).has_value(), depth);
  }
}

BOOST_AUTO_TEST_CASE(control_characters_in_a_shopper_s_text_are_shown_as_replaced) {
  Scripted s;
  auto order = an_order("5");
  order["note"] = std::string("ring\0 the\x01 bell\ntwice", 21);
  const auto page = s.fetch(Json{{"orders", {order}}}.dump());
  BOOST_REQUIRE(page);
  BOOST_TEST(page->orders.at(0).order.note == "ring\uFFFD the\uFFFD bell\ntwice");
}

BOOST_AUTO_TEST_CASE(line_ends_of_a_note_stay_as_the_shopper_wrote_them) {
  Scripted s;
  auto order = an_order("5");
  order["note"] = "ring\r\ntwice\rplease\t!";
  const auto page = s.fetch(Json{{"orders", {order}}}.dump());
  BOOST_REQUIRE(page);
  BOOST_TEST(page->orders.at(0).order.note == "ring\r\ntwice\rplease\t!");
}

BOOST_AUTO_TEST_CASE(half_an_emoji_in_one_order_does_not_hold_up_the_page) {
  Scripted s;
  auto order = an_order("5");
  order["note"] = "NOTE";
  const std::pair<const char*, const char*> notes[] = {{R"(cut \ud83d)", "cut \uFFFD"},          {R"(\ude00 cut)", "\uFFFD cut"},
                                                       {R"(\ud83d\ude00)", "\U0001F600"},      {R"(\ud83d\ud83d\ude00)", "\uFFFD\U0001F600"},
                                                       {R"(\\ud83d \ud83d)", "\\ud83d \uFFFD"}, {"gr\xF6\xDF", "gr\uFFFD\uFFFD"},
                                                       {"two\nlines \xF0\x9F\x98", "two\nlines \uFFFD\uFFFD\uFFFD"}};
  for (const auto& [told, expected] : notes) {
    auto body = Json{{"orders", {order}}}.dump();
    body.replace(body.find("NOTE"), 4, told);
    const auto page = s.fetch(body);
    BOOST_TEST_REQUIRE(page.has_value(), told);
    BOOST_TEST(page->orders.at(0).order.note == expected);
  }
}

BOOST_AUTO_TEST_CASE(a_listing_whose_cursor_stands_still_is_an_error) {
  Scripted s;
  s.bodies = {R"({"orders":[],"next_cursor":"x"})", R"({"orders":[],"next_cursor":"x"})"};
  const auto first = s.connector->fetch_orders({}, tests::at("2026-11-01T00:00:00Z"));
  BOOST_REQUIRE(first);
  BOOST_TEST(first->more);
  BOOST_TEST(!s.connector->fetch_orders(first->next, tests::at("2026-11-01T00:00:00Z")).has_value());
}

BOOST_AUTO_TEST_CASE(a_time_in_the_future_does_not_make_the_collection_skip) {
  Scripted s;
  auto future = an_order("1");
  future["modified_at"] = "2099-01-01T00:00:00Z";
  const auto page = s.fetch(Json{{"orders", {future}}, {"next_cursor", nullptr}, {"as_of", "2026-11-25T10:00:00Z"}}.dump());
  BOOST_REQUIRE(page);
  const auto state = generic::read_cursor(page->next, {});
  BOOST_REQUIRE(state);
  BOOST_TEST(base::format_utc(state->from) == "2026-11-25T09:50:00Z");
}

BOOST_AUTO_TEST_CASE(an_order_listed_twice_is_delivered_once) {
  Scripted s;
  const auto page = s.fetch(Json{{"orders", {an_order("5"), an_order("5")}}}.dump());
  BOOST_REQUIRE(page);
  BOOST_TEST(page->orders.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_cursor_that_is_not_ours_is_refused) {
  for (const auto* text : {"x", "{}", "[]", R"({"version":9})", R"({"version":1,"from":"later"})"}) BOOST_TEST(!generic::read_cursor({text}, {}).has_value(), text);
}

BOOST_AUTO_TEST_CASE(the_shop_s_words_never_carry_our_token) {
  Scripted s;
  s.bodies = {R"({"results":[{"status":"rejected","code":"bad","message":"token s3cret may not"}]})"};
  const std::vector<StockWrite> writes{{.item_id = "A", .remote = {.product_id = "1"}}};
  const auto outcomes = s.connector->set_stock(writes);
  BOOST_TEST(outcomes.at(0).message == "token *** may not");
}

BOOST_AUTO_TEST_CASE(results_that_do_not_match_the_entries_are_unknown) {
  Scripted s;
  const std::vector<StockWrite> writes{{.item_id = "A", .remote = {.product_id = "1"}}, {.item_id = "B", .remote = {.product_id = "2"}}};
  for (const auto* body : {R"({})", R"({"results":[]})", R"({"results":[{"status":"ok"}]})", R"({"results":{"status":"ok"}})", R"({"results":[1,2]})"}) {
    s.bodies = {body};
    for (const auto& outcome : s.connector->set_stock(writes)) BOOST_TEST((outcome.kind == OutcomeKind::kUnknown), body);
  }
}

BOOST_AUTO_TEST_CASE(children_become_events_with_ids_of_their_own) {
  auto order = an_order("9");
  order["captures"] = {{{"capture_id", "1"}, {"at", "2026-11-25T08:01:00Z"}, {"amount", "12"}, {"method", "card"}}};
  order["shipments"] = {{{"parcel_id", 2}, {"at", "2026-11-25T08:02:00Z"}, {"shipment_id", "P-1"}, {"carrier", "DHL"}, {"lines", {{{"line_id", "1"}, {"quantity", "1"}}}}}};
  order["refunds"] = {{{"refund_id", "3"}, {"at", "2026-11-25T08:03:00Z"}, {"amount", "12"}, {"lines", {{{"line_id", "1"}, {"quantity", "1"}, {"restock", false}, {"amount", "10"}}}}}};
  order["edits"] = {{{"edit_id", "4"}, {"at", "2026-11-25T08:04:00Z"}}};
  JsonReader reader;
  const auto collected = generic::read_order(reader, order);
  BOOST_TEST(reader.problem() == "");
  std::vector<std::string> ids;
  for (const auto& event : collected.events) ids.push_back(event.event_id);
  const std::vector<std::string> expected{"9/placed", "9/captured/1", "9/shipped/2", "9/refunded/3", "9/edited/4"};
  BOOST_TEST(ids == expected, boost::test_tools::per_element());
  const auto& refund = collected.events[3].lines.at(0);
  BOOST_TEST(!refund.restock);
  BOOST_TEST(refund.amount->to_text() == "10");
  BOOST_TEST(!refund.tax.has_value());
  BOOST_TEST(collected.events[2].shipment_id == "P-1");
}

BOOST_AUTO_TEST_CASE(a_cancelled_status_without_a_child_still_cancels_what_is_left) {
  auto order = an_order("9");
  order["status"] = "cancelled";
  JsonReader reader;
  const auto collected = generic::read_order(reader, order);
  BOOST_TEST(collected.events.back().event_id == "9/cancelled");
  BOOST_TEST(collected.events.back().lines.empty());
}

BOOST_AUTO_TEST_SUITE_END()
