#include <boost/test/unit_test.hpp>

#include "connectors/magento/api.hpp"
#include "connectors/magento/search.hpp"
#include "connectors/magento/settings.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using namespace tillbridge::connectors::magento;

namespace {

domain::SiteSecrets four_keys() { return {{"consumer_key", "ck"}, {"consumer_secret", "cs"}, {"access_token", "at"}, {"access_token_secret", "ats"}}; }

domain::Site a_site(std::map<std::string, std::string> options = {}) { return {.platform = "magento", .base_url = "https://shop.example/", .options = std::move(options)}; }

http::HttpExchange answered(int status, const std::string& body) { return {.transport = http::Transport::kAnswered, .status = status, .body = body}; }

Outcome verdict(int status, const std::string& body) { return classify(answered(status, body), http::parse_json(body).value_or(Json()), {}); }

}  // namespace

BOOST_AUTO_TEST_SUITE(magento_settings)

BOOST_AUTO_TEST_CASE(has_defaults_that_fit_a_new_shop) {
  const auto settings = read_settings(a_site(), four_keys(), "JPY");
  BOOST_REQUIRE(settings);
  BOOST_TEST(settings->base_url == "https://shop.example");
  BOOST_TEST(settings->store_code == "all");
  BOOST_TEST(settings->attribute_set_id == 4);
  BOOST_TEST(settings->source_code == "default");
  BOOST_TEST(settings->price_decimals == 0);
  BOOST_TEST((settings->edition == Edition::kAsk));
}

BOOST_AUTO_TEST_CASE(takes_the_address_with_its_door_too) {
  auto site = a_site();
  site.base_url = "https://shop.example/magento/rest/";
  BOOST_TEST(read_settings(site, four_keys())->base_url == "https://shop.example/magento");
}

BOOST_AUTO_TEST_CASE(names_the_missing_secret) {
  for (const auto* key : {"consumer_key", "consumer_secret", "access_token", "access_token_secret"}) {
    auto keys = four_keys();
    keys.erase(key);
    const auto refused = read_settings(a_site(), keys);
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST(refused.error().field == key);
    BOOST_TEST(refused.error().word == "missing_secret");
  }
}

BOOST_AUTO_TEST_CASE(names_the_wrong_option) {
  const std::pair<std::string, std::string> wrong[] = {{"batch_size", "501"},      {"batch_size", "many"},   {"website_ids", "1,main"}, {"option_codes", "Size"},
                                                       {"edition", "enterprise"},  {"weight_unit", "g"},     {"store_code", "a/b"},     {"capture_on_ship", "true"},
                                                       {"order_overlap", "10"},    {"attribute_set", "4"},   {"attribute_set_id", "0"}, {"bulk_patience", "0"}};
  for (const auto& [name, value] : wrong) {
    const auto refused = read_settings(a_site({{name, value}}), four_keys());
    BOOST_REQUIRE_MESSAGE(!refused.has_value(), name);
    BOOST_TEST(refused.error().field == name);
    BOOST_TEST(refused.error().word == "bad_option");
  }
}

BOOST_AUTO_TEST_CASE(reads_lists) {
  const auto settings = read_settings(a_site({{"website_ids", "1, 3"}, {"option_codes", "Size=shoe_size,Colour=color"}}), four_keys());
  BOOST_REQUIRE(settings);
  BOOST_TEST(settings->website_ids == (std::vector{1, 3}), boost::test_tools::per_element());
  BOOST_TEST(settings->option_codes.at("Size") == "shoe_size");
  BOOST_TEST(settings->option_codes.at("Colour") == "color");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(magento_answers)

BOOST_AUTO_TEST_CASE(puts_parameters_into_the_words) {
  BOOST_TEST(words_of(Json::parse(R"({"message":"No such entity with %fieldName = %fieldValue","parameters":{"fieldName":"id","fieldValue":17}})")) == "No such entity with id = 17");
  BOOST_TEST(words_of(Json::parse(R"({"message":"%1 of %2 %10","parameters":["a","b","c","d","e","f","g","h","i","ten"]})")) == "a of b ten");
  BOOST_TEST(words_of(Json::parse(R"({"message":"Validation Failed","errors":[{"message":"\"%field\" can not be empty.","parameters":{"field":"sku"}}]})")) ==
             "Validation Failed; \"sku\" can not be empty.");
  BOOST_TEST(words_of(Json::parse(R"({"messages":{"error":[{"code":500,"message":"Internal Error"}]}})")) == "Internal Error");
  BOOST_TEST(words_of(Json()).empty());
}

BOOST_AUTO_TEST_CASE(tells_refusals_apart) {
  BOOST_TEST((verdict(404, R"({"message":"The product that was requested doesn't exist."})").kind == OutcomeKind::kGone));
  BOOST_TEST((verdict(404, R"({"message":"Request does not match any route.","trace":null})").kind == OutcomeKind::kRejected));
  BOOST_TEST((verdict(404, "<html>").kind == OutcomeKind::kRejected));
  BOOST_TEST((verdict(400, R"({"message":"no"})").kind == OutcomeKind::kRejected));
  BOOST_TEST((verdict(500, R"({"message":"Internal Error. Details are available in Magento log file."})").kind == OutcomeKind::kUnknown));
  BOOST_TEST((verdict(503, R"({"message":"maintenance"})").kind == OutcomeKind::kRetry));
  const auto refused = verdict(401, R"({"message":"The consumer isn't authorized to access %resources.","parameters":{"resources":"Magento_Catalog::products"}})");
  BOOST_TEST((refused.kind == OutcomeKind::kUnauthorized));
  BOOST_TEST(refused.code == code::kNoPermission);
  BOOST_TEST(refused.message == "The consumer isn't authorized to access Magento_Catalog::products.");
}

BOOST_AUTO_TEST_CASE(searches_with_groups_joined_by_and_and_filters_by_or) {
  const auto parameters = Search().where("sku", "A").or_where("sku", "B").where("status", "1", "in").sort("entity_id").page(100, 2).only("id,sku").parameters();
  const auto has = [&](const std::string& name, const std::string& value) { return std::ranges::find(parameters, std::pair(name, value)) != parameters.end(); };
  BOOST_TEST(has("searchCriteria[filterGroups][0][filters][1][value]", "B"));
  BOOST_TEST(has("searchCriteria[filterGroups][1][filters][0][conditionType]", "in"));
  BOOST_TEST(has("searchCriteria[sortOrders][0][direction]", "ASC"));
  BOOST_TEST(has("searchCriteria[currentPage]", "2"));
  BOOST_TEST(has("fields", "items[id,sku],search_criteria,total_count"));
}

BOOST_AUTO_TEST_CASE(never_searches_with_more_filters_than_both_sides_sort_alike) {
  Search search;
  for (int i = 0; i < Search::kMostFilters; ++i) search.or_where("sku", std::to_string(i));
  BOOST_CHECK_THROW(search.or_where("sku", "11"), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
