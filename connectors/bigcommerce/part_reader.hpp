#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/bigcommerce/api.hpp"
#include "connectors/bigcommerce/order_parts.hpp"

namespace tillbridge::connectors::bigcommerce {

/// Parameters of a call for orders that make the answer hold lines, addresses and fees: three calls less per order.
Parameters with_included_parts(Parameters parameters = {});

/// Asks for the parts of orders that their rows do not hold, and only for those that the row says there are: shipments where pieces have left, taxes where
/// there is tax, coupons where they took something off, transactions where money was taken, refunds where there may be some. Errors are those of
/// http::to_error; kRejectedByPlatform concerns this order's part alone, anything else the store as a whole.
class PartReader {
 public:
  explicit PartReader(Api& api) : api_(api) {}

  /// `refunds` = those of the order, where they were asked for already.
  Result<OrderParts> read(const Json& order, const std::optional<Json>& refunds = {});
  /// All shipments, whatever the row says.
  Result<Json> shipments_of(const std::string& order_id);
  Result<Json> refunds_of(const std::string& order_id);
  /// Every refund of these orders, in as few calls as their pages take.
  Result<Json> refunds_of_all(const std::vector<std::string>& order_ids);
  Result<Json> lines_of(const std::string& order_id);

  static bool may_have_refunds(const Json& order);

 private:
  /// A V2 list to its end; what the store no longer has is empty.
  Result<Json> list(const std::string& path, Parameters parameters = {});

  Api& api_;
};

}  // namespace tillbridge::connectors::bigcommerce
