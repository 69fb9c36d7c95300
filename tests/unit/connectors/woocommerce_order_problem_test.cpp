#include <boost/test/unit_test.hpp>

#include "connectors/woocommerce/order_problem.hpp"

using namespace tillbridge::connectors::woocommerce;

namespace {

Json an_order() {
  return Json{{"id", 17}, {"currency", "EUR"}, {"date_created_gmt", "2026-11-25T08:00:00"}, {"total", "10.00"}, {"shipping_total", ""}, {"shipping_tax", nullptr},
              {"line_items", {{{"id", 3}, {"quantity", 2}, {"subtotal", "8.403361344"}, {"total", "8.403361344"}, {"total_tax", "1.60"}}}}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(woocommerce_order_problem)

BOOST_AUTO_TEST_CASE(an_order_of_the_usual_shape_has_none) { BOOST_TEST(order_problem(an_order()) == ""); }

BOOST_AUTO_TEST_CASE(names_the_field_that_cannot_be_kept) {
  const std::vector<std::pair<std::string, std::pair<std::string, Json>>> bad = {
      {"currency is missing", {"/currency", ""}},
      {"date_created_gmt is no time", {"/date_created_gmt", "yesterday"}},
      {"total is no number", {"/total", "ten"}},
      {"total is no number", {"/total", Json::array()}},
      {"shipping_total is no number", {"/shipping_total", "1e99"}},
      {"line_items 3: quantity is no number", {"/line_items/0/quantity", "99999999999999999999"}},
      {"line_items 3: total is no number", {"/line_items/0/total", true}},
      {"line_items is no list", {"/line_items", "none"}},
  };
  for (const auto& [words, change] : bad) {
    auto order = an_order();
    order[Json::json_pointer(change.first)] = change.second;
    BOOST_TEST(order_problem(order).find(words) == 0u, words << " expected, not " << order_problem(order));
  }
}

BOOST_AUTO_TEST_CASE(a_refund_names_itself) {
  const Json refund{{"id", 31}, {"amount", "NaN"}};
  BOOST_TEST(refund_problem(refund).find("refund 31: amount is no number") == 0u);
  BOOST_TEST(refund_problem(Json{{"id", 31}, {"amount", "5.00"}}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
