#include <boost/test/unit_test.hpp>

#include "admin/mapping_file.hpp"
#include "admin/mapping_import.hpp"
#include "admin/mapping_rules.hpp"
#include "admin/mappings.hpp"
#include "admin/unmapped_values.hpp"
#include "tests/unit/admin/admin_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::admin;
using domain::AttributeMapping;

namespace {

struct Fixture : tests::AdminFixture {
  Fixture() {
    add_account();
    add_site();
  }
  base::Result<MappingChange> set(const char* pos_value, const char* web_value, const std::string& site = "") { return set_mapping(services, {"", site}, "Colour", pos_value, web_value); }
  void given(const char* pos_value, const char* web_value, const std::string& site = "") { BOOST_REQUIRE(set(pos_value, web_value, site).has_value()); }
  std::vector<std::string> all() {
    std::vector<std::string> out;
    const auto views = list_mappings(services, {}, "").value();
    for (const auto& view : views)
      out.push_back(view.site_name + ":" + view.mapping.attribute + "/" + view.mapping.pos_value + "=" + view.mapping.web_value);
    return out;
  }
  base::Result<ImportReport> import(const std::string& text, bool replace = false, const std::string& site = "") {
    return import_mappings(services, {{"", site}, read_mapping_file(text).value(), replace, false});
  }
  void post(const std::string& id, std::vector<domain::NameValue> options, std::vector<domain::NameValue> attributes = {}, bool sell_online = true) {
    store->write([&](persistence::UnitOfWork& work) {
      const auto account = work.accounts().find_by_store_id("POS1")->id;
      domain::Item item;
      item.id = id;
      item.name = id;
      item.options = std::move(options);
      item.attributes = std::move(attributes);
      item.sell_online = sell_online;
      work.items().upsert(account, {item}, work.accounts().step_clock(account));
    });
  }
  std::string unmapped(const UnmappedFilter& filter = {}) {
    std::string out;
    const auto report = list_unmapped(services, filter).value();
    for (const auto& value : report.values)
      out += value.attribute + "/" + value.value + " " + std::to_string(value.items) + " " + value.example_item + (value.is_web_value ? " web" : "") + "; ";
    return out;
  }
};

using Strings = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(mappings)

BOOST_FIXTURE_TEST_CASE(a_value_has_one_mapping_per_scope_however_it_is_spelled, Fixture) {
  BOOST_TEST(!set("Rose", "Red")->before.has_value());
  BOOST_TEST(*set(" ROSE ", "Pink")->before == "Red");
  BOOST_TEST(set("Rose", "Bordeaux", "web")->now.site_name == "web");
  BOOST_TEST((all() == Strings{":Colour/ROSE=Pink", "web:Colour/Rose=Bordeaux"}));
  BOOST_TEST(!set("ROSE", "Pink")->changed);
  BOOST_TEST((acts() == Strings{"mapping_set", "mapping_set", "mapping_set", "site_added", "account_added"}));
}

BOOST_FIXTURE_TEST_CASE(a_value_that_becomes_itself_is_refused_but_where_a_site_lifts_a_mapping, Fixture) {
  BOOST_TEST(set("Rose", "Rose").error().message.find("passes unchanged anyway") != std::string::npos);
  BOOST_TEST(!set("Rose", "Rose", "web").has_value());
  BOOST_TEST(set("ROSE", "Rose").has_value());
  BOOST_TEST(set("Rose", "Rose", "web").has_value());
}

BOOST_FIXTURE_TEST_CASE(chains_are_taken_and_said, Fixture) {
  BOOST_TEST(set("Wine", "Red")->notes.empty());
  const auto onto = set("Rose", "wine")->notes;
  BOOST_REQUIRE(onto.size() == 1u);
  BOOST_TEST(onto[0].find("\"Rose\" becomes \"wine\"") != std::string::npos, onto[0]);
  const auto from = set("Red", "Crimson")->notes;
  BOOST_REQUIRE(from.size() == 1u);
  BOOST_TEST(from[0].find("\"Wine\" still becomes \"Red\"") != std::string::npos, from[0]);
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_stored_is_refused, Fixture) {
  const AttributeMapping table[] = {
      {{}, "", "Rose", "Red"},
      {{}, "Colour", "\t ", "Red"},
      {{}, "Colour", "Rose", ""},
      {{}, std::string(191, 'x'), "Rose", "Red"},
      {{}, "Colour", std::string(1'021, 'x'), "Red"},
      {{}, "Colour", "Rose", std::string(256, 'x')},
      {{}, "Colour", "Rose\x01", "Red"},
      {{}, "Colour", "Ros\xE9", "Red"},
      {{}, "Colour", "\xED\xA0\x80", "Red"},
      {{}, "Colour", "\xC0\x80", "Red"},
  };
  for (const auto& mapping : table) {
    const auto checked = checked_mapping(mapping, {});
    BOOST_REQUIRE(!checked.has_value());
    BOOST_TEST((checked.error().code == base::ErrorCode::kInvalidRequest));
    BOOST_TEST(!checked.error().field.empty());
  }
  BOOST_TEST(checked_mapping({{}, " Größe ", "日本 😀", "é"}, {}).value().attribute == "Größe");
}

BOOST_FIXTURE_TEST_CASE(what_is_not_there_cannot_be_removed, Fixture) {
  given("Rose", "Red", "web");
  const auto gone = remove_mapping(services, {}, "Colour", "Rose");
  BOOST_TEST((gone.error().code == base::ErrorCode::kNotFound));
  BOOST_TEST(gone.error().message.find("another scope") != std::string::npos, gone.error().message);
  BOOST_TEST(remove_mapping(services, {"", "web"}, "COLOUR", "rose").value().mapping.web_value == "Red");
  BOOST_TEST(all().empty());
}

BOOST_AUTO_TEST_CASE(reads_files_as_spreadsheets_write_them) {
  const std::pair<const char*, std::vector<Strings>> table[] = {
      {"attribute,pos_value,web_value\nA,b,c\n", {{"A", "b", "c", ""}}},
      {"\xEF\xBB\xBF" "Attribute;POS_Value;Web_Value;Site\r\nA;b;c;web\r\n\r\n;;;\r\nD;e;f;", {{"A", "b", "c", "web"}, {"D", "e", "f", ""}}},
      {"web_value\tattribute\tpos_value\nc\tA\tb", {{"A", "b", "c", ""}}},
      {"attribute,pos_value,web_value\n\"A, \"\"x\"\"\",\"line\nbreak\",c\nD,e,f\n", {{"A, \"x\"", "line\nbreak", "c", ""}, {"D", "e", "f", ""}}},
      {"attribute,pos_value,web_value\n", {}},
  };
  for (const auto& [text, expected] : table) {
    std::vector<Strings> lines;
    const auto read = read_mapping_file(text).value();
    for (const auto& line : read) lines.push_back({line.attribute, line.pos_value, line.web_value, line.site});
    BOOST_TEST((lines == expected), text);
  }
  BOOST_TEST(read_mapping_file("attribute,pos_value,web_value\n\"A\nB\",c,d\n\nE,f,g\n").value().back().line == 5);
}

BOOST_AUTO_TEST_CASE(says_where_a_file_is_wrong) {
  const std::pair<const char*, const char*> table[] = {
      {"", "empty"},
      {"\n", "empty"},
      {"Colour,Rose,Red\n", "line 1: the heading names"},
      {"attribute,pos_value\nA,b\n", "web_value is missing"},
      {"attribute,pos_value,web_value,web_value\n", "stands twice"},
      {"attribute,pos_value,web_value\nA,b\n", "line 2: has 2 fields"},
      {"attribute,pos_value,web_value\nA,b,c\nA,\"b,c\n", "line 3: a double quote opens"},
      {"attribute,pos_value,web_value\nA,\"b\"x,c\n", "line 2: something follows"},
  };
  for (const auto& [text, why] : table) {
    const auto read = read_mapping_file(text);
    BOOST_REQUIRE_MESSAGE(!read.has_value(), text);
    BOOST_TEST(read.error().message.find(why) != std::string::npos, read.error().message);
  }
}

BOOST_FIXTURE_TEST_CASE(imports_all_lines_or_none, Fixture) {
  given("Rose", "Pink");
  const auto bad = import("attribute,pos_value,web_value,site\nColour,Wine,Red,\nColour,Blue,Blue,\nColour,Navy,Blue,nowhere\nColour,wine,Bordeaux,\n");
  BOOST_REQUIRE(!bad.has_value());
  for (const auto* why : {"nothing was stored", "line 3: ", "line 4: account POS1 has no site \"nowhere\"", "line 5: Colour \"wine\" stands in line 2 already"})
    BOOST_TEST(bad.error().message.find(why) != std::string::npos, bad.error().message);
  BOOST_TEST((all() == Strings{":Colour/Rose=Pink"}));
  const auto good = import("attribute,pos_value,web_value,site\nColour,ROSE,Red,\nColour,Wine,Red,\nColour,Wine,Red,\nColour,Rose,Rose,web\n");
  BOOST_REQUIRE(good.has_value());
  BOOST_TEST(good->added == 2);
  BOOST_TEST(good->changed == 1);
  BOOST_TEST((all() == Strings{":Colour/ROSE=Red", "web:Colour/Rose=Rose", ":Colour/Wine=Red"}));
  BOOST_TEST(acts().front() == "mappings_imported");
}

BOOST_FIXTURE_TEST_CASE(replacing_touches_only_the_scopes_of_the_file, Fixture) {
  given("Rose", "Red");
  given("Wine", "Red");
  given("Rose", "Pink", "web");
  const auto done = import("attribute,pos_value,web_value\nColour,Wine,Red\n", true);
  BOOST_TEST(done->removed == 1);
  BOOST_TEST(done->unchanged == 1);
  BOOST_TEST((all() == Strings{"web:Colour/Rose=Pink", ":Colour/Wine=Red"}));
  BOOST_TEST(import("attribute,pos_value,web_value\n", true, "web")->removed == 1);
  BOOST_TEST((all() == Strings{":Colour/Wine=Red"}));
}

BOOST_FIXTURE_TEST_CASE(lists_values_without_a_mapping_most_items_first, Fixture) {
  given("Rose", "Red");
  given("Wine", "Bordeaux", "web");
  post("A", {{"Colour", "Rose"}});
  post("B", {{"Colour", "Blue"}, {"Size", "M"}});
  post("C", {{"COLOUR", "blue "}}, {{"Colour", "Blue"}, {"Material", "Wool"}});
  post("D", {{"Colour", "Wine"}});
  post("E", {{"Colour", "Red"}});
  post("F", {{"Colour", "Green"}}, {}, false);
  BOOST_TEST(unmapped() == "Colour/Blue 2 B; Colour/Green 1 F; Colour/Wine 1 D; ");
  BOOST_TEST(unmapped({.scope = {"", "web"}}) == "Colour/Blue 2 B; ");
  BOOST_TEST(unmapped({.attribute = "size"}) == "Size/M 1 B; ");
  BOOST_TEST(unmapped({.all = true}) == "Colour/Blue 2 B; Colour/Green 1 F; Colour/Red 1 E web; Colour/Wine 1 D; Material/Wool 1 C; Size/M 1 B; ");
  const auto cut = list_unmapped(services, {.limit = 1}).value();
  BOOST_TEST(cut.values.size() == 1u);
  BOOST_TEST(cut.left_off == 2);
}

BOOST_AUTO_TEST_SUITE_END()
