#include "connectors/shopify/connector.hpp"

#include "connectors/http/curl_http_client.hpp"
#include "connectors/shopify/lookup.hpp"
#include "connectors/shopify/make.hpp"
#include "connectors/shopify/orders.hpp"
#include "connectors/shopify/price_bulk.hpp"
#include "connectors/shopify/prices.hpp"
#include "connectors/shopify/probe.hpp"
#include "connectors/shopify/products.hpp"
#include "connectors/shopify/shipments.hpp"
#include "connectors/shopify/stock.hpp"
#include "connectors/shopify/visibility.hpp"

namespace tillbridge::connectors::shopify {
namespace {

constexpr int kMaxSkuLength = 255;

}  // namespace

ShopifyConnector::ShopifyConnector(Settings settings, std::unique_ptr<http::HttpClient> client, const ConnectorContext& context)
    : settings_(std::move(settings)), client_(std::move(client)), clock_(context.clock), memory_(context.memory),
      api_(settings_, *client_, context.clock, context.random, *memory_), location_(api_, settings_, *memory_) {}

Capabilities ShopifyConnector::capabilities() const {
  return {.publish_batch = settings_.publish_batch, .stock_batch = settings_.stock_batch, .price_batch = settings_.price_batch, .max_sku_length = kMaxSkuLength,
          .sku_case_sensitive = true, .sale_window = false, .stock_basis = domain::StockBasis::kAvailable, .order_overlap = settings_.order_overlap};
}

Result<ProbeReport> ShopifyConnector::probe() { return probe_shop(api_, settings_); }

Result<std::vector<Resolution>> ShopifyConnector::resolve(std::span<const std::string> skus) {
  const auto listed = look_up_skus(api_, skus);
  if (!listed) return listed.error();
  std::vector<Resolution> out;
  for (const auto& sku : skus) {
    Resolution one{sku, {}, {}};
    if (const auto found = listed->find(sku); found != listed->end())
      for (const auto& variant : found->second) one.found.push_back(variant.ref());
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<std::vector<PublishedItem>> ShopifyConnector::publish_products(std::span<const PublishProduct> products) {
  return ProductPublisher(api_, location_, *memory_, settings_).publish(products);
}

std::vector<Outcome> ShopifyConnector::set_stock(std::span<const StockWrite> writes) { return write_stock(api_, location_, writes); }

std::vector<Outcome> ShopifyConnector::set_prices(std::span<const PriceWrite> writes) {
  std::vector<Outcome> out(writes.size());
  PriceBulk bulk(api_, *client_, clock_, *memory_);
  auto [fresh, left] = bulk.follow(by_product(api_, writes, settings_, out), out);
  const bool many = settings_.bulk_threshold > 0 && fresh.size() >= static_cast<std::size_t>(settings_.bulk_threshold);
  if (!many || !bulk.start(fresh, out)) left.insert(left.end(), fresh.begin(), fresh.end());
  send_prices(api_, settings_, left, out);
  return out;
}

std::vector<Outcome> ShopifyConnector::set_visibility(std::span<const VisibilityWrite> writes) { return write_visibility(api_, writes); }

Result<OrderPage> ShopifyConnector::fetch_orders(const domain::OrderCursor& cursor, base::Timestamp since) {
  return shopify::fetch_orders(api_, settings_, *memory_, cursor, since, clock_.now());
}

Result<domain::CollectedOrder> ShopifyConnector::fetch_order(const std::string& web_order_id) { return shopify::fetch_order(api_, *memory_, web_order_id); }

Outcome ShopifyConnector::record_shipment(const ShipmentWrite& write) { return shopify::record_shipment(api_, settings_, *memory_, write); }

Result<std::unique_ptr<Connector>> make(const ConnectorContext& context) { return make(context, http::make_client(context.site)); }

Result<std::unique_ptr<Connector>> make(const ConnectorContext& context, std::unique_ptr<http::HttpClient> client) {
  auto settings = read_settings(context.site, context.secrets, context.currency);
  if (!settings) return settings.error();
  return std::unique_ptr<Connector>(std::make_unique<ShopifyConnector>(std::move(*settings), std::move(client), context));
}

}  // namespace tillbridge::connectors::shopify
