// Answers of status 200 that are none: they must never pass for "the shop has nothing".
#include <boost/test/unit_test.hpp>

#include "connectors/magento/lookup.hpp"
#include "connectors/magento/order_problem.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/seeded_random.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using http::Json;
using tests::at;

namespace {

/// Answers every request with the same body.
class SameAnswer final : public http::HttpClient {
 public:
  explicit SameAnswer(std::string body) : body_(std::move(body)) {}
  http::HttpExchange send(const http::HttpRequest&) override {
    ++calls;
    http::HttpExchange answer;
    answer.transport = http::Transport::kAnswered;
    answer.status = 200;
    answer.body = body_;
    return answer;
  }
  int calls = 0;

 private:
  std::string body_;
};

struct LookUp {
  magento::Settings settings;
  tests::FixedClock clock{at("2026-11-25T08:00:00Z")};
  tests::SeededRandom random;
  SameAnswer client;
  magento::Api api{settings, client, clock, random};

  explicit LookUp(const std::string& body) : client(body) { settings.base_url = settings.signing_url = "https://shop.example"; }
  magento::SkuLookUp of(const std::string& sku) { return magento::look_up_skus(api, std::vector{sku}); }
};

Json an_order() {
  return Json{{"entity_id", 7}, {"order_currency_code", "EUR"}, {"created_at", "2026-11-25 08:00:00"}, {"grand_total", 10}, {"items", Json::array({Json{{"item_id", 1}, {"qty_ordered", 1}}})}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(magento_odd_answers)

BOOST_AUTO_TEST_CASE(a_product_list_without_its_total_is_no_answer) {
  for (const auto* body : {"{}", "[]", R"({"items":[]})", R"({"items":[],"total_count":-1})", R"({"items":[],"total_count":"many"})", R"({"items":{},"total_count":0})",
                           R"({"items":[{"id":5}],"total_count":1})", R"({"items":[{"sku":"A"}],"total_count":1})"}) {
    LookUp look(body);
    BOOST_TEST((look.of("A").outcome.kind == OutcomeKind::kUnknown), body);
    BOOST_TEST(look.client.calls == 1, body);
  }
  BOOST_TEST(LookUp(R"({"items":[],"total_count":0})").of("A").outcome.ok());
  BOOST_TEST(LookUp(R"({"items":null,"total_count":0})").of("A").outcome.ok());
}

BOOST_AUTO_TEST_CASE(an_accented_sku_that_the_shop_takes_for_a_plain_one_collides) {
  const std::vector<std::pair<std::string, std::string>> pairs{{"CAF\xc3\x89-1", "cafe-1"}, {"GR\xc3\x96SSE", "gr\xc3\xb6sse"}, {"A-1", "a-1 "}};
  for (const auto& [ours, theirs] : pairs) {
    const auto found = LookUp(Json{{"items", Json::array({Json{{"id", 5}, {"sku", theirs}}})}, {"total_count", 1}}.dump()).of(ours);
    BOOST_TEST(found.outcome.ok());
    BOOST_TEST(found.found(ours).empty(), ours);
    BOOST_TEST(found.collisions(ours).size() == 1u, ours);
  }
}

BOOST_AUTO_TEST_CASE(an_order_without_amounts_or_lines_is_set_aside) {
  BOOST_TEST(magento::order_problem(an_order()) == "");
  for (const auto* name : {"grand_total", "items"}) {
    auto order = an_order();
    order.erase(name);
    BOOST_TEST(magento::order_problem(order) == std::string(name) + " is missing");
  }
  for (const auto* name : {"item_id", "qty_ordered"}) {
    auto order = an_order();
    order["items"][0].erase(name);
    BOOST_TEST(magento::order_problem(order).find(std::string(name) + " is missing") != std::string::npos, name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
