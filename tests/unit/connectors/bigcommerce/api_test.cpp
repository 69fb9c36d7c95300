#include "connectors/bigcommerce/api.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/fixed_clock.hpp"

// What the store's answers mean, and when nothing is sent.
using namespace tillbridge;
using namespace tillbridge::connectors;
using bigcommerce::Api;

namespace {

/// Answers the next request as told and keeps what was asked.
class ScriptedClient final : public http::HttpClient {
 public:
  http::HttpExchange next{.transport = http::Transport::kAnswered, .status = 200, .body = R"({"data":[]})"};
  std::vector<http::HttpRequest> asked;
  http::HttpExchange send(const http::HttpRequest& request) override {
    asked.push_back(request);
    return next;
  }
};

struct Store {
  bigcommerce::Settings settings{.base_url = "https://api.bigcommerce.com/stores/abc123", .access_token = "t0k3n"};
  ScriptedClient client;
  tests::FixedClock clock{tests::at("2026-11-25T08:00:00Z")};
  Api api{settings, client, clock};

  bigcommerce::Reply answered(int status, const std::string& body, std::vector<http::Header> headers = {}) {
    client.next = {.transport = http::Transport::kAnswered, .status = status, .headers = std::move(headers), .body = body};
    return api.put("/v3/catalog/products", bigcommerce::Json::array());
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(bigcommerce_api)

BOOST_AUTO_TEST_CASE(sends_the_token_and_encodes_the_query) {
  Store s;
  BOOST_TEST(s.api.get("/v3/catalog/products", {{"sku:in", "A 1,B"}}).ok());
  const auto& request = s.client.asked.at(0);
  BOOST_TEST(request.url == "https://api.bigcommerce.com/stores/abc123/v3/catalog/products?sku%3Ain=A%201%2CB");
  BOOST_TEST(request.headers.at(1).name == "X-Auth-Token");
  BOOST_TEST(request.headers.at(1).value == "t0k3n");
  BOOST_TEST(request.body == "");
}

BOOST_AUTO_TEST_CASE(tells_refusals_in_the_stores_words) {
  Store s;
  const auto v3 = s.answered(409, R"({"status":409,"title":"The product name is a duplicate","type":"x","errors":{"name":"The product name is a duplicate","sku":["taken"]}})");
  BOOST_TEST((v3.outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(v3.outcome.code == "http_409");
  BOOST_TEST(v3.outcome.message == "The product name is a duplicate; sku: taken");
  BOOST_TEST(v3.content_refused());
  const auto v2 = s.answered(400, R"([{"status":400,"message":"The field 'items' is invalid."}])");
  BOOST_TEST(v2.outcome.message == "The field 'items' is invalid.");
  const auto batch = s.answered(422, R"({"batch_errors":[{"status":422,"title":"Invalid price","errors":{"price":"must be positive"}}]})");
  BOOST_TEST(batch.outcome.message == "Invalid price; price: must be positive");
  BOOST_TEST((s.answered(404, R"({"status":404,"title":"not found"})").outcome.kind == OutcomeKind::kGone));
  BOOST_TEST((s.answered(404, "<html>").outcome.kind == OutcomeKind::kRejected));
}

BOOST_AUTO_TEST_CASE(a_missing_right_is_named_with_the_place_to_set_it) {
  Store s;
  const auto writes = s.answered(403, R"({"status":403,"title":"You don't have a required scope to access the endpoint"})");
  BOOST_TEST((writes.outcome.kind == OutcomeKind::kUnauthorized));
  BOOST_TEST(writes.outcome.message.find("Products: modify (store_v2_products)") != std::string::npos, writes.outcome.message);
  BOOST_TEST(writes.outcome.message.find("Settings > Store-level API accounts") != std::string::npos);
  const auto reads = s.api.get("/v3/orders/7/transactions");
  BOOST_TEST(reads.outcome.message.find("(store_v2_transactions_read_only)") != std::string::npos, reads.outcome.message);
  BOOST_TEST((s.answered(401, "").outcome.kind == OutcomeKind::kUnauthorized));
}

BOOST_AUTO_TEST_CASE(an_empty_answer_is_a_list_of_nothing_and_a_web_page_is_unknown) {
  Store s;
  BOOST_TEST(s.answered(204, "").ok());
  BOOST_TEST(s.answered(204, "").rows().empty());
  const auto page = s.answered(200, "<html>Welcome</html>");
  BOOST_TEST((page.outcome.kind == OutcomeKind::kUnknown));
  BOOST_TEST(page.outcome.code == "unreadable");
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_into_a_closed_window_and_it_opens_by_itself) {
  Store s;
  const std::vector<http::Header> headers{{"X-Rate-Limit-Requests-Quota", "150"}, {"X-Rate-Limit-Requests-Left", "3"}, {"X-Rate-Limit-Time-Reset-Ms", "11500"}};
  BOOST_TEST(s.answered(200, R"({"data":[]})", headers).ok());
  const auto held = s.api.get("/v2/orders");
  BOOST_TEST((held.outcome.kind == OutcomeKind::kThrottled));
  BOOST_TEST(held.outcome.retry_after.count() == 12);
  BOOST_TEST(held.outcome.message.find("150") != std::string::npos);
  BOOST_TEST(s.client.asked.size() == 1u);
  s.client.next.headers.clear();
  s.clock.advance(std::chrono::seconds(12));
  BOOST_TEST(s.api.get("/v2/orders").ok());
  BOOST_TEST(s.client.asked.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_failing_store_whose_window_is_used_up_is_a_busy_one) {
  Store s;
  const std::vector<http::Header> empty{{"X-Rate-Limit-Requests-Quota", "150"}, {"X-Rate-Limit-Requests-Left", "0"}, {"X-Rate-Limit-Time-Reset-Ms", "9000"}};
  const auto busy = s.answered(500, R"({"status":500,"title":"Server error"})", empty);
  BOOST_TEST((busy.outcome.kind == OutcomeKind::kThrottled), busy.outcome.code);
  BOOST_TEST(busy.outcome.retry_after.count() == 9);
  Store calm;
  const auto broken = calm.answered(500, R"({"status":500,"title":"Server error"})");
  BOOST_TEST((broken.outcome.kind == OutcomeKind::kUnknown));
  BOOST_TEST(broken.outcome.message == "Server error");
}

BOOST_AUTO_TEST_CASE(a_refusal_for_too_many_calls_waits_the_longer_time) {
  Store s;
  const auto held = s.answered(429, "", {{"X-Rate-Limit-Time-Reset-Ms", "2500"}, {"X-Retry-After", "7"}});
  BOOST_TEST((held.outcome.kind == OutcomeKind::kThrottled));
  BOOST_TEST(held.outcome.retry_after.count() == 7);
}

BOOST_AUTO_TEST_CASE(the_token_is_in_no_message) {
  Store s;
  const auto echo = s.answered(422, R"({"status":422,"title":"token t0k3n is odd"})");
  BOOST_TEST(echo.outcome.message == "token *** is odd");
}

BOOST_AUTO_TEST_SUITE_END()
