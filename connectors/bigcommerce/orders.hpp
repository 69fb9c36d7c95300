#pragma once
#include <map>
#include <optional>
#include <vector>

#include "connectors/bigcommerce/order_cursor.hpp"
#include "connectors/bigcommerce/part_reader.hpp"

namespace tillbridge::connectors::bigcommerce {

/// Collects orders with their events: changes by time, then refunds as a poll of its own. Only orders whose row is another than when they were delivered
/// last are asked for their parts. Where the store's window closes in the middle of a page, what is read already comes back as a page, and the next call goes
/// on behind it. Made for one call.
class OrderCollector {
 public:
  OrderCollector(Api& api, const Settings& settings, base::Timestamp now) : api_(api), parts_(api), settings_(settings), now_(now) {}

  /// One page of one stage.
  Result<OrderPage> fetch_page(const domain::OrderCursor& cursor, base::Timestamp since);
  Result<domain::CollectedOrder> fetch_one(const std::string& web_order_id);

 private:
  struct Rows {
    Json list = Json::array();
    bool last_page = false;
  };

  Result<Rows> list(const std::string& path, const Parameters& parameters, OrderProgress& progress);
  Result<Rows> list_stage(OrderProgress& progress);
  Result<void> collect_orders(OrderProgress& progress, const Json& rows, OrderPage& page);
  Result<void> collect_refunded(OrderProgress& progress, const Json& rows, OrderPage& page);
  Result<std::map<std::string, Json>> refunds_by_order(const std::vector<std::string>& order_ids);
  void move_on(OrderProgress& progress, const Rows& rows, OrderPage& page);
  Result<Json> read_order(const std::string& web_order_id);
  Result<void> add_order(const Json& order, const std::optional<Json>& refunds, OrderPage& page);

  Api& api_;
  PartReader parts_;
  const Settings& settings_;
  base::Timestamp now_;
};

Result<OrderPage> fetch_orders(Api& api, const Settings& settings, const domain::OrderCursor& cursor, base::Timestamp since, base::Timestamp now);
Result<domain::CollectedOrder> fetch_order(Api& api, const Settings& settings, const std::string& web_order_id);

}  // namespace tillbridge::connectors::bigcommerce
