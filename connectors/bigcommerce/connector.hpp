#pragma once
#include <memory>

#include "connectors/bigcommerce/api.hpp"
#include "connectors/connector.hpp"
#include "connectors/http/http_client.hpp"

namespace tillbridge::connectors::bigcommerce {

/// BigCommerce's V3 catalogue and inventory, V2 and V3 orders behind the connector contract. Products are found by SKU and addressed by id; stock goes by
/// 2,000, prices by 50 or 10; every answer tells when the next request may leave. Source: developer.bigcommerce.com, specifications of April 2026; what is
/// known beyond them is in docs/platforms/bigcommerce.md.
class BigCommerceConnector final : public Connector {
 public:
  BigCommerceConnector(Settings settings, std::unique_ptr<http::HttpClient> client, const base::Clock& clock);

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
  std::unique_ptr<http::HttpClient> client_;
  const base::Clock& clock_;
  Api api_;
};

}  // namespace tillbridge::connectors::bigcommerce
