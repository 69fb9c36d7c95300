#include "connectors/bigcommerce/part_reader.hpp"

#include "connectors/bigcommerce/order_status.hpp"
#include "connectors/bigcommerce/payments.hpp"
#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using base::Decimal;
using base::Error;
using base::ErrorCode;
using http::decimal_member;
using http::list_member;
using http::text_member;

constexpr std::size_t kV2Rows = 250;
constexpr std::size_t kV3Rows = 50;

Error unreadable(const std::string& path) { return http::to_error({OutcomeKind::kUnknown, "unreadable", "the store's answer to " + path + " is no list", {}}); }

bool any_line(const Json& lines, const char* count) {
  for (const Json& line : lines)
    if (decimal_member(line, count) > Decimal{}) return true;
  return false;
}

bool may_have_shipments(const Json& order, const OrderParts& parts) {
  const OrderStanding standing = standing_of(order);
  const int at = status_of(order);
  return standing == OrderStanding::kShipped || standing == OrderStanding::kRefunded || at == status::kPartiallyShipped || at == status::kPartiallyRefunded ||
         at == status::kDisputed || decimal_member(order, "items_shipped") > Decimal{} || any_line(parts.lines, "quantity_shipped");
}

/// "its shipments: …" in front of what concerns one order.
Error of_part(Error error, const char* what) {
  if (error.code == ErrorCode::kRejectedByPlatform) error.message = std::string("its ") + what + ": " + error.message;
  return error;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

}  // namespace

Parameters with_included_parts(Parameters parameters) {
  parameters.emplace_back("include", "consignments.line_items,fees");
  parameters.emplace_back("consignment_structure", "object");
  return parameters;
}

bool PartReader::may_have_refunds(const Json& order) {
  const int at = status_of(order);
  return at == status::kRefunded || at == status::kPartiallyRefunded || text_member(order, "payment_status").find("refunded") != std::string::npos ||
         decimal_member(order, "refunded_amount") > Decimal{} || any_line(included_parts(order).lines, "quantity_refunded");
}

Result<Json> PartReader::list(const std::string& path, Parameters parameters) {
  Json out = Json::array();
  parameters.emplace_back("limit", std::to_string(kV2Rows));
  parameters.emplace_back("page", "1");
  for (int page = 1;; ++page) {
    parameters.back().second = std::to_string(page);
    const Reply reply = api_.get(path, parameters);
    if (reply.outcome.kind == OutcomeKind::kGone) return out;
    if (!reply.ok()) return http::to_error(reply.outcome);
    if (reply.body.is_null()) return out;
    if (!reply.body.is_array()) return unreadable(path);
    for (const Json& row : reply.body) out.push_back(row);
    if (reply.body.size() < kV2Rows) return out;
  }
}

Result<Json> PartReader::lines_of(const std::string& order_id) { return list("/v2/orders/" + order_id + "/products"); }

Result<Json> PartReader::shipments_of(const std::string& order_id) { return list("/v2/orders/" + order_id + "/shipments"); }

Result<Json> PartReader::refunds_of(const std::string& order_id) {
  const Reply reply = api_.get("/v3/orders/" + order_id + "/payment_actions/refunds");
  if (reply.outcome.kind == OutcomeKind::kGone) return Json(Json::array());
  if (!reply.ok()) return http::to_error(reply.outcome);
  return reply.rows();
}

Result<Json> PartReader::refunds_of_all(const std::vector<std::string>& order_ids) {
  Json out = Json::array();
  if (order_ids.empty()) return out;
  for (int page = 1;; ++page) {
    const Reply reply = api_.get("/v3/orders/payment_actions/refunds",
                                 {{"order_id:in", joined(order_ids)}, {"limit", std::to_string(kV3Rows)}, {"page", std::to_string(page)}});
    if (!reply.ok()) return http::to_error(reply.outcome);
    for (const Json& refund : reply.rows()) out.push_back(refund);
    if (reply.rows().size() < kV3Rows) return out;
  }
}

Result<OrderParts> PartReader::read(const Json& order, const std::optional<Json>& refunds) {
  const std::string id = text_member(order, "id"), path = "/v2/orders/" + id;
  OrderParts out = included_parts(order);
  const auto put = [](Json& to, Result<Json> asked, const char* what) -> Result<void> {
    if (!asked) return of_part(asked.error(), what);
    to = std::move(*asked);
    return {};
  };
  if (!includes_lines(order)) {
    if (auto read = put(out.lines, lines_of(id), "products"); !read) return read.error();
    if (auto read = put(out.addresses, list(path + "/shipping_addresses"), "addresses"); !read) return read.error();
    sort_by_id(out.lines);
  }
  if (may_have_shipments(order, out))
    if (auto read = put(out.shipments, shipments_of(id), "shipments"); !read) return read.error();
  if (!decimal_member(order, "total_tax").is_zero())
    if (auto read = put(out.taxes, list(path + "/taxes", {{"details", "true"}}), "taxes"); !read) return read.error();
  if (!decimal_member(order, "coupon_discount").is_zero())
    if (auto read = put(out.coupons, list(path + "/coupons"), "coupons"); !read) return read.error();
  if (is_captured(order)) {
    const Reply reply = api_.get("/v3/orders/" + id + "/transactions");
    const bool none = reply.outcome.kind == OutcomeKind::kGone;
    if (!reply.ok() && !none) return of_part(http::to_error(reply.outcome), "transactions");
    if (!none) out.transactions = reply.rows();
  }
  if (refunds) out.refunds = *refunds;
  else if (may_have_refunds(order))
    if (auto read = put(out.refunds, refunds_of(id), "refunds"); !read) return read.error();
  return out;
}

}  // namespace tillbridge::connectors::bigcommerce
