// What a hurried operator types, and what the answer tells them.
#include "tests/integration/cli_installation.hpp"

using tillbridge::tests::Installation;
using Words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(slips_of_the_pen)

BOOST_AUTO_TEST_CASE(are_answered_with_what_to_write_instead) {
  const Installation shop;
  shop.add_account();
  shop.add_site();
  struct Row { Words words; int exit_code; const char* told; };
  const Row table[] = {
      {{"run", "pricing", "web"}, 2, "the site comes first"},
      {{"run", "web", "prices"}, 2, "products, inventory, pricing or orders"},
      {{"site", "set", "web"}, 2, "say what is to change"},
      {{"parked", "retry", "--site", "web"}, 2, "--job"},
      {{"explain", "web", "a-1001"}, 4, "letter by letter"},
      {{"mapping", "set", "Colour", "Rose"}, 2, "WEB_VALUE is required"},
  };
  for (const auto& row : table) {
    const auto done = shop.run(row.words);
    BOOST_TEST(done.exit_code == row.exit_code, row.words[0] << " ended with " << done.exit_code);
    BOOST_TEST(done.err.find(row.told) != std::string::npos, done.err);
  }
}

BOOST_AUTO_TEST_CASE(a_pricing_job_by_hand_says_what_that_means_for_sales) {
  const Installation shop;
  shop.add_account();
  shop.add_site();
  BOOST_TEST(shop.run({"site", "set", "web", "--interval", "pricing=0"}).out.find("tillbridge run web pricing") != std::string::npos);
  BOOST_TEST(shop.run({"site", "set", "web", "--interval", "pricing=30m"}).out.find("tillbridge run") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
