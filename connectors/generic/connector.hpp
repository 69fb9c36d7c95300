#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "connectors/generic/api.hpp"
#include "connectors/generic/cursor.hpp"
#include "connectors/generic/settings.hpp"

namespace tillbridge::connectors::generic {

/// What a SKU look-up found under one exact SKU.
struct FoundSku {
  domain::RemoteRef remote;
  std::string kind;                   ///< simple, matrix (a parent), variant
};

struct SkuFindings {
  std::map<std::string, std::vector<FoundSku>> exact;
  std::map<std::string, std::vector<std::string>> colliding;
};

/// A shop that speaks docs/generic-connector.openapi.yaml.
class GenericConnector final : public Connector {
 public:
  GenericConnector(Settings settings, const base::Clock& clock, std::unique_ptr<http::HttpClient> client);

  Capabilities capabilities() const override { return settings_.capabilities; }
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
  /// Reads only; the outcome tells why there is nothing.
  Outcome look_up(std::span<const std::string> skus, SkuFindings& findings);
  std::vector<std::vector<PublishedItem>> publish_batch(std::span<const PublishProduct> products);
  void create_missing(std::span<const PublishProduct> products, std::vector<std::vector<PublishedItem>>& answers, const std::vector<std::size_t>& which);
  void add_missing(const PublishProduct& product, const domain::RemoteRef& parent, std::vector<PublishedItem>& answers);
  void adopt_duplicates(std::vector<std::vector<PublishedItem>>& answers);
  Outcome read_orders(PassState& state, OrderPage& page);
  Outcome read_events(PassState& state, OrderPage& page);
  Outcome one_order(const std::string& web_order_id, Json& order);
  Outcome add_tracking(const domain::CollectedOrder& collected, const domain::Shipment& shipment);

  Settings settings_;
  const base::Clock& clock_;
  Api api_;
};

}  // namespace tillbridge::connectors::generic
