// `tillbridge mapping …` as an operator uses it.
#include <fstream>

#include "tests/integration/cli_installation.hpp"

using Json = nlohmann::json;
using tillbridge::tests::Installation;

namespace {

struct Shop : Installation {
  Shop() {
    add_account();
    add_site();
  }
  std::string file(const std::string& content) const {
    const auto path = folder.path() / "mappings.csv";
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(mapping_commands)

BOOST_AUTO_TEST_CASE(a_mapping_is_set_changed_listed_and_removed) {
  const Shop shop;
  const auto made = shop.json({"mapping", "set", "Colour", "Rose", "Red"});
  BOOST_TEST(made["account"] == "POS1");
  BOOST_TEST(made["site"].is_null());
  BOOST_TEST(made["before"].is_null());
  BOOST_TEST(shop.json({"mapping", "set", "colour", "ROSE", "Pink"})["before"] == "Red");
  BOOST_TEST(shop.json({"mapping", "set", "Colour", "Rose", "Red", "--site", "web"})["site"] == "web");
  const auto listed = shop.json({"mapping", "list", "--site", "POS1/web"});
  BOOST_REQUIRE(listed.size() == 2u);
  BOOST_TEST(listed[0]["overruled"] == true);
  BOOST_TEST(listed[1]["web_value"] == "Red");
  const auto table = shop.run({"mapping", "list", "--attribute", "COLOUR"});
  BOOST_TEST(table.out.find("POS VALUE") != std::string::npos);
  BOOST_TEST(table.out.find("all sites") != std::string::npos);
  BOOST_TEST(shop.json({"mapping", "remove", "Colour", "rose"})["web_value"] == "Pink");
  BOOST_TEST(shop.run({"mapping", "remove", "Colour", "rose"}).exit_code == 4);
  std::string acts;
  for (const auto& entry : shop.json({"audit", "list"})) acts += entry["act"].get<std::string>() + " ";
  BOOST_TEST(acts.find("mapping_removed mapping_set mapping_set mapping_set") == 0u, acts);
}

BOOST_AUTO_TEST_CASE(help_says_that_it_concerns_later_products_only) {
  const auto help = tillbridge::tests::run_tillbridge({"mapping", "set", "--help"}).out;
  BOOST_TEST(help.find("from now on") != std::string::npos, help);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_refused_with_what_to_do) {
  const Shop shop;
  BOOST_TEST(shop.run({"mapping", "set", "Colour", "Red", "Red"}).exit_code == 2);
  BOOST_TEST(shop.run({"mapping", "set", "Colour", " ", "Red"}).exit_code == 2);
  BOOST_TEST(shop.run({"mapping", "set", "Colour", "Rose"}).exit_code == 2);
  BOOST_TEST(shop.run({"mapping", "set", "Colour", "Rose", "Red", "--site", "nowhere"}).exit_code == 4);
  const auto bytes = shop.run({"mapping", "set", "Colour", "Ros\xE9", "Red"});
  BOOST_TEST(bytes.exit_code == 2);
  BOOST_TEST(bytes.err.find("UTF-8") != std::string::npos, bytes.err);
  BOOST_TEST(shop.json({"mapping", "list"}).empty());
}

BOOST_AUTO_TEST_CASE(a_file_goes_in_whole_or_not_at_all_and_comes_out_again) {
  const Shop shop;
  const auto bad = shop.run({"mapping", "import", shop.file("attribute,pos_value,web_value\nColour,Rose,Red\nColour,,Red\n")});
  BOOST_TEST(bad.exit_code == 2);
  BOOST_TEST(bad.err.find("line 3") != std::string::npos, bad.err);
  BOOST_TEST(shop.json({"mapping", "list"}).empty());
  const auto good = shop.file("\xEF\xBB\xBFpos_value;attribute;web_value;site\r\nRose;Colour;Red;\r\nWine;Colour;Red;web\r\n");
  BOOST_TEST(shop.json({"mapping", "import", good, "--dry-run"})["added"] == 2);
  BOOST_TEST(shop.json({"mapping", "list"}).empty());
  BOOST_TEST(shop.json({"mapping", "import", good})["added"] == 2);
  const auto csv = shop.run({"mapping", "list", "--csv"}).out;
  BOOST_TEST(csv == "attribute,pos_value,web_value,site\nColour,Rose,Red,\nColour,Wine,Red,web\n");
  const auto again = shop.json({"mapping", "import", "-", "--replace"}, csv);
  BOOST_TEST(again["unchanged"] == 2);
  BOOST_TEST(again["removed"] == 0);
  BOOST_TEST(shop.run({"mapping", "import", "/nowhere.csv"}).exit_code == 4);
}

BOOST_AUTO_TEST_CASE(unmapped_says_what_there_is_to_do) {
  const Shop shop;
  BOOST_TEST(shop.json({"mapping", "unmapped"})["values"].empty());
  BOOST_TEST(shop.run({"mapping", "unmapped"}).out.find("--all") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
