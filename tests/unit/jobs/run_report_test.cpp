#include <boost/test/unit_test.hpp>

#include "jobs/run_report.hpp"

using namespace tillbridge;

BOOST_AUTO_TEST_SUITE(run_report)

BOOST_AUTO_TEST_CASE(says_in_one_line_how_a_run_went) {
  jobs::RunReport report;
  report.sent = 3;
  report.waiting = 2;
  BOOST_TEST(jobs::summary_line(report) == "3 sent, 0 failed, 2 waiting");
  report.unchanged = 5;
  report.orders = 4;
  report.note = "the shop asked to wait";
  BOOST_TEST(jobs::summary_line(report) == "3 sent, 0 failed, 2 waiting, 5 unchanged, 4 orders read; the shop asked to wait");
}

// A demo with intervals of a second wrote four lines of nothing each second.
BOOST_AUTO_TEST_CASE(knows_a_run_that_is_no_news) {
  BOOST_TEST(jobs::RunReport{}.idle());
  jobs::RunReport looked;
  looked.unchanged = 7;
  BOOST_TEST(looked.idle());
  for (const auto member : {&jobs::RunReport::sent, &jobs::RunReport::waiting, &jobs::RunReport::parked, &jobs::RunReport::orders}) {
    jobs::RunReport report;
    report.*member = 1;
    BOOST_TEST(!report.idle());
  }
  jobs::RunReport held;
  held.result = "held";
  BOOST_TEST(!held.idle());
}

BOOST_AUTO_TEST_CASE(cuts_a_long_note_at_a_character) {
  jobs::RunReport report;
  report.note = std::string(299, 'x') + "éé";
  const auto line = jobs::summary_line(report);
  BOOST_TEST(line.ends_with(std::string(299, 'x') + "…"));
}

BOOST_AUTO_TEST_SUITE_END()
