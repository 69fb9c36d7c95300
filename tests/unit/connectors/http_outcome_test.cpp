#include "connectors/http/outcome.hpp"

#include <boost/test/unit_test.hpp>

#include "connectors/http/retry_after.hpp"
#include "connectors/http/url.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge::connectors;
using namespace tillbridge::connectors::http;
using tillbridge::base::ErrorCode;
using tillbridge::tests::at;

namespace {

HttpExchange answered(int status, std::vector<Header> headers = {}) {
  HttpExchange exchange;
  exchange.transport = Transport::kAnswered;
  exchange.status = status;
  exchange.headers = std::move(headers);
  return exchange;
}

HttpExchange failed(Transport transport, const char* failure) {
  HttpExchange exchange;
  exchange.transport = transport;
  exchange.failure = failure;
  return exchange;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(http_outcome)

BOOST_AUTO_TEST_CASE(gives_every_kind_of_answer_its_class) {
  const auto now = at("2026-11-25T08:00:00Z");
  const std::tuple<HttpExchange, OutcomeKind, const char*> cases[] = {
      {failed(Transport::kNotSent, "connect"), OutcomeKind::kRetry, "connect"},
      {failed(Transport::kNotSent, "address_refused"), OutcomeKind::kRejected, "address_refused"},
      {failed(Transport::kLost, "timeout"), OutcomeKind::kUnknown, "timeout"},
      {answered(201), OutcomeKind::kOk, ""},
      {answered(301), OutcomeKind::kRejected, "http_301"},
      {answered(400), OutcomeKind::kRejected, "http_400"},
      {answered(401), OutcomeKind::kUnauthorized, "http_401"},
      {answered(403), OutcomeKind::kUnauthorized, "http_403"},
      {answered(403, {{"Retry-After", "5"}}), OutcomeKind::kThrottled, "http_403"},
      {answered(404), OutcomeKind::kRejected, "http_404"},
      {answered(408), OutcomeKind::kUnknown, "http_408"},
      {answered(422), OutcomeKind::kRejected, "http_422"},
      {answered(429), OutcomeKind::kThrottled, "http_429"},
      {answered(500), OutcomeKind::kUnknown, "http_500"},
      {answered(502), OutcomeKind::kUnknown, "http_502"},
      {answered(503), OutcomeKind::kRetry, "http_503"},
      {answered(503, {{"retry-after", "30"}}), OutcomeKind::kThrottled, "http_503"},
      {answered(522), OutcomeKind::kUnknown, "http_522"},
  };
  for (const auto& [exchange, kind, code] : cases) {
    const auto outcome = classify(exchange, now);
    BOOST_TEST((outcome.kind == kind), exchange.status << exchange.failure);
    BOOST_TEST(outcome.code == code);
  }
  BOOST_TEST(classify(answered(429, {{"Retry-After", "7"}}), now).retry_after.count() == 7);
}

BOOST_AUTO_TEST_CASE(reads_retry_after_as_seconds_or_date_within_bounds) {
  const auto now = at("2026-11-25T08:00:00Z");
  BOOST_TEST(parse_retry_after("120", now)->count() == 120);
  BOOST_TEST(parse_retry_after("Wed, 25 Nov 2026 08:00:45 GMT", now)->count() == 45);
  BOOST_TEST(parse_retry_after("0", now)->count() == 1);
  BOOST_TEST(parse_retry_after("Wed, 25 Nov 2026 07:00:00 GMT", now)->count() == 1);
  BOOST_TEST(parse_retry_after("99999999999999999999", now)->count() == 3600);
  for (const auto* text : {"", "soon", "-5", "1.5"}) BOOST_TEST(!parse_retry_after(text, now), text);
}

BOOST_AUTO_TEST_CASE(scrubs_secrets_control_characters_and_broken_text) {
  const std::vector<std::string> secrets{"tok-123", ""};
  BOOST_TEST(scrub("bad token tok-123\r\nX: tok-123", secrets) == "bad token ***  X: ***");
  BOOST_TEST(scrub("caf\xc3\xa9 \xff\xc3", secrets) == "caf\xc3\xa9 ??");
  BOOST_TEST(scrub("\xf0\x9f\x98\x80\xf0\x9f\x98\x80", secrets, 6) == "\xf0\x9f\x98\x80");
  BOOST_TEST(scrub(std::string(5000, 'a'), secrets).size() == 1000u);
}

BOOST_AUTO_TEST_CASE(reads_fail_with_the_error_that_tells_when_to_come_back) {
  const auto now = at("2026-11-25T08:00:00Z");
  const auto limited = to_error(classify(answered(429, {{"Retry-After", "9"}}), now));
  BOOST_TEST((limited.code == ErrorCode::kRateLimited));
  BOOST_TEST(limited.message.find("9 s") != std::string::npos);
  BOOST_TEST((to_error(classify(answered(502), now)).code == ErrorCode::kUnavailable));
  BOOST_TEST((to_error(classify(answered(401), now)).code == ErrorCode::kUnauthenticated));
  BOOST_TEST((to_outcome(to_error(classify(failed(Transport::kLost, "timeout"), now))).kind == OutcomeKind::kRetry));
}

BOOST_AUTO_TEST_CASE(encodes_every_reserved_byte_of_a_component) {
  BOOST_TEST(encode_component("A b,c/d?&=#%\r\n+") == "A%20b%2Cc%2Fd%3F%26%3D%23%25%0D%0A%2B");
  BOOST_TEST(encode_component("\xc3\xa9-._~") == "%C3%A9-._~");
  BOOST_TEST(encode_query({{"sku", "A&B"}, {"page", "1"}}) == "sku=A%26B&page=1");
  BOOST_TEST(join_url("https://a.example/x/", "/orders") == "https://a.example/x/orders");
}

BOOST_AUTO_TEST_SUITE_END()
