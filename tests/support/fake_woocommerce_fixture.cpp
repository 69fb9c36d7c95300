#include "tests/support/fake_woocommerce_fixture.hpp"

#include "connectors/http/curl_http_client.hpp"
#include "connectors/woocommerce/make.hpp"

namespace tillbridge::tests {
namespace {

constexpr const char* kHttpsAddress = "https://shop.example";

std::unique_ptr<connectors::http::HttpClient> network(std::chrono::milliseconds patience) {
  connectors::http::CurlOptions options;
  options.policy = {.allow_plain_http = true, .allow_private_address = true};
  options.total_timeout = patience;
  return std::make_unique<connectors::http::CurlHttpClient>(options);
}

/// Carries requests for the https address to the pretended shop, which has no certificate.
class ReroutedClient final : public connectors::http::HttpClient {
 public:
  ReroutedClient(std::string target, std::chrono::milliseconds patience) : target_(std::move(target)), inner_(network(patience)) {}
  connectors::http::HttpExchange send(const connectors::http::HttpRequest& request) override {
    auto changed = request;
    changed.url.replace(0, std::string(kHttpsAddress).size(), target_);
    return inner_->send(changed);
  }

 private:
  std::string target_;
  std::unique_ptr<connectors::http::HttpClient> inner_;
};

}  // namespace

WooFixture::WooFixture() : clock(at("2026-11-25T08:00:00Z")), shop(clock) {
  site.name = "shop";
  site.platform = "woocommerce";
  site.base_url = shop.base_url();
  site.allow_plain_http = true;
  site.allow_private_address = true;
  secrets = {{"consumer_key", FakeWooCommerce::kKey}, {"consumer_secret", FakeWooCommerce::kSecret}};
}

std::unique_ptr<connectors::Connector> WooFixture::connector() {
  return std::move(connectors::woocommerce::make({site, secrets, clock, random}, network(patience)).value());
}

std::unique_ptr<connectors::Connector> WooFixture::connector_over_https() {
  auto encrypted = site;
  encrypted.base_url = kHttpsAddress;
  return std::move(connectors::woocommerce::make({encrypted, secrets, clock, random}, std::make_unique<ReroutedClient>(shop.base_url(), patience)).value());
}

std::vector<domain::CollectedOrder> WooFixture::collect(connectors::Connector& from, domain::OrderCursor& cursor, const char* since) {
  std::vector<domain::CollectedOrder> out;
  for (bool more = true; more;) {
    auto page = from.fetch_orders(cursor, at(since));
    if (!page) throw std::runtime_error(page.error().message);
    for (auto& order : page->orders) out.push_back(std::move(order));
    cursor = page->next;
    more = page->more;
  }
  return out;
}

int WooFixture::add_simple(const std::string& sku, const Json& more) {
  Json fields{{"name", "Mug"}, {"type", "simple"}, {"status", "publish"}, {"sku", sku}, {"regular_price", "10.00"}, {"manage_stock", true}, {"stock_quantity", 5}};
  fields.update(more);
  return shop.with_shop([&](FakeWooShop& state) { return state.add_product(fields); });
}

Json WooFixture::product(const std::string& sku) {
  return shop.with_shop([&](FakeWooShop& state) {
    const Json* found = state.product_with_sku(sku);
    return found == nullptr ? Json() : *found;
  });
}

domain::RemoteRef WooFixture::ref(const std::string& sku) {
  const Json found = product(sku);
  const std::string id = std::to_string(found["id"].get<int>()), parent = std::to_string(found["parent_id"].get<int>());
  return parent == "0" ? domain::RemoteRef{id, ""} : domain::RemoteRef{parent, id};
}

connectors::PublishProduct a_simple_product(const std::string& sku, const std::string& name) {
  connectors::PublishProduct product;
  product.sku = sku;
  product.name = name;
  connectors::PublishItem item;
  item.item.id = sku;
  item.item.name = name;
  item.price = domain::WebPrice{dec("12.5"), {}, {}, {}};
  item.quantity = dec("7");
  product.items.push_back(item);
  return product;
}

connectors::PublishProduct a_matrix(const std::string& sku, const std::vector<std::string>& sizes) {
  connectors::PublishProduct product;
  product.sku = sku;
  product.is_matrix = true;
  product.name = "Shirt";
  product.all_option_names = {"Size"};
  for (const auto& size : sizes) {
    connectors::PublishItem item;
    item.item.id = sku + "-" + size;
    item.item.product_id = sku;
    item.item.options = {{"Size", size}};
    item.price = domain::WebPrice{dec("20"), {}, {}, {}};
    item.quantity = dec("3");
    product.items.push_back(item);
  }
  return product;
}

const domain::OrderEvent* find_event(const domain::CollectedOrder& order, const std::string& event_id) {
  for (const auto& event : order.events)
    if (event.event_id == event_id) return &event;
  return nullptr;
}

}  // namespace tillbridge::tests
