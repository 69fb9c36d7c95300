// Stock settings, safety stock and reservations as an operator uses them.
#include "tests/integration/cli_installation.hpp"

using Json = nlohmann::json;
using tillbridge::tests::Installation;

namespace {

struct Shop : Installation {
  Shop() {
    add_account();
    add_site();
  }
  Json site() const { return json({"site", "list"})[0]; }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(stock_commands)

BOOST_AUTO_TEST_CASE(a_site_names_its_locations_its_pairing_and_its_safety_stock) {
  const Shop shop;
  shop.json({"site", "set", "web", "--stock-location", "WEST", "--stock-location", "(default)", "--order-location", "WEST", "--safety-stock", "2.5", "--stock-meaning", "on_hand"});
  auto site = shop.site();
  BOOST_TEST((site["stock_locations"] == Json{"", "WEST"}));
  BOOST_TEST(site["order_location"] == "WEST");
  BOOST_TEST(site["safety_stock"] == "2.5");
  BOOST_TEST(site["stock_meaning"] == "on_hand");
  shop.json({"site", "set", "web", "--stock-location", "all", "--order-location", "none", "--safety-stock", "0", "--stock-meaning", "account"});
  site = shop.site();
  BOOST_TEST(site["stock_locations"].empty());
  BOOST_TEST(site["order_location"] == "");
  BOOST_TEST(site["stock_meaning"].is_null());
}

BOOST_AUTO_TEST_CASE(settings_that_contradict_each_other_are_refused) {
  const Shop shop;
  const auto elsewhere = shop.run({"site", "set", "web", "--stock-location", "WEST", "--order-location", "EAST"});
  BOOST_TEST(elsewhere.exit_code == 2);
  BOOST_TEST(elsewhere.err.find("booked where it sells from") != std::string::npos, elsewhere.err);
  const auto pairing = shop.run({"site", "set", "web", "--stock-meaning", "available"});
  BOOST_TEST(pairing.exit_code == 2);
  BOOST_TEST(pairing.err.find("available needs orders among what account POS1 pulls") != std::string::npos, pairing.err);
  BOOST_TEST(shop.run({"site", "set", "web", "--safety-stock", "-1"}).exit_code == 2);
  BOOST_TEST(shop.run({"site", "set", "web", "--safety-stock", "many"}).exit_code == 2);
  BOOST_TEST(shop.run({"site", "set", "web", "--stock-location", "all", "--stock-location", "WEST"}).exit_code == 2);
  BOOST_TEST(shop.site()["stock_locations"].empty());
}

BOOST_AUTO_TEST_CASE(safety_stock_needs_an_item_that_the_pos_has_told) {
  const Shop shop;
  BOOST_TEST(shop.run({"stock", "safety", "set", "web", "A-1", "2"}).exit_code == 4);
  BOOST_TEST(shop.run({"stock", "safety", "set", "web", "A-1", "-2"}).exit_code == 2);
  BOOST_TEST(shop.json({"stock", "safety", "list", "web"})["items"].empty());
}

BOOST_AUTO_TEST_CASE(reservations_are_listed_counted_and_released_with_a_reason) {
  const Shop shop;
  BOOST_TEST(shop.json({"reservations", "list", "--stuck"}).empty());
  BOOST_TEST(shop.json({"status"})["accounts"][0]["sites"][0]["reservations"]["stuck"] == 0);
  BOOST_TEST(shop.run({"reservations", "release", "1042"}).exit_code == 2);
  BOOST_TEST(shop.run({"reservations", "release", "1042", "--reason", "counted"}).exit_code == 4);
}

BOOST_AUTO_TEST_SUITE_END()
