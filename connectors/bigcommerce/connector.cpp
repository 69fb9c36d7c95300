#include "connectors/bigcommerce/connector.hpp"

#include "connectors/bigcommerce/lookup.hpp"
#include "connectors/bigcommerce/make.hpp"
#include "connectors/bigcommerce/orders.hpp"
#include "connectors/bigcommerce/probe.hpp"
#include "connectors/bigcommerce/products.hpp"
#include "connectors/bigcommerce/shipments.hpp"
#include "connectors/bigcommerce/writes.hpp"
#include "connectors/http/curl_http_client.hpp"
#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

constexpr int kMaxSkuLength = 255;
constexpr int kStockBatch = 2'000;
/// Two calls of variants or ten of products.
constexpr int kPriceBatch = 100;
/// A call each; the look-up before them is one for all.
constexpr int kPublishBatch = 20;

}  // namespace

BigCommerceConnector::BigCommerceConnector(Settings settings, std::unique_ptr<http::HttpClient> client, const base::Clock& clock)
    : settings_(std::move(settings)), client_(std::move(client)), clock_(clock), api_(settings_, *client_, clock) {}

Capabilities BigCommerceConnector::capabilities() const {
  return {.publish_batch = kPublishBatch, .stock_batch = kStockBatch, .price_batch = kPriceBatch, .max_sku_length = kMaxSkuLength, .sku_case_sensitive = false,
          .sale_window = false, .stock_basis = domain::StockBasis::kAvailable, .order_overlap = settings_.order_overlap};
}

Result<ProbeReport> BigCommerceConnector::probe() { return probe_store(api_, settings_); }

Result<std::vector<Resolution>> BigCommerceConnector::resolve(std::span<const std::string> skus) {
  const SkuLookUp known = look_up_skus(api_, skus, Depth::kEveryVariant);
  if (!known.outcome.ok()) return http::to_error(known.outcome);
  std::vector<Resolution> out;
  for (const auto& sku : skus) {
    Resolution one{sku, {}, {}};
    for (const auto& found : known.found(sku)) one.found.push_back(found.ref);
    for (const auto& found : known.collisions(sku)) one.colliding.push_back(found.sku);
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<std::vector<PublishedItem>> BigCommerceConnector::publish_products(std::span<const PublishProduct> products) { return ProductPublisher(api_, settings_).publish(products); }

std::vector<Outcome> BigCommerceConnector::set_stock(std::span<const StockWrite> writes) { return write_stock(api_, writes, settings_); }

std::vector<Outcome> BigCommerceConnector::set_prices(std::span<const PriceWrite> writes) { return write_prices(api_, writes, settings_); }

std::vector<Outcome> BigCommerceConnector::set_visibility(std::span<const VisibilityWrite> writes) { return write_visibility(api_, writes); }

Result<OrderPage> BigCommerceConnector::fetch_orders(const domain::OrderCursor& cursor, base::Timestamp since) {
  return bigcommerce::fetch_orders(api_, settings_, cursor, since, clock_.now());
}

Result<domain::CollectedOrder> BigCommerceConnector::fetch_order(const std::string& web_order_id) { return bigcommerce::fetch_order(api_, settings_, web_order_id); }

Outcome BigCommerceConnector::record_shipment(const ShipmentWrite& write) { return bigcommerce::record_shipment(api_, settings_, clock_, write); }

Result<std::unique_ptr<Connector>> make(const ConnectorContext& context) { return make(context, http::make_client(context.site)); }

Result<std::unique_ptr<Connector>> make(const ConnectorContext& context, std::unique_ptr<http::HttpClient> client) {
  auto settings = read_settings(context.site, context.secrets, context.currency);
  if (!settings) return settings.error();
  return std::unique_ptr<Connector>(std::make_unique<BigCommerceConnector>(std::move(*settings), std::move(client), context.clock));
}

}  // namespace tillbridge::connectors::bigcommerce
