#pragma once
#include <memory>

#include "connectors/connector.hpp"
#include "connectors/shopify/location.hpp"

namespace tillbridge::connectors::shopify {

/// Shopify's Admin API (GraphQL) behind the connector contract. Everything sellable is a variant; stock is set by compare-and-set at one location; prices
/// go in documents of several products, or by a bulk operation where there are many. Source: shopify.dev, Admin API 2026-10; docs/platforms/shopify.md.
class ShopifyConnector final : public Connector {
 public:
  ShopifyConnector(Settings settings, std::unique_ptr<http::HttpClient> client, const ConnectorContext& context);

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
  std::shared_ptr<SiteMemory> memory_;
  Api api_;
  StockLocation location_;
};

}  // namespace tillbridge::connectors::shopify
