#include "tests/support/fake_magento_fixture.hpp"

#include <stdexcept>

#include "connectors/http/curl_http_client.hpp"
#include "connectors/magento/make.hpp"
#include "tests/support/recording_client.hpp"

namespace tillbridge::tests {

MagentoFixture::MagentoFixture(FakeMagentoSettings settings) : clock(at("2026-11-25T08:00:00Z")), shop(clock, std::move(settings)) {
  site = {.name = "web", .platform = "magento", .base_url = shop.base_url(), .allow_plain_http = true, .allow_private_address = true};
  secrets = {{"consumer_key", FakeMagento::kConsumerKey}, {"consumer_secret", FakeMagento::kConsumerSecret}, {"access_token", FakeMagento::kToken}, {"access_token_secret", FakeMagento::kTokenSecret}};
}

std::unique_ptr<connectors::Connector> MagentoFixture::connector() {
  connectors::http::CurlOptions options;
  options.policy = {.allow_plain_http = true, .allow_private_address = true};
  options.total_timeout = patience;
  auto made = connectors::magento::make({site, secrets, clock, random, currency, memory}, recorded(std::make_unique<connectors::http::CurlHttpClient>(options), "magento"));
  if (!made) throw std::runtime_error(made.error().message);
  return std::move(*made);
}

void MagentoFixture::add_simple(const std::string& sku, const std::string& price, const std::string& quantity) {
  with([&](FakeMagento& magento) { magento.catalogue().add_product({.sku = sku, .name = "Name of " + sku, .price = price, .custom = {{"url_key", "page-" + sku}}}, quantity); });
}

FakeMagentoProduct MagentoFixture::product(const std::string& sku) {
  return with([&](FakeMagento& magento) {
    const auto* found = magento.catalogue().find(sku);
    if (found == nullptr) throw std::runtime_error("the shop has no " + sku);
    return *found;
  });
}

std::string MagentoFixture::on_hand(const std::string& sku, const std::string& source) {
  return with([&](FakeMagento& magento) {
    const auto found = magento.catalogue().on_hand(sku, source);
    return found ? found->to_text() : std::string();
  });
}

std::string MagentoFixture::custom(const std::string& sku, const std::string& attribute) {
  const auto found = product(sku);
  return found.custom.contains(attribute) ? found.custom.at(attribute) : "";
}

connectors::PublishProduct a_magento_product(const std::string& sku, const std::string& name) {
  const connectors::PublishItem entry{.item = {.id = sku, .name = name}, .price = domain::WebPrice{.price = base::Decimal::from_integer(10)}, .quantity = base::Decimal::from_integer(5)};
  return {.sku = sku, .name = name, .items = {entry}};
}

connectors::PublishProduct a_magento_matrix(const std::string& sku, const std::vector<std::string>& sizes) {
  connectors::PublishProduct product{.sku = sku, .is_matrix = true, .name = "Shirt " + sku, .all_option_names = {"Size"}};
  for (const auto& size : sizes)
    product.items.push_back({.item = {.id = sku + "-" + size, .product_id = sku, .options = {{"Size", size}}, .name = "Shirt " + sku + " " + size},
                             .price = domain::WebPrice{.price = base::Decimal::from_integer(20)}, .quantity = base::Decimal::from_integer(3)});
  return product;
}

std::vector<connectors::StockWrite> magento_stock(const std::string& prefix, int count, const std::string& quantity) {
  std::vector<connectors::StockWrite> out;
  for (int i = 0; i < count; ++i) out.push_back({.item_id = prefix + std::to_string(i), .remote = {.product_id = "1"}, .quantity = base::Decimal::parse(quantity).value()});
  return out;
}

}  // namespace tillbridge::tests
