#pragma once
#include <chrono>
#include <map>
#include <string>
#include <type_traits>

#include "connectors/connector.hpp"
#include "tests/contract/connector/shop_under_test.hpp"

namespace tillbridge::tests {

/// What a verb of the connector cost: HTTP calls that reached the shop, and seconds of connector and shop together.
struct VerbCost {
  int calls = 0;
  double seconds = 0;
};
/// By the verb: "publish", "stock", "prices", "orders", "others".
using CostByVerb = std::map<std::string, VerbCost>;

/// Passes everything on and counts what each verb costs. One thread at a time, as nobody else may call the shop meanwhile; shop and costs live
/// longer.
class MeteredConnector final : public connectors::Connector {
 public:
  MeteredConnector(std::unique_ptr<connectors::Connector> connector, ShopUnderTest& shop, CostByVerb& costs)
      : connector_(std::move(connector)), shop_(shop), costs_(costs) {}

  connectors::Capabilities capabilities() const override { return connector_->capabilities(); }
  base::Result<connectors::ProbeReport> probe() override {
    return metered("others", [&] { return connector_->probe(); });
  }
  base::Result<std::vector<connectors::Resolution>> resolve(std::span<const std::string> skus) override {
    return metered("others", [&] { return connector_->resolve(skus); });
  }
  std::vector<std::vector<connectors::PublishedItem>> publish_products(std::span<const connectors::PublishProduct> products) override {
    return metered("publish", [&] { return connector_->publish_products(products); });
  }
  std::vector<connectors::Outcome> set_stock(std::span<const connectors::StockWrite> writes) override {
    return metered("stock", [&] { return connector_->set_stock(writes); });
  }
  std::vector<connectors::Outcome> set_prices(std::span<const connectors::PriceWrite> writes) override {
    return metered("prices", [&] { return connector_->set_prices(writes); });
  }
  std::vector<connectors::Outcome> set_visibility(std::span<const connectors::VisibilityWrite> writes) override {
    return metered("others", [&] { return connector_->set_visibility(writes); });
  }
  base::Result<connectors::OrderPage> fetch_orders(const domain::OrderCursor& cursor, base::Timestamp since) override {
    return metered("orders", [&] { return connector_->fetch_orders(cursor, since); });
  }
  base::Result<domain::CollectedOrder> fetch_order(const std::string& web_order_id) override {
    return metered("orders", [&] { return connector_->fetch_order(web_order_id); });
  }
  connectors::Outcome record_shipment(const connectors::ShipmentWrite& write) override {
    return metered("others", [&] { return connector_->record_shipment(write); });
  }

 private:
  template <class Work>
  std::invoke_result_t<Work> metered(const char* verb, Work work) {
    const int before = shop_.call_count();
    const auto began = std::chrono::steady_clock::now();
    auto answer = work();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    auto& cost = costs_[verb];
    cost.calls += shop_.call_count() - before;
    cost.seconds += took.count();
    return answer;
  }

  std::unique_ptr<connectors::Connector> connector_;
  ShopUnderTest& shop_;
  CostByVerb& costs_;
};

}  // namespace tillbridge::tests
