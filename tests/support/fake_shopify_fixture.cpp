#include "tests/support/fake_shopify_fixture.hpp"

#include <stdexcept>

#include "connectors/http/curl_http_client.hpp"
#include "connectors/shopify/make.hpp"
#include "tests/support/recording_client.hpp"

namespace tillbridge::tests {

ShopifyFixture::ShopifyFixture() : clock(at("2026-11-25T08:00:00Z")), shop(clock), secrets{{"token", FakeShopify::kToken}} {
  site = {.name = "web", .platform = "shopify", .base_url = shop.base_url(), .allow_plain_http = true, .allow_private_address = true};
}

std::unique_ptr<connectors::Connector> ShopifyFixture::connector() {
  connectors::http::CurlOptions options;
  options.policy = {.allow_plain_http = true, .allow_private_address = true};
  options.total_timeout = patience;
  const connectors::ConnectorContext context{.site = site, .secrets = secrets, .clock = clock, .random = random, .currency = "EUR", .memory = memory};
  auto made = connectors::shopify::make(context, recorded(std::make_unique<connectors::http::CurlHttpClient>(options), "shopify"));
  if (!made) throw std::runtime_error(made.error().message);
  return std::move(*made);
}

void ShopifyFixture::use_app(const std::string& refresh_token) {
  site.options["client_id"] = FakeShopify::kClientId;
  secrets = {{"client_secret", FakeShopify::kClientSecret}};
  if (!refresh_token.empty()) secrets["refresh_token"] = refresh_token;
}

domain::RemoteRef ShopifyFixture::add_simple(const std::string& sku, const std::string& price, int quantity) {
  return shop.with([&](FakeShopify& fake) {
    auto& product = fake.catalogue().add_product("Merchant's " + sku, "ACTIVE");
    auto& made = fake.catalogue().add_variant(product, sku, price);
    for (auto& [location, level] : made.available) level = quantity;
    return domain::RemoteRef{product.id + ":" + made.id + ":" + made.inventory_item_id, ""};
  });
}

ShopifyVariant ShopifyFixture::variant(const std::string& sku) {
  return shop.with([&](FakeShopify& fake) {
    const auto found = fake.catalogue().with_sku(sku);
    if (found.size() != 1) throw std::runtime_error("the shop has " + std::to_string(found.size()) + " of " + sku);
    return *found.front();
  });
}

ShopifyProduct ShopifyFixture::product(const std::string& sku) {
  const auto id = variant(sku).product_id;
  return shop.with([&](FakeShopify& fake) { return fake.catalogue().product(id); });
}

int ShopifyFixture::available(const std::string& sku) {
  int sum = 0;
  for (const auto& [location, quantity] : variant(sku).available) sum += quantity;
  return sum;
}

std::function<bool(const PlatformCall&)> calls_of(const std::string& operation) {
  return [operation](const PlatformCall& call) { return call.body.find("\"operationName\":\"" + operation + "\"") != std::string::npos; };
}

int ShopifyFixture::count(const std::string& operation) const { return shop.count(calls_of(operation)); }

}  // namespace tillbridge::tests
