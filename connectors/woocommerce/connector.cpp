#include "connectors/woocommerce/connector.hpp"

#include "connectors/http/curl_http_client.hpp"
#include "connectors/woocommerce/lookup.hpp"
#include "connectors/woocommerce/make.hpp"
#include "connectors/woocommerce/orders.hpp"
#include "connectors/woocommerce/probe.hpp"
#include "connectors/woocommerce/products.hpp"
#include "connectors/woocommerce/shipments.hpp"
#include "connectors/woocommerce/writes.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

/// The shop's look-up table holds 100 characters of a SKU.
constexpr int kMaxSkuLength = 100;

}  // namespace

WooCommerceConnector::WooCommerceConnector(Settings settings, int stock_decimals, std::unique_ptr<http::HttpClient> client, const base::Clock& clock,
                                           base::Random& random)
    : settings_(std::move(settings)), stock_decimals_(stock_decimals), client_(std::move(client)), clock_(clock),
      api_(settings_, *client_, clock, random), batches_(api_, settings_.batch_size) {}

Capabilities WooCommerceConnector::capabilities() const {
  return {.publish_batch = settings_.batch_size, .stock_batch = settings_.batch_size, .price_batch = settings_.batch_size,
          .max_sku_length = kMaxSkuLength, .sku_case_sensitive = false, .sale_window = true, .stock_basis = domain::StockBasis::kAvailable,
          .order_overlap = settings_.order_overlap};
}

Result<ProbeReport> WooCommerceConnector::probe() { return probe_shop(api_, settings_); }

Result<std::vector<Resolution>> WooCommerceConnector::resolve(std::span<const std::string> skus) {
  const auto listed = look_up_skus(api_, skus, Shelf::kListed);
  if (!listed) return listed.error();
  std::vector<Resolution> out;
  for (const auto& sku : skus) {
    Resolution one{sku, {}, {}};
    for (const auto& found : listed->found(sku)) one.found.push_back(found.ref);
    for (const auto& found : listed->collisions(sku)) one.colliding.push_back(found.sku);
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<std::vector<PublishedItem>> WooCommerceConnector::publish_products(std::span<const PublishProduct> products) {
  batches_.begin();
  return ProductPublisher(api_, batches_, settings_).publish(products);
}

std::vector<Outcome> WooCommerceConnector::set_stock(std::span<const StockWrite> writes) { return write_stock(batches_, writes, stock_decimals_); }

std::vector<Outcome> WooCommerceConnector::set_prices(std::span<const PriceWrite> writes) { return write_prices(batches_, writes, settings_); }

std::vector<Outcome> WooCommerceConnector::set_visibility(std::span<const VisibilityWrite> writes) { return write_visibility(batches_, writes); }

Result<OrderPage> WooCommerceConnector::fetch_orders(const domain::OrderCursor& cursor, base::Timestamp since) {
  return OrderCollector(api_, settings_).fetch_page(cursor, since);
}

Result<domain::CollectedOrder> WooCommerceConnector::fetch_order(const std::string& web_order_id) {
  return OrderCollector(api_, settings_).fetch_one(web_order_id);
}

Outcome WooCommerceConnector::record_shipment(const ShipmentWrite& write) { return ShipmentRecorder(api_, settings_, clock_).record(write); }

Result<std::unique_ptr<Connector>> make(const ConnectorContext& context) { return make(context, http::make_client(context.site)); }

Result<std::unique_ptr<Connector>> make(const ConnectorContext& context, std::unique_ptr<http::HttpClient> client) {
  auto settings = read_settings(context.site, context.secrets, context.currency);
  if (!settings) return settings.error();
  return std::unique_ptr<Connector>(
      std::make_unique<WooCommerceConnector>(std::move(*settings), context.site.stock_decimals, std::move(client), context.clock, context.random));
}

}  // namespace tillbridge::connectors::woocommerce
