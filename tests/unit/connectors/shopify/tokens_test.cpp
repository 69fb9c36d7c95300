#include <boost/test/unit_test.hpp>

#include "tests/support/fake_shopify_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using tests::FakeShopify;
using tests::ShopFault;
using tests::ShopifyFixture;

namespace {

const std::string kBuy = "POST /admin/oauth/access_token";

bool works(ShopifyFixture& f) { return f.connector()->probe().has_value(); }

std::size_t bought(ShopifyFixture& f) {
  return f.shop.with([](FakeShopify& shop) { return shop.bought_tokens().size(); });
}

/// A memory in which another run stores its token just before ours does.
class Raced final : public SiteMemory {
 public:
  std::optional<std::string> find(const std::string& key) override { return inner_.find(key); }
  std::vector<std::string> list_keys(const std::string& prefix) override { return inner_.list_keys(prefix); }
  void store(const std::string& key, const std::string& value, Kind kind) override { inner_.store(key, value, kind); }
  bool replace(const std::string& key, const std::optional<std::string>& expected, const std::string& value, Kind kind) override {
    kinds.push_back(kind);
    if (other) inner_.store(key, *std::exchange(other, std::nullopt), kind);
    return inner_.replace(key, expected, value, kind);
  }
  void forget(const std::string& key) override { inner_.forget(key); }

  std::optional<std::string> other;
  std::vector<Kind> kinds;

 private:
  VolatileSiteMemory inner_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_tokens)

BOOST_AUTO_TEST_CASE(a_token_bought_with_id_and_secret_serves_until_four_fifths_of_its_life) {
  ShopifyFixture f;
  f.use_app();
  BOOST_TEST(works(f));
  BOOST_TEST(works(f));
  BOOST_TEST(bought(f) == 1u);
  f.clock.advance(std::chrono::hours(19));
  BOOST_TEST(works(f));
  BOOST_TEST(bought(f) == 1u);
  f.clock.advance(std::chrono::minutes(13));
  BOOST_TEST(works(f));
  BOOST_TEST(bought(f) == 2u);
}

BOOST_AUTO_TEST_CASE(a_refresh_token_is_spent_once_and_its_successor_kept) {
  ShopifyFixture f;
  f.use_app(FakeShopify::kRefreshToken);
  f.shop.with([](FakeShopify& shop) { shop.token_life = std::chrono::hours(1); });
  for (int hour = 0; hour < 5; ++hour) {
    BOOST_TEST(works(f));
    f.clock.advance(std::chrono::hours(1));
  }
  BOOST_TEST(bought(f) == 5u);
}

BOOST_AUTO_TEST_CASE(tokens_are_stored_sealed_and_before_they_are_used) {
  ShopifyFixture f;
  f.use_app(FakeShopify::kRefreshToken);
  const auto memory = std::make_shared<Raced>();
  f.memory = memory;
  bool stored_first = false;
  f.shop.before([](const tests::PlatformCall& call) { return call.path.ends_with("graphql.json"); }, [&] { stored_first = memory->find("shopify.token").has_value(); });
  BOOST_TEST(works(f));
  BOOST_TEST(stored_first);
  BOOST_REQUIRE(memory->kinds.size() == 1u);
  BOOST_TEST((memory->kinds[0] == SiteMemory::Kind::kSecret));
}

BOOST_AUTO_TEST_CASE(of_two_runs_that_renew_at_once_the_second_takes_what_the_first_stored) {
  ShopifyFixture f;
  f.use_app();
  BOOST_TEST(works(f));
  const auto first = f.memory->find("shopify.token").value();
  f.shop.with([](FakeShopify& shop) { shop.revoke_tokens(); });
  // What the other run bought works, too.
  const auto memory = std::make_shared<Raced>();
  f.memory = memory;
  BOOST_TEST(works(f));
  const auto others = memory->find("shopify.token").value();
  const auto raced = std::make_shared<Raced>();
  raced->other = others;
  f.memory = raced;
  BOOST_TEST(works(f));
  BOOST_TEST(raced->find("shopify.token").value() == others);
  BOOST_TEST(others != first);
}

BOOST_AUTO_TEST_CASE(a_spent_refresh_token_is_no_error_where_another_run_has_renewed) {
  ShopifyFixture f;
  f.use_app(FakeShopify::kRefreshToken);
  f.shop.with([](FakeShopify& shop) { shop.keeps_spent_refresh_token = false; });
  const auto memory = f.memory;
  BOOST_TEST(works(f));
  const auto others = memory->find("shopify.token").value();
  // A run that begins without the other's token, which arrives while it asks with the spent one.
  memory->forget("shopify.token");
  f.shop.before([](const tests::PlatformCall& call) { return call.path.ends_with("access_token"); },
                [&] { memory->store("shopify.token", others, SiteMemory::Kind::kSecret); });
  BOOST_TEST(works(f));
  BOOST_TEST(bought(f) == 1u);
}

BOOST_AUTO_TEST_CASE(a_renewal_whose_answer_is_lost_is_made_again_with_the_same_refresh_token) {
  ShopifyFixture f;
  f.use_app(FakeShopify::kRefreshToken);
  f.shop.fail(ShopFault::kLoseAnswer, 1, kBuy);
  const auto lost = f.connector()->probe();
  BOOST_REQUIRE(!lost.has_value());
  BOOST_TEST((lost.error().code == base::ErrorCode::kUnavailable));
  BOOST_TEST(works(f));
}

BOOST_AUTO_TEST_CASE(a_401_buys_another_token_once) {
  ShopifyFixture f;
  f.use_app();
  BOOST_TEST(works(f));
  f.shop.with([](FakeShopify& shop) { shop.revoke_tokens(); });
  BOOST_TEST(works(f));
  BOOST_TEST(bought(f) == 2u);
  f.shop.fail(ShopFault::kUnauthorized, 9, "graphql.json");
  BOOST_TEST((f.connector()->probe().error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST(bought(f) == 3u);
}

BOOST_AUTO_TEST_CASE(new_credentials_make_the_stored_token_void) {
  ShopifyFixture f;
  f.use_app();
  BOOST_TEST(works(f));
  f.secrets["client_secret"] = "shpss_wrong";
  const auto refused = f.connector()->probe();
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST((refused.error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST(refused.error().message.find("No app has this id and secret") != std::string::npos);
  BOOST_TEST(refused.error().message.find("shpss_wrong") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_token_that_still_lives_serves_while_none_can_be_bought) {
  ShopifyFixture f;
  f.use_app();
  BOOST_TEST(works(f));
  f.clock.advance(std::chrono::hours(20));
  f.shop.fail(ShopFault::kError502, 99, kBuy);
  BOOST_TEST(works(f));
  f.clock.advance(std::chrono::hours(5));
  BOOST_TEST((f.connector()->probe().error().code == base::ErrorCode::kUnavailable));
}

BOOST_AUTO_TEST_CASE(a_static_token_is_never_renewed) {
  ShopifyFixture f;
  f.secrets["token"] = "shpat_wrong";
  BOOST_TEST((f.connector()->probe().error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST(f.shop.count(kBuy) == 0);
  BOOST_TEST(f.shop.count("graphql.json") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
