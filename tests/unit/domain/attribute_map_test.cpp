#include <boost/test/unit_test.hpp>

#include "domain/attribute_map.hpp"

using namespace tillbridge::domain;

namespace {

const SiteId kWeb{1}, kOutlet{2};

std::vector<AttributeMapping> mappings() {
  return {{{}, "Colour", "Rose", "Red"}, {{}, "Colour", "Wine", "Red"}, {{}, "Colour", "Red", "Crimson"}, {kWeb, "Colour", "Wine", "Bordeaux"}, {{}, "Size", "Medium", "M"}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(attribute_map)

BOOST_AUTO_TEST_CASE(compares_without_regard_to_case_and_blanks) {
  struct Row { const char* one; const char* other; bool equal; };
  const Row table[] = {
      {"Red", " red\t", true},       {"dark  blue", "Dark Blue", true}, {"GRÜN", "grün", true},   {"ÉCRU", "écru", true},    {"ŁÓDŹ", "łódź", true},
      {"ČERVENÁ", "červená", true},  {"ŸŽ", "ÿž", true},                {"ΜΠΛΕ", "μπλε", true},   {"КРАСНЫЙ", "красный", true}, {"ЁЖ", "ёж", true},
      {"Rot", "Röt", false},         {"×", "÷", false},                 {"a b", "ab", false},     {"ß", "ss", false},        {"日本", "日本", true},
      {"😀 A", "😀 a", true},        {"", "  ", true},                  {"M", "L", false},        {"\xC3", "\xC3", true},    {"a\nb", "A\nB", true},
  };
  for (const auto& row : table) BOOST_TEST((mapping_key(row.one) == mapping_key(row.other)) == row.equal, row.one << " and " << row.other);
  BOOST_TEST(mapping_key(mapping_key("  GRÜNE   Ähre ")) == mapping_key("grüne ähre"));
}

BOOST_AUTO_TEST_CASE(a_sites_own_mapping_wins_and_those_of_other_sites_do_not_count) {
  for (const bool turned : {false, true}) {
    auto given = mappings();
    if (turned) std::reverse(given.begin(), given.end());
    BOOST_TEST((AttributeMap(given, kWeb).find("colour", "wine") == "Bordeaux"));
    BOOST_TEST((AttributeMap(given, kOutlet).find("Colour", "Wine") == "Red"));
    BOOST_TEST((AttributeMap(given, std::nullopt).find("Colour", "Wine") == "Red"));
    BOOST_TEST((AttributeMap(given, kWeb).find("COLOUR ", "ROSE") == "Red"));
  }
}

BOOST_AUTO_TEST_CASE(what_has_no_mapping_is_not_found) {
  const AttributeMap map(mappings(), kWeb);
  BOOST_TEST(!map.find("Colour", "Blue"));
  BOOST_TEST(!map.find("Material", "Rose"));
  BOOST_TEST(map.knows("colour"));
  BOOST_TEST(!map.knows("Material"));
  BOOST_TEST(map.is_web_value("Colour", "bordeaux"));
  BOOST_TEST(!map.is_web_value("Colour", "Rose"));
  BOOST_TEST(!AttributeMap().find("Colour", "Rose"));
  BOOST_TEST(AttributeMap({{kOutlet, "Colour", "Rose", "Red"}}, kWeb).empty());
}

BOOST_AUTO_TEST_CASE(maps_attributes_once_and_passes_the_others_unchanged) {
  const AttributeMap map(mappings(), kOutlet);
  const std::vector<NameValue> given{{"COLOUR", "Rose"}, {"Material", " Wool "}, {"COLOUR", "wine"}, {"Size", "medium"}, {"Fit", "a"}, {"Fit", "a"}};
  const std::vector<NameValue> expected{{"COLOUR", "Red"}, {"Material", " Wool "}, {"Size", "M"}, {"Fit", "a"}, {"Fit", "a"}};
  BOOST_TEST((map_attributes(given, map) == expected));
  BOOST_TEST((map_attributes(given, AttributeMap()) == given));
}

BOOST_AUTO_TEST_SUITE_END()
