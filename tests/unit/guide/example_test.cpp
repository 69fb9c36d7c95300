#include <boost/test/unit_test.hpp>

#include "guide/example.hpp"

using tillbridge::guide::example_in;
using tillbridge::guide::without_example;

BOOST_AUTO_TEST_SUITE(example)

BOOST_AUTO_TEST_CASE(ends_at_the_full_stop_of_its_sentence) {
  struct Row {
    const char *words, *example, *rest;
  };
  for (const auto& row : {Row{"The price. Example: 19.99.", "19.99", "The price."}, Row{"Your key. Example: inv-1. Absent: every call counts.", "inv-1", "Your key. Absent: every call counts."},
                          Row{"The name. Example: Rain coat.", "Rain coat", "The name."}, Row{"An address. Example: https://a.example/b.jpg.", "https://a.example/b.jpg", "An address."},
                          Row{"All of them. Example: *.", "*", "All of them."}, Row{"No such part.", "", "No such part."}, Row{"", "", ""}, Row{"Example: 5", "5", ""}}) {
    BOOST_TEST(example_in(row.words) == row.example);
    BOOST_TEST(without_example(row.words) == row.rest);
  }
}

BOOST_AUTO_TEST_SUITE_END()
