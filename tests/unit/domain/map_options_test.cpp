#include <boost/test/unit_test.hpp>

#include "domain/map_options.hpp"

using namespace tillbridge::domain;

namespace {

using Options = std::vector<NameValue>;

Options colour(const std::string& value) { return {{"Colour", value}}; }
Options tee(const std::string& of_colour, const std::string& size) { return {{"Colour", of_colour}, {"Size", size}}; }

VariantOptions fresh(const std::string& id, Options options) { return {id, std::move(options), false, {}}; }
VariantOptions listed(const std::string& id, Options options, Options published) { return {id, std::move(options), true, std::move(published)}; }

AttributeMap red_map() {
  return AttributeMap({{{}, "Colour", "Rose", "Red"}, {{}, "Colour", "Wine", "Red"}, {{}, "Size", "Medium", "M"}}, std::nullopt);
}

}  // namespace

namespace tillbridge::domain {
inline std::ostream& operator<<(std::ostream& out, const NameValue& pair) { return out << pair.name << "=" << pair.value; }
}  // namespace tillbridge::domain

BOOST_AUTO_TEST_SUITE(map_options_rule)

BOOST_AUTO_TEST_CASE(maps_many_values_to_one_where_no_variants_become_equal) {
  const auto out = map_options({fresh("A", tee("Rose", "M")), fresh("B", tee("Wine", "L")), fresh("C", tee("Blue", "Medium"))}, red_map());
  BOOST_TEST((out.options.at("A") == tee("Red", "M")));
  BOOST_TEST((out.options.at("B") == tee("Red", "L")));
  BOOST_TEST((out.options.at("C") == tee("Blue", "M")));
  BOOST_TEST(out.kept.empty());
  BOOST_TEST(out.equal_to.empty());
}

BOOST_AUTO_TEST_CASE(both_values_stay_in_the_whole_product_where_they_would_make_two_variants_equal) {
  const auto out = map_options({fresh("A", tee("Rose", "M")), fresh("B", tee("Wine", "M")), fresh("C", tee("Rose", "L"))}, red_map());
  BOOST_TEST((out.options.at("A") == tee("Rose", "M")));
  BOOST_TEST((out.options.at("B") == tee("Wine", "M")));
  BOOST_TEST((out.options.at("C") == tee("Rose", "L")));
  BOOST_REQUIRE(out.kept.size() == 2u);
  BOOST_TEST((out.kept[0] == KeptValue{"Colour", "Rose", "Red", "A", "B"}));
  BOOST_TEST((out.kept[1] == KeptValue{"Colour", "Wine", "Red", "B", "A"}));
}

BOOST_AUTO_TEST_CASE(only_the_mapped_value_stays_where_the_other_has_no_mapping) {
  const auto out = map_options({fresh("A", colour("Red")), fresh("B", colour("Rose"))}, red_map());
  BOOST_TEST((out.options.at("A") == colour("Red")));
  BOOST_TEST((out.options.at("B") == colour("Rose")));
  BOOST_TEST(out.kept.size() == 1u);
}

BOOST_AUTO_TEST_CASE(one_option_is_enough_to_keep_variants_apart) {
  const auto out = map_options({fresh("A", tee("Rose", "M")), fresh("B", tee("Wine", "Medium"))}, red_map());
  BOOST_TEST((out.options.at("A") == tee("Rose", "M")));
  BOOST_TEST((out.options.at("B") == tee("Wine", "M")));
}

BOOST_AUTO_TEST_CASE(a_value_that_stays_can_push_another_back) {
  const AttributeMap map({{{}, "Colour", "Red", "Blue"}, {{}, "Colour", "Navy", "Blue"}, {{}, "Colour", "Rose", "Red"}}, std::nullopt);
  const auto out = map_options({fresh("A", colour("Red")), fresh("B", colour("Navy")), fresh("C", colour("Rose"))}, map);
  BOOST_TEST((out.options.at("A") == colour("Red")));
  BOOST_TEST((out.options.at("B") == colour("Navy")));
  BOOST_TEST((out.options.at("C") == colour("Rose")));
}

BOOST_AUTO_TEST_CASE(values_may_be_exchanged) {
  const AttributeMap map({{{}, "Colour", "Red", "Blue"}, {{}, "Colour", "Blue", "Red"}}, std::nullopt);
  const auto out = map_options({fresh("A", colour("Red")), fresh("B", colour("Blue"))}, map);
  BOOST_TEST((out.options.at("A") == colour("Blue")));
  BOOST_TEST((out.options.at("B") == colour("Red")));
}

BOOST_AUTO_TEST_CASE(what_was_published_stays_and_the_later_variant_gives_way) {
  const auto out = map_options({listed("A", tee("Rose", "M"), tee("Red", "M")), fresh("B", tee("Wine", "M")), fresh("C", tee("Rose", "L")), fresh("D", tee("Wine", "L"))},
                               red_map());
  BOOST_TEST(!out.options.contains("A"));
  BOOST_TEST((out.options.at("B") == tee("Wine", "M")));
  BOOST_TEST((out.options.at("C") == tee("Red", "L")));
  BOOST_TEST((out.options.at("D") == tee("Wine", "L")));
}

BOOST_AUTO_TEST_CASE(a_product_keeps_one_word_for_one_value_whatever_the_mapping_is_now) {
  const auto before = map_options({listed("A", tee("Rose", "M"), tee("Rose", "M")), fresh("B", tee("Rose", "L"))}, red_map());
  BOOST_TEST((before.options.at("B") == tee("Rose", "L")));
  const auto removed = map_options({listed("A", tee("Rose", "M"), tee("Red", "M")), fresh("B", tee("Rose", "L"))}, AttributeMap());
  BOOST_TEST((removed.options.at("B") == tee("Red", "L")));
}

BOOST_AUTO_TEST_CASE(a_published_word_gives_way_where_it_would_make_new_variants_equal) {
  const auto out = map_options({listed("A", tee("Rose", "M"), tee("Red", "M")), listed("B", tee("Wine", "L"), tee("Red", "L")), fresh("C", tee("Rose", "S")),
                                fresh("D", tee("Wine", "S"))},
                               red_map());
  BOOST_TEST((out.options.at("C") == tee("Rose", "S")));
  BOOST_TEST((out.options.at("D") == tee("Wine", "S")));
}

BOOST_AUTO_TEST_CASE(a_variant_that_the_shop_has_under_another_name_is_named) {
  const auto out = map_options({listed("A", colour("Rose"), colour("Red")), fresh("B", colour("red"))}, red_map());
  BOOST_REQUIRE(out.equal_to.size() == 1u);
  BOOST_TEST(out.equal_to.at("B") == "A");
}

BOOST_AUTO_TEST_CASE(an_adopted_variant_counts_as_the_mapping_would_have_it) {
  const auto out = map_options({listed("A", colour("Rose"), {}), fresh("B", colour("Wine"))}, red_map());
  BOOST_TEST((out.options.at("B") == colour("Wine")));
  BOOST_TEST(!out.options.contains("A"));
}

BOOST_AUTO_TEST_CASE(the_order_of_options_is_the_items_own) {
  const auto out = map_options({fresh("A", {{"Size", "M"}, {"Colour", "Rose"}}), fresh("B", {{"Colour", "Wine"}, {"Size", "L"}})}, red_map());
  BOOST_TEST((out.options.at("A") == Options{{"Size", "M"}, {"Colour", "Red"}}));
  BOOST_TEST((out.options.at("B") == Options{{"Colour", "Red"}, {"Size", "L"}}));
}

BOOST_AUTO_TEST_SUITE_END()
