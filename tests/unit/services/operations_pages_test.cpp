#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <string>

#include "services/operations_pages.hpp"
#include "page_requests.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using namespace tillbridge::services;

namespace {

struct Pages {
  NextHandler next;
  Metrics metrics;
  tests::FixedClock clock{tests::at("2026-11-25T08:00:00Z")};
  std::string reason;
  int asked = 0;
  bool throws = false;
  OperationsPages pages{next,
                        [this] {
                          ++asked;
                          if (throws) throw std::runtime_error("connection to 10.0.0.1 lost");
                          return reason;
                        },
                        metrics, http::Networks({"127.0.0.1", "10.0.0.0/8"}), clock};

  http::Response get(const std::string& path, const std::string& peer = "127.0.0.1", const std::string& method = "GET") {
    http::Request request;
    request.method = method;
    request.path = path;
    request.peer_address = peer;
    return pages.handle(request);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(operations_pages, Pages)

BOOST_AUTO_TEST_CASE(says_that_the_process_lives_and_passes_everything_else_on) {
  BOOST_TEST(get("/healthz").status == 200);
  BOOST_TEST(get("/soap/ProductTasks").text == "next");
  BOOST_TEST(get("/healthz", "127.0.0.1", "POST").status == 405);
}

BOOST_AUTO_TEST_CASE(says_why_it_is_not_ready_without_telling_strangers_more) {
  BOOST_TEST(get("/readyz").status == 200);
  clock.advance(std::chrono::seconds(2));
  reason = "schema_mismatch";
  BOOST_TEST(get("/readyz").text == "not ready: schema_mismatch\n");
  clock.advance(std::chrono::seconds(2));
  throws = true;
  const auto response = get("/readyz");
  BOOST_TEST(response.status == 503);
  BOOST_TEST(response.text == "not ready: database_unavailable\n");
}

BOOST_AUTO_TEST_CASE(asks_the_store_at_most_once_a_second) {
  for (int at = 0; at < 10; ++at) get("/readyz");
  BOOST_TEST(asked == 1);
  clock.advance(std::chrono::seconds(1));
  get("/readyz");
  BOOST_TEST(asked == 2);
}

BOOST_AUTO_TEST_CASE(shows_figures_to_the_named_networks_only) {
  metrics.count_request("UpdateInventory", "ok", std::chrono::milliseconds(20), 100, 50);
  metrics.count_rows("UpdateInventory", "updated", 7);
  const auto text = get("/metrics", "10.1.2.3").text;
  BOOST_TEST(text.find("tillbridge_requests_total{operation=\"UpdateInventory\",outcome=\"ok\"} 1\n") != std::string::npos, text);
  BOOST_TEST(text.find("tillbridge_request_duration_seconds_bucket{operation=\"UpdateInventory\",le=\"0.01\"} 0\n") != std::string::npos, text);
  BOOST_TEST(text.find("tillbridge_request_duration_seconds_bucket{operation=\"UpdateInventory\",le=\"0.025\"} 1\n") != std::string::npos, text);
  BOOST_TEST(text.find("tillbridge_rows_total{operation=\"UpdateInventory\",status=\"updated\"} 7\n") != std::string::npos, text);
  BOOST_TEST(get("/metrics", "192.0.2.1").status == 403);
  BOOST_TEST(get("/metrics", "::ffff:10.9.9.9").status == 200);
}

// A proxy on the same machine made every caller of the world look like 127.0.0.1.
BOOST_AUTO_TEST_CASE(hides_figures_from_callers_of_a_proxy_that_is_not_named) {
  const auto through = [&](const std::string& name, const std::string& value, const std::string& peer) {
    http::Request request;
    request.method = "GET";
    request.path = "/metrics";
    request.peer_address = peer;
    request.headers.emplace_back(name, value);
    return pages.handle(request).status;
  };
  BOOST_TEST(get("/metrics", "10.1.2.3").status == 200);
  BOOST_TEST(through("x-forwarded-for", "198.51.100.7", "10.1.2.3") == 403);
  BOOST_TEST(through("x-forwarded-for", "10.1.2.3, 198.51.100.7", "10.1.2.3") == 403);
  BOOST_TEST(through("x-forwarded-for", "", "10.1.2.3") == 403);
  BOOST_TEST(through("x-real-ip", "198.51.100.7", "10.1.2.3") == 403);
  BOOST_TEST(through("via", "1.1 proxy", "10.1.2.3") == 403);
  // A named proxy's word was taken: the address is the caller's own.
  BOOST_TEST(through("x-forwarded-for", "192.0.2.1, 10.1.2.3", "10.1.2.3") == 200);
  BOOST_TEST(through("x-forwarded-for", "192.0.2.1", "192.0.2.1") == 403);
}

BOOST_AUTO_TEST_SUITE_END()
