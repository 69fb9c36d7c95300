#include <boost/test/unit_test.hpp>

#include "jobs/pricing/price_to_send.hpp"
#include "jobs/products/parent_name.hpp"
#include "jobs/products/products_job.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using base::Decimal;
using tests::at;

BOOST_AUTO_TEST_SUITE(products_rules)

BOOST_AUTO_TEST_CASE(names_the_parent_without_its_options) {
  struct Row { const char* name; std::vector<domain::NameValue> options; const char* expected; };
  const Row table[] = {
      {"Tee Red M", {{"Colour", "Red"}, {"Size", "M"}}, "Tee"},
      {"Tee, Red / M", {{"Size", "M"}, {"Colour", "Red"}}, "Tee"},
      {"Tee (Red)", {{"Colour", "Red"}}, "Tee"},
      {"Montana Wind Jacket-XS-Black", {{"Size", "XS"}, {"Colour", "Black"}}, "Montana Wind Jacket"},
      {"Alarm", {{"Size", "m"}}, "Alarm"},
      {"Red", {{"Colour", "Red"}}, "Red"},
      {"Red Tee", {{"Colour", "Red"}}, "Red Tee"},
      {"Café Größe 42", {{"Size", "42"}}, "Café Größe"},
      {"Plain", {{"Size", ""}}, "Plain"},
  };
  for (const auto& row : table) {
    domain::Item item;
    item.name = row.name;
    item.options = row.options;
    BOOST_TEST(jobs::parent_name(item) == row.expected);
  }
}

BOOST_AUTO_TEST_CASE(sends_a_sale_by_its_window_where_the_shop_keeps_none) {
  domain::ItemPrice price;
  price.price = Decimal::from_integer(10);
  price.sale_price = Decimal::from_integer(8);
  price.sale_start = at("2026-11-25T08:00:00Z");
  price.sale_end = at("2026-11-26T08:00:00Z");
  auto sale_at = [&](const char* moment) { return jobs::price_to_send(price, false, at(moment))->sale_price.has_value(); };
  BOOST_TEST(!sale_at("2026-11-25T07:59:59Z"));
  BOOST_TEST(sale_at("2026-11-25T08:00:00Z"));
  BOOST_TEST(sale_at("2026-11-26T07:59:59Z"));
  BOOST_TEST(!sale_at("2026-11-26T08:00:00Z"));
  BOOST_TEST(!jobs::price_to_send(price, false, at("2026-11-25T08:00:00Z"))->sale_end.has_value());
  BOOST_TEST(!jobs::price_to_send({}, false, at("2026-01-01T00:00:00Z")));
}

BOOST_AUTO_TEST_CASE(sends_a_sale_with_what_is_left_of_its_window_where_the_shop_keeps_one) {
  domain::ItemPrice price;
  price.price = Decimal::from_integer(10);
  price.sale_price = Decimal::from_integer(8);
  price.sale_start = at("2026-11-25T08:00:00Z");
  price.sale_end = at("2026-11-26T08:00:00Z");
  struct Row { const char* now; bool sale, start, end; };
  const Row table[] = {
      {"2026-01-01T00:00:00Z", true, true, true},  {"2026-11-25T07:59:59Z", true, true, true},     {"2026-11-25T08:00:00Z", true, false, true},
      {"2026-11-26T07:59:59Z", true, false, true}, {"2026-11-26T08:00:00Z", false, false, false}, {"2027-01-01T00:00:00Z", false, false, false},
  };
  for (const auto& row : table) {
    const auto web = jobs::price_to_send(price, true, at(row.now));
    BOOST_TEST(web->sale_price.has_value() == row.sale, row.now);
    BOOST_TEST(web->sale_start.has_value() == row.start, row.now);
    BOOST_TEST(web->sale_end.has_value() == row.end, row.now);
  }
}

BOOST_AUTO_TEST_CASE(an_item_is_sold_where_its_flag_and_its_sites_say_so) {
  domain::Site site;
  site.name = "main";
  domain::Item item;
  BOOST_TEST(jobs::is_sold_on(item, site));
  item.sites = {"other"};
  BOOST_TEST(!jobs::is_sold_on(item, site));
  item.sites = {"other", "main"};
  BOOST_TEST(jobs::is_sold_on(item, site));
  item.sell_online = false;
  BOOST_TEST(!jobs::is_sold_on(item, site));
  item.sell_online = true;
  item.sites = std::vector<std::string>{};
  BOOST_TEST(!jobs::is_sold_on(item, site));
}

BOOST_AUTO_TEST_SUITE_END()
