#include "connectors/woocommerce/orders.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "connectors/http/outcome.hpp"
#include "connectors/http/url.hpp"
#include "connectors/woocommerce/order_events.hpp"
#include "connectors/woocommerce/order_problem.hpp"
#include "connectors/woocommerce/tracking.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

using base::Error;
using base::ErrorCode;
using base::Timestamp;

constexpr std::size_t kPageSize = 100;

/// The date that a stage walks along.
const char* date_field(OrderStage stage) {
  return stage == OrderStage::kOpen || stage == OrderStage::kRefunds ? "date_created_gmt" : "date_modified_gmt";
}

Error unreadable(const std::string& what, const std::string& why = "is no list") {
  return http::to_error({OutcomeKind::kUnknown, "unreadable", "the shop's answer to " + what + " " + why, {}});
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

}  // namespace

Result<OrderPage> OrderCollector::fetch_page(const domain::OrderCursor& cursor, Timestamp since) {
  OrderProgress progress = OrderProgress::read(cursor, since, settings_.order_overlap);
  auto rows = list_stage(progress);
  if (!rows) return rows.error();
  OrderPage page;
  const auto collected = progress.stage == OrderStage::kRefunds ? collect_refunded(progress, rows->list, page) : collect_orders(progress, rows->list, page);
  if (!collected) return collected.error();

  if (!rows->last_page) {
    progress.sweep.move_behind(time_member(rows->list.back(), date_field(progress.stage)).value_or(progress.sweep.after));
    page.more = true;
  } else if (progress.stage == OrderStage::kRefunds) {
    progress.finish_pass(settings_.order_overlap);
  } else {
    progress.begin_stage(static_cast<OrderStage>(static_cast<int>(progress.stage) + 1), settings_.order_overlap);
    page.more = true;
  }
  page.next = progress.write();
  return page;
}

Result<OrderCollector::Rows> OrderCollector::list(const std::string& path, Parameters parameters, const Sweep& sweep) {
  parameters.emplace_back("dates_are_gmt", "true");
  parameters.emplace_back("order", "asc");
  parameters.emplace_back("per_page", std::to_string(kPageSize));
  parameters.emplace_back("page", std::to_string(sweep.page));
  const Reply reply = api_.get(path, parameters);
  if (!reply.ok()) {
    // Stores before 9.0 have no list of all refunds; there, refunds come with the orders that they change.
    if (reply.error_code() == code::kNoRoute && path == "/refunds") return Rows{Json::array(), true};
    return http::to_error(reply.outcome);
  }
  if (!reply.body.is_array()) return unreadable(path);
  // Plugins may hide rows from a full page; only the last page and an empty one end the list.
  const bool last = reply.body.empty() || (reply.body.size() < kPageSize && reply.total_pages <= sweep.page);
  return Rows{reply.body, last};
}

Result<OrderCollector::Rows> OrderCollector::list_stage(const OrderProgress& progress) {
  const std::string after = format_gmt(progress.sweep.after);
  switch (progress.stage) {
    case OrderStage::kOpen: {
      auto statuses = settings_.shippable_statuses;
      if (settings_.place_pending) statuses.push_back("pending");
      return list("/orders", {{"after", after}, {"orderby", "date"}, {"status", joined(statuses)}}, progress.sweep);
    }
    case OrderStage::kOrders: return list("/orders", {{"modified_after", after}, {"orderby", "modified"}}, progress.sweep);
    case OrderStage::kTrash: return list("/orders", {{"modified_after", after}, {"orderby", "modified"}, {"status", "trash"}}, progress.sweep);
    case OrderStage::kRefunds: return list("/refunds", {{"after", after}, {"orderby", "date"}}, progress.sweep);
  }
  return Rows{Json::array(), true};
}

Result<void> OrderCollector::collect_orders(OrderProgress& progress, const Json& rows, OrderPage& page) {
  for (const Json& order : rows) {
    const auto changed = time_member(order, "date_modified_gmt");
    // What changed since the start comes with the next stage.
    if (progress.stage == OrderStage::kOpen && changed && *changed > progress.pass_start) continue;
    if (progress.stage == OrderStage::kOrders) progress.orders_seen = std::max(progress.orders_seen, changed.value_or(progress.orders_seen));
    const bool has_refunds = !list_member(order, "refunds").empty() || text_member(order, "status") == "refunded";
    if (auto added = add_order(order, has_refunds, page); !added) return added;
  }
  return {};
}

