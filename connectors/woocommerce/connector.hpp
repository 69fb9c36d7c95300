#pragma once
#include <memory>

#include "connectors/connector.hpp"
#include "connectors/http/http_client.hpp"
#include "connectors/woocommerce/batch.hpp"
#include "connectors/woocommerce/settings.hpp"

namespace tillbridge::connectors::woocommerce {

/// WooCommerce REST v3 behind the connector contract. Products are found by SKU, written in batches, and every item's answer is checked.
/// Source: developer.woocommerce.com REST API v3; what differs from it in practice is in docs/platforms/woocommerce.md.
class WooCommerceConnector final : public Connector {
 public:
  WooCommerceConnector(Settings settings, int stock_decimals, std::unique_ptr<http::HttpClient> client, const base::Clock& clock, base::Random& random);

  Capabilities capabilities() const override;
  Result<ProbeReport> probe() override;
  Result<std::vector<Resolution>> resolve(std::span<const std::string> skus) override;
  std::vector<std::vector<PublishedItem>> publish_products(std::span<const PublishProduct> products) override;
  std::vector<Outcome> set_stock(std::span<const StockWrite> writes) override;
  std::vector<Outcome> set_prices(std::span<const PriceWrite> writes) override;
  std::vector<Outcome> set_visibility(std::span<const VisibilityWrite> writes) override;
  Result<OrderPage> fetch_orders(const domain::OrderCursor& cursor, base::Timestamp since) override;
  Result<domain::CollectedOrder> fetch_order(const std::string& web_order_id) override;
  Outcome record_shipment(const ShipmentWrite& write) override;

 private:
  const Settings settings_;
  const int stock_decimals_;
  std::unique_ptr<http::HttpClient> client_;
  const base::Clock& clock_;
  Api api_;
  BatchSender batches_;
};

}  // namespace tillbridge::connectors::woocommerce
