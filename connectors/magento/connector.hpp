#pragma once
#include <memory>

#include "connectors/adaptive_batch.hpp"
#include "connectors/connector.hpp"
#include "connectors/magento/writes.hpp"

namespace tillbridge::connectors::magento {

/// Magento 2 and Adobe Commerce (REST) behind the connector contract. One writer: Magento's database deadlocks with two. Stock is that of one
/// inventory source, physical; prices and stock go in lists of an adaptive size. Source: Adobe's REST reference, 2.4.9; docs/platforms/magento.md.
class MagentoConnector final : public Connector {
 public:
  MagentoConnector(Settings settings, std::unique_ptr<http::HttpClient> client, const ConnectorContext& context);

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
  const std::string currency_;
  std::unique_ptr<http::HttpClient> client_;
  const base::Clock& clock_;
  std::shared_ptr<SiteMemory> memory_;
  Api api_;
  AdaptiveBatch batch_;
  ListSender sender_;
  SaleSender sales_;
};

}  // namespace tillbridge::connectors::magento
