#include "connectors/shopify/order_cursor.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors::shopify;
using tests::at;

BOOST_AUTO_TEST_SUITE(shopify_order_cursor)

BOOST_AUTO_TEST_CASE(a_position_survives_being_stored) {
  OrderProgress progress{.stage = OrderStage::kChanged, .from = at("2026-11-25T08:00:00Z"), .seen = at("2026-11-25T08:07:00Z"), .after = "mark", .page_size = 2, .listed = 40};
  const auto read = OrderProgress::read(progress.write(), at("2026-01-01T00:00:00Z"));
  BOOST_TEST((read.stage == progress.stage && read.from == progress.from && read.seen == progress.seen));
  BOOST_TEST(read.after == "mark");
  BOOST_TEST(read.page_size == 2);
  BOOST_TEST(read.listed == 40);
}

BOOST_AUTO_TEST_CASE(what_is_no_position_begins_at_the_beginning) {
  for (const char* text : {"", "{", R"({"version": 99})", R"({"version": 1, "stage": "elsewhere"})", R"({"version": 1, "stage": "changed", "from": "now", "seen": "now", "after": "", "page_size": 5, "listed": 0})"}) {
    const auto read = OrderProgress::read({text}, at("2026-11-01T00:00:00Z"));
    BOOST_TEST((read.stage == OrderStage::kOpen && read.from == at("2026-11-01T00:00:00Z")));
    BOOST_TEST(read.filter() == "status:open AND -fulfillment_status:fulfilled AND updated_at:<'2026-11-01T00:00:00Z'");
  }
}

BOOST_AUTO_TEST_CASE(a_list_that_the_shop_does_not_page_to_its_end_is_cut_in_two) {
  OrderProgress progress{.stage = OrderStage::kChanged, .from = at("2026-11-01T00:00:00Z"), .seen = at("2026-11-02T00:00:00Z"), .after = "a", .listed = 19'990};
  progress.turn_page("b", 5);
  BOOST_TEST(progress.after == "b");
  progress.turn_page("c", 5);
  BOOST_TEST(progress.after.empty());
  BOOST_TEST(progress.listed == 0);
  BOOST_TEST(progress.filter() == "updated_at:>='2026-11-02T00:00:00Z'");
}

BOOST_AUTO_TEST_CASE(one_second_that_holds_more_than_a_list_is_read_on) {
  OrderProgress progress{.stage = OrderStage::kChanged, .from = at("2026-11-01T00:00:00Z"), .seen = at("2026-11-01T00:00:00Z"), .after = "a", .listed = 20'000};
  progress.turn_page("b", 5);
  BOOST_TEST(progress.after == "b");
}

BOOST_AUTO_TEST_CASE(a_pass_ends_behind_what_was_seen_less_the_overlap_and_never_goes_back) {
  OrderProgress progress{.stage = OrderStage::kChanged, .from = at("2026-11-25T08:00:00Z"), .seen = at("2026-11-25T09:00:00Z"), .after = "a", .listed = 5};
  BOOST_TEST(!progress.finish_list(std::chrono::minutes(5), at("2026-11-25T10:00:00Z")));
  BOOST_TEST((progress.from == at("2026-11-25T08:55:00Z")));
  progress.seen = at("2099-01-01T00:00:00Z");
  progress.finish_list(std::chrono::minutes(5), at("2026-11-25T10:00:00Z"));
  BOOST_TEST((progress.from == at("2026-11-25T09:55:00Z")));
  progress.seen = at("2026-11-25T08:00:00Z");
  progress.finish_list(std::chrono::minutes(5), at("2026-11-25T10:00:00Z"));
  BOOST_TEST((progress.from == at("2026-11-25T09:55:00Z")));
}

BOOST_AUTO_TEST_SUITE_END()
