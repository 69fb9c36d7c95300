#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "jobs/collect/record_collected_order.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temp_folder.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using Json = nlohmann::json;

namespace {

/// An installation with one shop that three people bought from.
struct Shop {
  Shop() {
    run({"init"});
    run({"account", "add", "Garden", "--store-id", "POS1", "--user", "till1"});
    run({"site", "add", "web", "--platform", "generic", "--url", "https://shop.example/api", "--secret", "token=-"}, "geheim\n");
    const auto database = persistence::open_database({.url = "sqlite:" + (folder.path() / "tillbridge.db").string(), .password = {}, .pool_size = 1});
    database->write([&](persistence::UnitOfWork& work) {
      const auto account = work.accounts().find_by_store_id("POS1").value();
      const auto site = work.sites().find_by_name(account.id, "web").value();
      int number = 0;
      for (const auto* web_id : {"71", "72", ""}) {
        auto web = an_order({a_line("1", "A", "1", "10")}).web;
        web.web_order_id = std::to_string(++number);
        web.customer.web_customer_id = web_id;
        web.customer.phone = "+49 170 1234567";
        web.customer.email = "ann" + std::to_string(number * number * 7) + "@example.com";
        jobs::record_collected_order(work, account, site, {web, {}}, work.accounts().step_clock(account.id), web.placed_at);
      }
    });
  }
  EndedProgram run(std::vector<std::string> arguments, const std::string& input = "") const {
    arguments.insert(arguments.begin(), TILLBRIDGE_PROGRAM);
    arguments.insert(arguments.end(), {"--dir", folder.path().string()});
    return run_program(arguments, input);
  }
  Json json(std::vector<std::string> arguments) const {
    arguments.push_back("--json");
    const auto done = run(std::move(arguments));
    BOOST_REQUIRE_MESSAGE(done.exit_code == 0, done.err);
    return Json::parse(done.out);
  }
  TempFolder folder;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(customers_cli)

BOOST_AUTO_TEST_CASE(handles_customers_as_the_manual_says) {
  const Shop shop;
  BOOST_TEST(shop.json({"customers", "list"}).size() == 3u);
  BOOST_TEST(shop.json({"customers", "list", "--without-number", "--site", "web"}).size() == 3u);
  BOOST_TEST(shop.json({"customers", "link", "cus_1", "C-1"})["pos_customer_number"] == "C-1");
  BOOST_TEST(shop.json({"customers", "link", "cus_2", "C-2"})["pos_customer_number"] == "C-2");
  const auto pairs = shop.json({"customers", "duplicates"});
  BOOST_TEST(pairs["pairs"].size() == 3u);
  BOOST_TEST(pairs["pairs"][0]["score"] == 70);
  BOOST_TEST(pairs["pairs"][0]["parts"][0]["what"] == "same telephone number");
  BOOST_TEST(shop.json({"customers", "merge", "C-2", "C-1", "--reason", "same person"})["customers"] == 1);
  const auto shown = shop.json({"customers", "show", "C-2"});
  BOOST_TEST(shown.size() == 2u);
  BOOST_TEST(shown[1]["merged_numbers"].dump() == R"(["C-2"])");
  BOOST_TEST(shown[1]["sales"][0]["echoed_number"] == "");
  BOOST_TEST(shop.json({"customers", "unlink", "cus_2"})["pos_customer_number"] == "");
  BOOST_TEST(shop.run({"customers", "unlink", "cus_2"}).exit_code == 5);
  BOOST_TEST(shop.run({"customers", "show", "cus_9"}).exit_code == 4);
  BOOST_TEST(shop.run({"customers", "merge", "C-1", "C-1"}).exit_code == 2);
  const auto hesitating = shop.run({"customers", "erase", "cus_3", "--reason", "asked"});
  BOOST_TEST(hesitating.exit_code == 2);
  BOOST_TEST(hesitating.err.find("--yes") != std::string::npos);
  BOOST_TEST(shop.json({"customers", "erase", "cus_3", "--reason", "asked", "--yes"})["orders"] == 1);
  BOOST_TEST(shop.json({"customers", "list"}).size() == 2u);
  std::vector<std::string> acts;
  for (const auto& entry : shop.json({"audit", "list"})) acts.push_back(entry["act"]);
  for (const auto* act : {"customer_linked", "customers_merged", "customer_unlinked", "customer_erased"})
    BOOST_TEST((std::find(acts.begin(), acts.end(), act) != acts.end()), act);
  for (const auto* command : {"list", "show", "merge", "unlink", "link", "duplicates", "erase"})
    BOOST_TEST(shop.run({"customers", command, "--help"}).out.find("tillbridge customers") != std::string::npos, command);
  BOOST_TEST(shop.run({"customers", "list"}).out.find("71") != std::string::npos);
  BOOST_TEST(shop.run({"customers", "show", "cus_1"}).exit_code == 0);
  BOOST_TEST(shop.run({"customers", "duplicates"}).exit_code == 0);
}

BOOST_AUTO_TEST_SUITE_END()
