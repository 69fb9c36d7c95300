#include "bench/order_list_connector.hpp"

#include <algorithm>

namespace tillbridge::bench {
namespace {

using namespace connectors;

constexpr std::size_t kPage = 100;

Outcome nothing_here() { return {.kind = OutcomeKind::kRejected, .code = "bench", .message = "this shop has orders only"}; }
base::Error error() { return {.code = base::ErrorCode::kRejectedByPlatform, .message = "this shop has orders only"}; }

class OrderListConnector final : public Connector {
 public:
  explicit OrderListConnector(const std::vector<domain::CollectedOrder>& orders) : orders_(orders) {}

  Capabilities capabilities() const override { return {}; }
  Result<ProbeReport> probe() override { return error(); }
  Result<std::vector<Resolution>> resolve(std::span<const std::string>) override { return error(); }
  std::vector<std::vector<PublishedItem>> publish_products(std::span<const PublishProduct>) override { return {}; }
  std::vector<Outcome> set_stock(std::span<const StockWrite> writes) override { return std::vector<Outcome>(writes.size(), nothing_here()); }
  std::vector<Outcome> set_prices(std::span<const PriceWrite> writes) override { return std::vector<Outcome>(writes.size(), nothing_here()); }
  std::vector<Outcome> set_visibility(std::span<const VisibilityWrite> writes) override { return std::vector<Outcome>(writes.size(), nothing_here()); }
  Outcome record_shipment(const ShipmentWrite&) override { return nothing_here(); }
  Result<domain::CollectedOrder> fetch_order(const std::string&) override { return error(); }

  Result<OrderPage> fetch_orders(const domain::OrderCursor& cursor, base::Timestamp) override {
    const auto first = cursor.text.empty() ? std::size_t{0} : static_cast<std::size_t>(std::stoull(cursor.text));
    const auto last = std::min(first + kPage, orders_.size());
    OrderPage page;
    page.orders.assign(orders_.begin() + static_cast<std::ptrdiff_t>(first), orders_.begin() + static_cast<std::ptrdiff_t>(last));
    page.next = cursor;
    page.next.text = std::to_string(last);
    page.more = last < orders_.size();
    return page;
  }

 private:
  const std::vector<domain::CollectedOrder>& orders_;
};

}  // namespace

std::unique_ptr<Connector> connect_to_list(const std::vector<domain::CollectedOrder>& orders) { return std::make_unique<OrderListConnector>(orders); }

}  // namespace tillbridge::bench
