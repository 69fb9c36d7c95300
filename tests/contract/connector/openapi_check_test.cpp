#include "tests/contract/connector/openapi_check.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

using tillbridge::connectors::http::HttpRequest;
using tillbridge::tests::check_against_openapi;

BOOST_AUTO_TEST_SUITE(openapi_check)

BOOST_AUTO_TEST_CASE(passes_what_the_document_says_and_finds_what_it_does_not) {
  const std::string base = "http://shop/api";
  check_against_openapi({"POST", base + "/stock", {}, R"({"updates":[{"product_id":"1","variant_id":"","quantity":"3.5"}]})"}, base);
  check_against_openapi({"GET", base + "/orders?changed_since=x&limit=5", {}, ""}, base);
  const HttpRequest bad[] = {
      {"POST", base + "/stock", {}, R"({"updates":[{"product_id":"1"}]})"},
      {"POST", base + "/stock", {}, R"({"updates":[{"product_id":"1","quantity":3}]})"},
      {"POST", base + "/stock", {}, R"({"updates":[{"product_id":"1","quantity":"3,5"}]})"},
      {"POST", base + "/stock", {}, R"({"updates":[{"product_id":"1","quantity":"3","name":"x"}]})"},
      {"POST", base + "/prices", {}, R"({"updates":[{"product_id":"1","price":"3"}]})"},
      {"POST", base + "/products/visibility", {}, R"({"updates":[{"product_id":"1","visibility":"published"}]})"},
      {"GET", base + "/orders?limit=5", {}, ""},
      {"GET", base + "/orders?changed_since=x&page=5", {}, ""},
      {"GET", base + "/stock", {}, ""},
      {"POST", base + "/nothing", {}, "{}"},
  };
  for (const auto& request : bad) BOOST_CHECK_THROW(check_against_openapi(request, base), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
