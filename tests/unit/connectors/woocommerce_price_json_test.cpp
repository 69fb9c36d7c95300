// Prices as they are written: decimals of the currency, rounding, windows over changes of the clocks.
#include <boost/test/unit_test.hpp>

#include "base/time_text.hpp"
#include "connectors/woocommerce/product_json.hpp"
#include "connectors/woocommerce/settings.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors::woocommerce;
using base::Decimal;

namespace {

struct Row {
  const char* currency;
  const char* price;
  const char* sale;   ///< "" = none
  const char* regular_price;
  const char* sale_price;
};

Settings settings_for(const std::string& currency, const std::map<std::string, std::string>& options = {}) {
  domain::Site site;
  site.platform = "woocommerce";
  site.base_url = "https://shop.example";
  site.options = options;
  return read_settings(site, {{"consumer_key", "k"}, {"consumer_secret", "s"}}, currency).value();
}

domain::WebPrice price_of(const char* price, const std::string& sale) {
  domain::WebPrice out{.price = Decimal::parse(price).value(), .sale_price = {}, .sale_start = {}, .sale_end = {}};
  if (!sale.empty()) out.sale_price = Decimal::parse(sale).value();
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(woocommerce_price_json)

BOOST_AUTO_TEST_CASE(prices_have_the_decimals_of_the_currency) {
  const Row table[] = {
      {"EUR", "7.5", "5", "7.50", "5.00"},         {"JPY", "1000", "800", "1000", "800"},        {"KWD", "1.2345", "1.234", "1.235", "1.234"},
      {"KWD", "1.234", "1.2339", "1.234", ""},     {"JPY", "999.5", "", "1000", ""},             {"JPY", "1", "0.4", "1", ""},
      {"JPY", "1000", "999.6", "1000", ""},        {"EUR", "0", "", "0.00", ""},                 {"EUR", "10.004", "10.001", "10.00", ""},
      {"EUR", "10", "0.004", "10.00", ""},         {"", "7.5", "", "7.50", ""},                  {"TND", "0.001", "", "0.001", ""},
  };
  for (const auto& row : table) {
    Json body;
    put_price(body, price_of(row.price, row.sale), settings_for(row.currency));
    BOOST_TEST(body["regular_price"] == row.regular_price, row.currency << " " << row.price << " became " << body["regular_price"]);
    BOOST_TEST(body["sale_price"] == row.sale_price, row.currency << " " << row.sale << " became " << body["sale_price"]);
  }
}

BOOST_AUTO_TEST_CASE(the_site_may_say_otherwise) {
  BOOST_TEST(settings_for("KWD", {{"price_decimals", "2"}}).price_decimals == 2);
  BOOST_TEST(settings_for("EUR", {{"price_decimals", "4"}}).price_decimals == 4);
}

BOOST_AUTO_TEST_CASE(windows_are_written_in_gmt_whatever_the_clocks_do) {
  struct Window { const char* local; const char* zone; const char* gmt; };
  const Window table[] = {
      {"2026-03-29T01:59:59", "Europe/Berlin", "2026-03-29T00:59:59"}, {"2026-03-29T02:30:00", "Europe/Berlin", "2026-03-29T01:00:00"},
      {"2026-03-29T03:00:00", "Europe/Berlin", "2026-03-29T01:00:00"}, {"2026-10-25T02:30:00", "Europe/Berlin", "2026-10-25T00:30:00"},
      {"2026-10-25T03:00:00", "Europe/Berlin", "2026-10-25T02:00:00"}, {"2026-05-01T00:00:00", "Asia/Kathmandu", "2026-04-30T18:15:00"},
  };
  for (const auto& row : table) {
    auto price = price_of("10", "8");
    price.sale_start = price.sale_end = base::parse_xsd_datetime(row.local, row.zone).value();
    Json body;
    put_price(body, price, settings_for("EUR"));
    BOOST_TEST(body["date_on_sale_from_gmt"] == row.gmt);
    BOOST_TEST(body["date_on_sale_to_gmt"] == row.gmt);
  }
}

BOOST_AUTO_TEST_SUITE_END()
