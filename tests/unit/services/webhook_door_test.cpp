#include <boost/test/unit_test.hpp>

#include <string>

#include "services/webhook_door.hpp"
#include "page_requests.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/temp_database.hpp"

using namespace tillbridge;
using namespace tillbridge::services;

namespace {

/// One account with one site whose orders job ran a moment ago; a call is genuine when its body is "genuine".
struct Door {
  tests::TempDatabase store;
  tests::FixedClock clock{tests::at("2026-11-25T08:00:00Z")};
  domain::AccountId account{};
  domain::SiteId site{};
  NextHandler next;
  bool lost = false;
  WebhookDoor door{next, *store, clock, [this](const WebhookDoor::Call& call) { return verify(call); }};

  Door() {
    store->write([&](persistence::UnitOfWork& work) {
      account = work.accounts().insert({.store_id = "POS1", .name = "Garden"});
      site = work.sites().insert({.account_id = account, .name = "web", .platform = "woocommerce", .base_url = "https://shop.example"});
      work.jobs().insert_for_site(account, site, clock.now() + std::chrono::hours(1));
    });
  }

  base::Result<WebhookDoor::Genuine> verify(const WebhookDoor::Call& call) {
    if (lost) throw persistence::DatabaseUnavailable("gone");
    if (call.store_id != "POS1" || call.site != "web" || !call.body.starts_with("genuine")) return base::Error{.code = base::ErrorCode::kUnauthenticated};
    return WebhookDoor::Genuine{account, site, "order.updated", call.body == "genuine"};
  }

  http::Response call(const std::string& path, const std::string& body = "genuine", const std::string& method = "POST") {
    http::Request request;
    request.method = method;
    request.path = path;
    request.peer_address = "192.0.2.7";
    request.body = std::make_unique<TextBody>(body);
    return door.handle(request);
  }

  bool is_due(domain::JobKind job) {
    bool due = false;
    store->read([&](persistence::UnitOfWork& work) {
      for (const auto& status : work.jobs().list(account, site))
        if (status.job == job) due = status.next_due_at && *status.next_due_at <= clock.now();
    });
    return due;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(webhook_door, Door)

BOOST_AUTO_TEST_CASE(wakes_the_orders_job_and_no_other_after_a_genuine_call) {
  BOOST_TEST(!is_due(domain::JobKind::kOrders));
  BOOST_TEST(call("/hooks/POS1/web").status == 200);
  BOOST_TEST(is_due(domain::JobKind::kOrders));
  BOOST_TEST(!is_due(domain::JobKind::kInventory));
}

BOOST_AUTO_TEST_CASE(wakes_nothing_for_news_about_other_things) {
  BOOST_TEST(call("/hooks/POS1/web", "genuine, about products").status == 200);
  BOOST_TEST(!is_due(domain::JobKind::kOrders));
}

BOOST_AUTO_TEST_CASE(answers_every_wrong_call_alike_and_wakes_nothing) {
  const auto wrong = call("/hooks/POS1/web", "forged");
  BOOST_TEST(wrong.status == 401);
  for (const char* path : {"/hooks/POS1/other", "/hooks/POS2/web", "/hooks/POS1", "/hooks/POS1/web/more", "/hooks/"}) {
    const auto response = call(path);
    BOOST_TEST(response.status == wrong.status, path);
    BOOST_TEST(response.text == wrong.text, path);
  }
  BOOST_TEST(!is_due(domain::JobKind::kOrders));
}

BOOST_AUTO_TEST_CASE(slows_guessing_down_and_lets_other_sites_be) {
  for (int i = 0; i < 10; ++i) BOOST_TEST(call("/hooks/POS1/wrong").status == 401);
  BOOST_TEST(call("/hooks/POS1/wrong").status == 429);
  BOOST_TEST(call("/hooks/POS1/web").status == 200);
}

BOOST_AUTO_TEST_CASE(takes_posts_of_a_sane_size_only_and_passes_other_paths_on) {
  BOOST_TEST(call("/hooks/POS1/web", "genuine", "GET").status == 405);
  BOOST_TEST(call("/hooks/POS1/web", std::string(WebhookDoor::kMaxBody + 1, 'x')).status == 413);
  BOOST_TEST(call("/soap/OrderTasks").text == "next");
  lost = true;
  BOOST_TEST(call("/hooks/POS1/web").status == 503);
}

BOOST_AUTO_TEST_SUITE_END()
