#include "connectors/magento/connector.hpp"

#include "connectors/http/curl_http_client.hpp"
#include "connectors/http/outcome.hpp"
#include "connectors/magento/make.hpp"
#include "connectors/magento/orders.hpp"
#include "connectors/magento/probe.hpp"
#include "connectors/magento/products.hpp"
#include "connectors/magento/shipments.hpp"

namespace tillbridge::connectors::magento {
namespace {

/// 64 characters of up to four bytes; the connector itself counts characters.
constexpr int kMaxSkuLength = 256;

}  // namespace

MagentoConnector::MagentoConnector(Settings settings, std::unique_ptr<http::HttpClient> client, const ConnectorContext& context)
    : settings_(std::move(settings)), stock_decimals_(context.site.stock_decimals), currency_(context.currency), client_(std::move(client)), clock_(context.clock),
      memory_(context.memory), api_(settings_, *client_, clock_, context.random), batch_(*memory_, "lists", settings_.batch_size), sender_(api_, batch_),
      sales_(api_, sender_, clock_) {}

Capabilities MagentoConnector::capabilities() const {
  // Open Source keeps the days of a sale, not its moments, and Commerce's schedule refuses what overlaps: the pricing job keeps the time.
  return {.publish_batch = settings_.publish_batch, .stock_batch = settings_.batch_size, .price_batch = settings_.batch_size, .max_sku_length = kMaxSkuLength,
          .sku_case_sensitive = false, .sale_window = false, .stock_basis = domain::StockBasis::kPhysical, .order_overlap = settings_.order_overlap};
}

Result<ProbeReport> MagentoConnector::probe() { return probe_shop(api_, settings_, *memory_, currency_); }

Result<std::vector<Resolution>> MagentoConnector::resolve(std::span<const std::string> skus) {
  const auto listed = look_up_skus(api_, skus);
  if (!listed.outcome.ok()) return http::to_error(listed.outcome);
  std::vector<Resolution> out;
  for (const auto& sku : skus) {
    Resolution one{sku, {}, {}};
    for (const auto& found : listed.found(sku)) one.found.push_back({found.id, ""});
    for (const auto& found : listed.collisions(sku)) one.colliding.push_back(found.sku);
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<std::vector<PublishedItem>> MagentoConnector::publish_products(std::span<const PublishProduct> products) {
  sender_.begin();
  return ProductPublisher(api_, sender_, sales_, *memory_, clock_, settings_).publish(products);
}

std::vector<Outcome> MagentoConnector::set_stock(std::span<const StockWrite> writes) {
  sender_.begin();
  return write_stock(api_, sender_, writes, settings_, stock_decimals_);
}

std::vector<Outcome> MagentoConnector::set_prices(std::span<const PriceWrite> writes) {
  sender_.begin();
  return write_prices(api_, sender_, sales_, writes, settings_, *memory_);
}

std::vector<Outcome> MagentoConnector::set_visibility(std::span<const VisibilityWrite> writes) {
  sender_.begin();
  return write_visibility(api_, sender_, writes);
}

Result<OrderPage> MagentoConnector::fetch_orders(const domain::OrderCursor& cursor, base::Timestamp since) {
  return magento::fetch_orders(api_, settings_, cursor, since, clock_.now());
}

Result<domain::CollectedOrder> MagentoConnector::fetch_order(const std::string& web_order_id) { return magento::fetch_order(api_, settings_, web_order_id); }

Outcome MagentoConnector::record_shipment(const ShipmentWrite& write) { return magento::record_shipment(api_, settings_, clock_, write); }

Result<std::unique_ptr<Connector>> make(const ConnectorContext& context) { return make(context, http::make_client(context.site)); }

Result<std::unique_ptr<Connector>> make(const ConnectorContext& context, std::unique_ptr<http::HttpClient> client) {
  auto settings = read_settings(context.site, context.secrets, context.currency);
  if (!settings) return settings.error();
  return std::unique_ptr<Connector>(std::make_unique<MagentoConnector>(std::move(*settings), std::move(client), context));
}

}  // namespace tillbridge::connectors::magento
