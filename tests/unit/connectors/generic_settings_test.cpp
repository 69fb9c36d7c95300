#include "connectors/generic/settings.hpp"

#include <boost/test/unit_test.hpp>

#include "sandbox/sandbox_server.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/seeded_random.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using generic::read_settings;

namespace {

domain::Site a_site(std::map<std::string, std::string> options = {}) {
  return {.name = "web", .platform = "generic", .base_url = "https://shop.example/api", .options = std::move(options)};
}

std::string problem(const domain::Site& site, const domain::SiteSecrets& secrets = {{"token", "t"}}) {
  const auto settings = read_settings(site, secrets);
  return settings ? "" : settings.error().message;
}

bool says(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(generic_settings)

BOOST_AUTO_TEST_CASE(has_defaults_for_everything_but_the_token) {
  const auto settings = read_settings(a_site(), {{"token", "t"}});
  BOOST_REQUIRE(settings);
  BOOST_TEST(settings->auth_prefix == "Bearer ");
  BOOST_TEST(settings->capabilities.stock_batch == 100);
  BOOST_TEST(settings->path("order", "a/b c") == "/orders/a%2Fb%20c");
  BOOST_TEST(says(problem(a_site(), {}), "token"));
  BOOST_TEST(says(problem(a_site(), {{"token", "a\r\nb"}}), "token"));
}

BOOST_AUTO_TEST_CASE(hipcommerce_is_the_same_contract_one_at_a_time) {
  auto site = a_site();
  site.platform = "hipcommerce";
  const auto settings = read_settings(site, {{"token", "t"}});
  BOOST_REQUIRE(settings);
  BOOST_TEST(settings->unverified_profile);
  BOOST_TEST(settings->capabilities.stock_batch == 1);
  BOOST_TEST(!settings->capabilities.sale_window);
}

BOOST_AUTO_TEST_CASE(takes_another_header_and_other_paths) {
  const auto settings = read_settings(a_site({{"auth_header", "X-Key"}, {"path_stock", "/v2/stock"}, {"path_events", "-"}, {"stock_basis", "physical"}, {"order_overlap", "60"}}), {{"token", "t"}});
  BOOST_REQUIRE(settings);
  BOOST_TEST(settings->auth_prefix == "");
  BOOST_TEST(settings->path("stock") == "/v2/stock");
  BOOST_TEST(settings->path("events") == "");
  BOOST_TEST((settings->capabilities.stock_basis == domain::StockBasis::kPhysical));
  BOOST_TEST(settings->capabilities.order_overlap.count() == 60);
}

BOOST_AUTO_TEST_CASE(names_what_is_wrong_with_an_option) {
  const std::pair<const char*, const char*> cases[] = {{"stock_batch", "0"}, {"stock_batch", "many"}, {"stock_batch", "5.5"}, {"publish_batch", "99999"}, {"sale_window", "yes"},
                                                       {"stock_basis", "on_hand"}, {"path_stock", "stock"}, {"path_stock", ""}, {"colour", "red"}, {"order_page", "201"}, {"max_sku_length", "129"}};
  for (const auto& [name, value] : cases) BOOST_TEST(says(problem(a_site({{name, value}})), name), name << "=" << value);
}

BOOST_AUTO_TEST_CASE(refuses_addresses_that_the_site_does_not_allow) {
  auto site = a_site();
  site.base_url = "http://shop.example";
  BOOST_TEST(says(problem(site), "--allow-plain-http"));
  site.allow_plain_http = true;
  BOOST_TEST(problem(site) == "");
}

BOOST_AUTO_TEST_CASE(an_unknown_platform_is_refused_with_the_known_ones) {
  const tests::FixedClock clock(tests::at("2026-11-25T08:00:00Z"));
  tests::SeededRandom random;
  auto site = a_site();
  site.platform = "prestashop";
  const auto made = make_connector({site, {{"token", "t"}}, clock, random});
  BOOST_REQUIRE(!made.has_value());
  BOOST_TEST(says(made.error().message, "hipcommerce"));
  site.platform = "generic";
  BOOST_TEST(make_connector({site, {{"token", "t"}}, clock, random}).has_value());
}

BOOST_AUTO_TEST_CASE(the_registry_s_connector_reaches_a_shop_only_as_far_as_the_site_allows) {
  const tests::FixedClock clock(tests::at("2026-11-25T08:00:00Z"));
  tests::SeededRandom random;
  sandbox::SandboxServer server({}, clock);
  auto site = a_site();
  site.base_url = server.api_url();
  site.allow_plain_http = true;
  const auto probe = [&] { return make_connector({site, {{"token", "sandbox-token"}}, clock, random}).value()->probe(); };
  const auto refused = probe();
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST(says(refused.error().message, "allow_private_address"));
  site.allow_private_address = true;
  BOOST_TEST(probe().has_value());
}

BOOST_AUTO_TEST_SUITE_END()
