#include <boost/test/unit_test.hpp>

#include "admin/choice.hpp"
#include "admin/site_rules.hpp"
#include "tests/unit/admin/admin_fixture.hpp"

using namespace tillbridge;
using base::ErrorCode;
using domain::JobKind;

namespace {

base::Result<admin::ChosenSite> choose(tests::AdminFixture& fixture, const std::string& store_id, const std::string& name) {
  base::Result<admin::ChosenSite> out = admin::ChosenSite{};
  fixture.store->read([&](persistence::UnitOfWork& work) { out = admin::choose_site(work, store_id, name); });
  return out;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sites, tests::AdminFixture)

BOOST_AUTO_TEST_CASE(a_new_site_has_sealed_secrets_four_jobs_due_now_and_collects_orders_from_now_on) {
  add_account();
  const auto site = add_site();
  // Shops tell whole seconds: the second in which the site was added counts as a whole.
  BOOST_REQUIRE(site.orders_since.has_value());
  BOOST_CHECK((*site.orders_since == std::chrono::floor<std::chrono::seconds>(clock.now()) && *site.orders_since >= tests::at("2026-11-25T08:00:00Z")));
  const auto view = admin::list_sites(services, "").value().front();
  BOOST_TEST(view.secret_names == std::vector<std::string>{"token"}, boost::test_tools::per_element());
  BOOST_REQUIRE(view.jobs.size() == 4u);
  for (const auto& job : view.jobs) BOOST_CHECK((*job.next_due_at >= *site.orders_since && *job.next_due_at < clock.now()));
  BOOST_TEST(view.jobs[1].interval.count() == 15 * 60);
  store->read([&](persistence::UnitOfWork& work) {
    const auto sealed = work.sites().list_sealed_secrets(site.account_id, site.id);
    BOOST_REQUIRE(sealed.size() == 1u);
    BOOST_TEST(sealed.front().second.find("geheim") == std::string::npos);
  });
  BOOST_TEST(acts().front() == "site_added");
}

BOOST_AUTO_TEST_CASE(the_connectors_judgement_comes_before_anything_is_stored) {
  add_account();
  refused = base::Error{ErrorCode::kInvalidRequest, "secret consumer_key is missing"};
  admin::SiteRequest request;
  request.site.name = "web";
  request.site.base_url = "https://x";
  BOOST_TEST(admin::add_site(services, request).error().message == "secret consumer_key is missing");
  BOOST_TEST(admin::list_sites(services, "").value().empty());
}

BOOST_AUTO_TEST_CASE(a_taken_name_is_a_conflict_but_not_in_another_account) {
  add_account("POS1");
  add_account("POS2");
  add_site("web", "POS1");
  admin::SiteRequest again{.store_id = "POS1"};
  again.site.name = "web";
  again.site.base_url = "https://x";
  BOOST_CHECK(admin::add_site(services, again).error().code == ErrorCode::kConflict);
  again.store_id = "POS2";
  BOOST_TEST(admin::add_site(services, again).has_value());
}

BOOST_AUTO_TEST_CASE(bad_sites_are_refused_with_the_field) {
  add_account();
  struct Case { domain::Site site; std::string field; };
  const std::vector<Case> cases = {
      {{.name = "", .base_url = "https://x"}, "name"},
      {{.name = "a/b", .base_url = "https://x"}, "name"},
      {{.name = "web", .base_url = ""}, "url"},
      {{.name = "web", .base_url = "https://key:secret@x"}, "url"},
      {{.name = "web", .base_url = "https://x", .stock_decimals = 5}, "stock-decimals"},
      {{.name = "web", .base_url = "https://x", .stock_decimals = -1}, "stock-decimals"},
  };
  for (const auto& c : cases) {
    const auto added = admin::add_site(services, {.site = c.site});
    BOOST_REQUIRE(!added);
    BOOST_TEST(added.error().field == c.field);
  }
}

BOOST_AUTO_TEST_CASE(a_site_is_found_by_name_by_account_and_name_and_only_inside_its_account) {
  add_account("POS1");
  add_site("web", "POS1");
  BOOST_TEST(choose(*this, "", "web")->site.name == "web");
  add_account("POS2");
  BOOST_CHECK(choose(*this, "", "web").error().code == ErrorCode::kInvalidRequest);
  BOOST_TEST(choose(*this, "POS1", "web")->account.store_id == "POS1");
  BOOST_TEST(choose(*this, "POS2", "POS1/web")->account.store_id == "POS1");
  BOOST_CHECK(choose(*this, "POS2", "web").error().code == ErrorCode::kNotFound);
  BOOST_CHECK(choose(*this, "POS9", "web").error().code == ErrorCode::kNotFound);
}

BOOST_AUTO_TEST_CASE(a_probe_gets_the_opened_secrets_and_fits_or_is_refused_with_the_reasons) {
  add_account();
  add_site();
  made.clear();
  BOOST_TEST(admin::test_site(services, "", "web").value().refusals.empty());
  BOOST_TEST(made.front().secrets.at("token") == "geheim");
  probe->currency = "USD";
  probe->prices_include_tax = false;
  const auto refusals = admin::test_site(services, "", "web").value().refusals;
  BOOST_REQUIRE(refusals.size() == 2u);
  BOOST_TEST(refusals[0].find("USD") != std::string::npos);
  probe->currency.clear();
  probe->prices_include_tax.reset();
  BOOST_TEST(admin::test_site(services, "", "web").value().refusals.empty());
  probe = base::Error{ErrorCode::kUnauthenticated, "the shop refuses the token"};
  BOOST_CHECK(admin::test_site(services, "", "web").error().code == ErrorCode::kUnauthenticated);
}

BOOST_AUTO_TEST_CASE(a_change_keeps_what_it_does_not_name_and_never_traces_a_secret) {
  add_account();
  add_site();
  admin::SiteChange change{.base_url = "https://new.example", .secrets = {{"token", "neu"}}};
  change.jobs[JobKind::kPricing] = {std::chrono::seconds(0), ""};
  const auto site = admin::change_site(services, "", "web", change).value();
  BOOST_TEST(site.base_url == "https://new.example");
  BOOST_TEST(site.platform == "generic");
  BOOST_TEST(made.back().secrets.at("token") == "neu");
  const auto view = admin::list_sites(services, "").value().front();
  BOOST_TEST(view.jobs[2].interval.count() == 0);
  BOOST_TEST(!view.jobs[2].next_due_at.has_value());
  BOOST_TEST(view.jobs[1].interval.count() == 15 * 60);
  store->read([&](persistence::UnitOfWork& work) {
    const auto entry = work.audit().list(site.account_id, 1).front();
    BOOST_TEST(entry.reason.find("https://shop.example -> https://new.example") != std::string::npos);
    BOOST_TEST(entry.reason.find("neu") == std::string::npos);
  });
}

BOOST_AUTO_TEST_CASE(secrets_sealed_with_a_lost_key_can_be_entered_again) {
  add_account();
  add_site();
  const base::MasterKey other{base::SecretBytes(std::string(base::MasterKey::kSize, 'o'))};
  admin::AdminServices with_other{.database = *store, .clock = clock, .random = random, .master_key = other, .make_connector = services.make_connector};
  BOOST_TEST(admin::test_site(with_other, "", "web").error().message.find("master key") != std::string::npos);
  BOOST_REQUIRE(admin::change_site(with_other, "", "web", {.secrets = {{"token", "again"}}}));
  BOOST_TEST(admin::test_site(with_other, "", "web").has_value());
}

BOOST_AUTO_TEST_CASE(pausing_keeps_the_reason_and_resuming_closes_the_breaker_and_lifts_holds) {
  add_account();
  const auto site = add_site();
  BOOST_REQUIRE(admin::pause_site(services, "", "web", "moving"));
  BOOST_REQUIRE(admin::pause_site(services, "", "web", "moving"));
  BOOST_TEST(admin::list_sites(services, "").value().front().site.pause_reason == "moving");
  store->write([&](persistence::UnitOfWork& work) {
    work.sites().store_health(site.account_id, site.id, {.consecutive_failures = 3, .needs_person = true});
    work.jobs().store_held_reason(site.account_id, site.id, JobKind::kInventory, "would empty the shop");
  });
  BOOST_REQUIRE(admin::resume_site(services, "", "web"));
  const auto view = admin::list_sites(services, "").value().front();
  BOOST_TEST(!view.site.paused);
  BOOST_TEST(view.site.pause_reason == "");
  BOOST_TEST(!view.health.needs_person);
  BOOST_TEST(view.jobs[1].held_reason == "");
  BOOST_TEST(acts() == (std::vector<std::string>{"site_resumed", "site_paused", "site_added", "account_added"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(site_rules)

BOOST_AUTO_TEST_CASE(durations_are_read_with_their_unit) {
  const std::vector<std::pair<std::string, std::int64_t>> good = {{"0", 0}, {"90", 90}, {"90s", 90}, {"15m", 900}, {"1h", 3600}, {"7d", 604800}};
  for (const auto& [text, seconds] : good) BOOST_TEST(admin::parse_duration(text).value().count() == seconds);
  for (const char* text : {"", "m", "-1", "1,5h", "15 m", "1w", "999999999d", "99999999999999999999"}) BOOST_TEST(!admin::parse_duration(text), text);
}

BOOST_AUTO_TEST_CASE(intervals_name_a_job_a_duration_and_maybe_a_window) {
  const auto orders = admin::parse_job_interval("orders=15m@08:00-20:00").value();
  BOOST_CHECK(orders.first == JobKind::kOrders);
  BOOST_TEST(orders.second.interval.count() == 900);
  BOOST_TEST(orders.second.window == "08:00-20:00");
  BOOST_TEST(admin::parse_job_interval("pricing=0").value().second.interval.count() == 0);
  for (const char* text : {"", "orders", "orders=", "stock=15m", "orders=15m@", "orders=15m@8-20", "orders=15m@08:00-24:00", "orders=15m@08:60-20:00", "=15m"}) {
    BOOST_TEST(!admin::parse_job_interval(text), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
