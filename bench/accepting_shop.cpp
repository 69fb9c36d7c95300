#include "bench/accepting_shop.hpp"

namespace tillbridge::bench {
namespace {

using namespace connectors;

Outcome nothing_here() { return {.kind = OutcomeKind::kRejected, .code = "bench", .message = "this shop takes quantities and prices only", .retry_after = {}}; }
base::Error error() { return {.code = base::ErrorCode::kRejectedByPlatform, .message = "this shop takes quantities and prices only"}; }

class AcceptingConnector final : public Connector {
 public:
  explicit AcceptingConnector(std::atomic<std::int64_t>& calls) : calls_(calls) {}

  Capabilities capabilities() const override {
    Capabilities shop;
    shop.stock_batch = shop.price_batch = AcceptingShop::kBatch;
    return shop;
  }
  Result<ProbeReport> probe() override { return ProbeReport{}; }
  Result<std::vector<Resolution>> resolve(std::span<const std::string>) override { return error(); }
  std::vector<std::vector<PublishedItem>> publish_products(std::span<const PublishProduct>) override { return {}; }
  std::vector<Outcome> set_stock(std::span<const StockWrite> writes) override { return take(writes.size()); }
  std::vector<Outcome> set_prices(std::span<const PriceWrite> writes) override { return take(writes.size()); }
  std::vector<Outcome> set_visibility(std::span<const VisibilityWrite> writes) override { return take(writes.size()); }
  Outcome record_shipment(const ShipmentWrite&) override { return nothing_here(); }
  Result<domain::CollectedOrder> fetch_order(const std::string&) override { return error(); }
  Result<OrderPage> fetch_orders(const domain::OrderCursor& cursor, base::Timestamp) override {
    OrderPage page;
    page.next = cursor;
    return page;
  }

 private:
  std::vector<Outcome> take(std::size_t entries) {
    ++calls_;
    return std::vector<Outcome>(entries);
  }

  std::atomic<std::int64_t>& calls_;
};

}  // namespace

std::unique_ptr<connectors::Connector> AcceptingShop::connect() { return std::make_unique<AcceptingConnector>(calls_); }

}  // namespace tillbridge::bench