Result<void> OrderCollector::collect_refunded(OrderProgress& progress, const Json& rows, OrderPage& page) {
  const std::set<std::string> known(progress.refunds_known.begin(), progress.refunds_known.end());
  std::set<std::string> orders;
  for (const Json& refund : rows) {
    progress.refunds_seen = std::max(progress.refunds_seen, time_member(refund, "date_created_gmt").value_or(progress.refunds_seen));
    progress.list_refund(text_member(refund, "id"));
    if (!known.contains(text_member(refund, "id"))) orders.insert(text_member(refund, "parent_id"));
  }
  if (orders.empty()) return {};
  const Reply reply = api_.get("/orders", {{"include", joined({orders.begin(), orders.end()})}, {"per_page", std::to_string(kPageSize)}});
  if (!reply.ok()) return http::to_error(reply.outcome);
  if (!reply.body.is_array()) return unreadable("/orders");
  for (const Json& order : reply.body)
    if (auto added = add_order(order, true, page); !added) return added;
  return {};
}

Result<void> OrderCollector::add_order(const Json& order, bool ask_refunds, OrderPage& page) {
  const OrderStanding standing = standing_of(order, settings_);
  if (standing == OrderStanding::kNoOrder) return {};
  const std::string id = text_member(order, "id");
  const auto set_aside = [&](const std::string& reason) { page.unreadable.push_back({id, text_member(order, "number"), plain_text(reason)}); };
  if (id.empty() || id.size() > UnreadableOrder::kLongestId) return unreadable("/orders", "holds an order without an id");
  if (const std::string problem = order_problem(order); !problem.empty()) return set_aside(problem), Result<void>{};
  OrderChildren children;
  if (ask_refunds) {
    auto asked = refunds_of(id);
    // A refusal concerns this order's refunds; anything else is trouble of the whole shop.
    if (!asked && asked.error().code == ErrorCode::kRejectedByPlatform) return set_aside("its refunds: " + asked.error().message), Result<void>{};
    if (!asked) return asked.error();
    children.refunds = std::move(*asked);
    for (const Json& refund : children.refunds)
      if (const std::string problem = refund_problem(refund); !problem.empty()) return set_aside(problem), Result<void>{};
  }
  if (has_fulfillments(order)) {
    auto asked = fulfillments_of(id);
    if (!asked && asked.error().code == ErrorCode::kRejectedByPlatform) return set_aside("its fulfillments: " + asked.error().message), Result<void>{};
    if (!asked) return asked.error();
    children.fulfillments = std::move(*asked);
  }
  try {
    domain::CollectedOrder collected;
    collected.order = to_domain_order(order, standing);
    collected.events = to_events(order, children, collected.order, standing);
    collected.parcels_deduced = true;
    page.orders.push_back(std::move(collected));
  } catch (const std::overflow_error&) {
    set_aside("its amounts are larger than any that can be kept");
  }
  return {};
}

Result<Json> OrderCollector::refunds_of(const std::string& order_id) {
  Json out = Json::array();
  for (int page = 1;; ++page) {
    const Reply reply = api_.get("/orders/" + order_id + "/refunds", {{"per_page", std::to_string(kPageSize)}, {"page", std::to_string(page)}});
    if (!reply.ok()) return http::to_error(reply.outcome);
    if (!reply.body.is_array()) return unreadable("/orders/" + order_id + "/refunds");
    for (const Json& refund : reply.body) out.push_back(refund);
    if (reply.body.size() < kPageSize) return out;
  }
}

Result<Json> OrderCollector::fulfillments_of(const std::string& order_id) {
  const Reply reply = api_.get("/orders/" + order_id + "/fulfillments");
  // The order remembers fulfilments of a time when the feature was on.
  if (reply.outcome.kind == OutcomeKind::kGone || reply.error_code() == code::kNoRoute) return Json::array();
  if (!reply.ok()) return http::to_error(reply.outcome);
  const Json& list = reply.body.is_object() ? list_member(reply.body, "fulfillments") : reply.body;
  if (!list.is_array()) return unreadable("/orders/" + order_id + "/fulfillments");
  return list;
}

Result<domain::CollectedOrder> OrderCollector::fetch_one(const std::string& web_order_id) {
  const Reply reply = api_.get("/orders/" + http::encode_component(web_order_id));
  const bool absent = reply.outcome.kind == OutcomeKind::kGone || reply.error_code() == code::kNoRoute;
  if (absent) return Error{.code = ErrorCode::kNotFound, .message = "the shop has no order " + web_order_id};
  if (!reply.ok()) return http::to_error(reply.outcome);
  OrderPage page;
  if (auto added = add_order(reply.body, true, page); !added) return added.error();
  if (!page.unreadable.empty()) return to_error(page.unreadable.front());
  if (page.orders.empty())
    return Error{.code = ErrorCode::kNotFound,
                 .message = "order " + web_order_id + " is not placed yet: its status in the shop is " + text_member(reply.body, "status")};
  return page.orders.front();
}

}  // namespace tillbridge::connectors::woocommerce
