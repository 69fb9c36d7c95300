#include <boost/test/unit_test.hpp>

#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(matrix_task)

namespace {

std::string product(const std::string& item, const std::string& group, const std::string& size) {
  return "<Product><ItemIntegrationId>" + item + "</ItemIntegrationId>" + (group.empty() ? "" : "<ProductIntegrationId>" + group + "</ProductIntegrationId>") +
         (size.empty() ? "" : "<Options><ProductOption><Name>Size</Name><Value>" + size + "</Value></ProductOption></Options>") + "<Price>24.90</Price></Product>";
}

Verdict after(const std::string& products, const std::string& answer = {}, bool in_shop = true) {
  Scene scene;
  if (in_shop) scene.stock_the_shop();
  auto task = make_matrix_task();
  task->begin(scene.stage);
  scene.call("UpdatePOSProducts", "<Products>" + products + "</Products>", answer);
  return scene.look(*task);
}

const std::string kS = product("CONF-7-S", "CONF-7", "S"), kM = product("CONF-7-M", "CONF-7", "M"), kL = product("CONF-7-L", "CONF-7", "L");

}  // namespace

BOOST_AUTO_TEST_CASE(passes_when_three_sizes_stand_in_the_shop_as_one_product) { BOOST_TEST(is_passed(after(kS + kM + kL))); }

BOOST_AUTO_TEST_CASE(waits_for_the_missing_size_and_for_the_shop) {
  const auto two = after(kS + kM);
  BOOST_TEST(is_waiting(two));
  BOOST_TEST(says(two.expected, "CONF-7-L"));
  const auto not_yet = after(kS + kM + kL, {}, false);
  BOOST_TEST(is_waiting(not_yet));
  BOOST_TEST(says(not_yet.expected, "tillbridge jobs"));
}

BOOST_AUTO_TEST_CASE(waits_while_other_products_come) {
  const auto other = after(product("SHOE-1", "", ""));
  BOOST_TEST(is_waiting(other));
  BOOST_TEST(other.seen.empty());
}

BOOST_AUTO_TEST_CASE(fails_with_what_is_wrong_with_a_row) {
  struct Row {
    const char* name;
    std::string products, answer, words;
  };
  const std::vector<Row> rows = {
      {"simple items", product("CONF-7-S", "", "") + product("CONF-7-M", "", ""), "", "without ProductIntegrationId"},
      {"another group", product("CONF-7-S", "OTHER", "S"), "", "ProductIntegrationId OTHER"},
      {"no options", product("CONF-7-S", "CONF-7", ""), "", "without Options"},
      {"same options", kS + kM + product("CONF-7-L", "CONF-7", "M"), "", "same options"},
      {"rejected", kS, Scene::row_result("missing_value", "Name is missing"), "missing_value Name is missing"},
  };
  for (const auto& row : rows) {
    const auto verdict = after(row.products, row.answer);
    BOOST_TEST(is_failed(verdict), row.name);
    BOOST_TEST(says(verdict.seen, row.words), row.name << ": " << verdict.seen);
  }
}

BOOST_AUTO_TEST_CASE(counts_a_corrected_row_and_not_its_first_try) {
  Scene scene;
  scene.stock_the_shop();
  auto task = make_matrix_task();
  task->begin(scene.stage);
  scene.call("UpdatePOSProducts", "<Products>" + product("CONF-7-S", "", "") + "</Products>");
  scene.call("UpdatePOSProducts", "<Products>" + kS + kM + kL + "</Products>");
  BOOST_TEST(is_passed(scene.look(*task)));
}

BOOST_AUTO_TEST_CASE(fails_when_the_shop_has_the_sizes_apart) {
  Scene scene;
  scene.stock_the_shop();
  scene.shop.items["CONF-7-L"].product_id = "P2";
  auto task = make_matrix_task();
  task->begin(scene.stage);
  scene.call("UpdatePOSProducts", "<Products>" + kS + kM + kL + "</Products>");
  BOOST_TEST(is_failed(scene.look(*task)));
}

BOOST_AUTO_TEST_SUITE_END()
