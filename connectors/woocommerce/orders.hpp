#pragma once
#include <vector>

#include "connectors/woocommerce/api.hpp"
#include "connectors/woocommerce/order_cursor.hpp"
#include "connectors/woocommerce/order_json.hpp"

namespace tillbridge::connectors::woocommerce {

/// Collects orders with their events: changes by GMT time, refunds as a second poll, the bin as a third. Made for one call.
class OrderCollector {
 public:
  OrderCollector(Api& api, const Settings& settings) : api_(api), settings_(settings) {}

  /// One page of one stage.
  Result<OrderPage> fetch_page(const domain::OrderCursor& cursor, base::Timestamp since);
  Result<domain::CollectedOrder> fetch_one(const std::string& web_order_id);

 private:
  struct Rows {
    Json list = Json::array();
    bool last_page = false;
  };

  Result<Rows> list(const std::string& path, Parameters parameters, const Sweep& sweep);
  Result<Rows> list_stage(const OrderProgress& progress);
  Result<void> collect_orders(OrderProgress& progress, const Json& rows, OrderPage& page);
  Result<void> collect_refunded(OrderProgress& progress, const Json& rows, OrderPage& page);
  Result<void> add_order(const Json& order, bool ask_refunds, OrderPage& page);
  Result<Json> refunds_of(const std::string& order_id);
  Result<Json> fulfillments_of(const std::string& order_id);

  Api& api_;
  const Settings& settings_;
};

}  // namespace tillbridge::connectors::woocommerce
