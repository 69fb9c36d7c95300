#include "connectors/bigcommerce/orders.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>

#include "base/digest.hpp"
#include "connectors/bigcommerce/order_events.hpp"
#include "connectors/bigcommerce/order_json.hpp"
#include "connectors/bigcommerce/order_problem.hpp"
#include "connectors/bigcommerce/order_status.hpp"
#include "connectors/bigcommerce/rfc2822.hpp"
#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using base::Error;
using base::ErrorCode;
using base::Timestamp;
using http::text_member;

/// What a store's first pass looks through for orders that wait for shipping since before the start.
constexpr std::array kOpenStatuses = {status::kPending,          status::kPartiallyShipped,    status::kAwaitingPayment,    status::kAwaitingPickup,
                                      status::kAwaitingShipment, status::kAwaitingFulfillment, status::kManualVerification, status::kDisputed,
                                      status::kPartiallyRefunded};
constexpr const char* kRefundsPath = "/v3/orders/payment_actions/refunds";

bool is_number(const std::string& id) {
  return !id.empty() && id.size() <= 18 && std::all_of(id.begin(), id.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::optional<Timestamp> modified_of(const Json& order) { return parse_date(text_member(order, "date_modified")); }

Error unreadable(const std::string& what) { return http::to_error({OutcomeKind::kUnknown, "unreadable", "the store's answer to " + what, {}}); }

std::string print_of(const Json& order) { return base::derived_id("", {http::dump(order)}); }

bool is_delivered(const OrderProgress& progress, const Json& order) {
  const auto known = progress.delivered.find(text_member(order, "id"));
  return known != progress.delivered.end() && known->second.print == print_of(order);
}

}  // namespace

Result<OrderPage> OrderCollector::fetch_page(const domain::OrderCursor& cursor, Timestamp since) {
  OrderProgress progress = OrderProgress::read(cursor, since, settings_.order_overlap);
  auto rows = list_stage(progress);
  if (!rows) return rows.error();
  OrderPage page;
  const auto collected = progress.stage == OrderStage::kRefunds ? collect_refunded(progress, rows->list, page) : collect_orders(progress, rows->list, page);
  if (!collected) {
    if (page.orders.empty() && page.unreadable.empty()) return collected.error();
    // What is read is kept: the rest of the page comes with the next call, which tells of the trouble if it lasts.
    page.more = true;
  } else {
    move_on(progress, *rows, page);
  }
  page.next = progress.write(settings_.order_overlap);
  return page;
}

void OrderCollector::move_on(OrderProgress& progress, const Rows& rows, OrderPage& page) {
  page.more = true;
  if (!rows.last_page) {
    if (progress.stage == OrderStage::kOrders) progress.sweep.move_behind(modified_of(rows.list.back()).value_or(progress.sweep.after));
    if (progress.stage == OrderStage::kRefunds) ++progress.sweep.page;
    return;
  }
  if (progress.stage == OrderStage::kRefunds) {
    progress.finish_pass(settings_.order_overlap);
    page.more = false;
  } else if (progress.stage == OrderStage::kOpen && progress.sweep.status + 1 < static_cast<int>(kOpenStatuses.size())) {
    progress.sweep.min_id = 1;
    ++progress.sweep.status;
  } else {
    progress.begin_stage(static_cast<OrderStage>(static_cast<int>(progress.stage) + 1), settings_.order_overlap);
  }
}

Result<OrderCollector::Rows> OrderCollector::list(const std::string& path, const Parameters& parameters, OrderProgress& progress) {
  while (true) {
    Parameters paged = parameters;
    paged.emplace_back("limit", std::to_string(progress.page_size));
    if (progress.stage != OrderStage::kOpen) paged.emplace_back("page", std::to_string(progress.sweep.page));
    const Reply reply = api_.get(path, paged);
    if (reply.outcome.code == "too_large" && progress.shrink_page()) continue;
    if (!reply.ok()) return http::to_error(reply.outcome);
    const Json& rows = progress.stage == OrderStage::kRefunds ? reply.data() : reply.body;
    if (rows.is_null()) return Rows{Json::array(), true};
    if (!rows.is_array()) return unreadable(path + " is no list");
    return Rows{rows, rows.size() < static_cast<std::size_t>(progress.page_size)};
  }
}

Result<OrderCollector::Rows> OrderCollector::list_stage(OrderProgress& progress) {
  const std::string after = filter_date(progress.sweep.after);
  switch (progress.stage) {
    case OrderStage::kOpen: {
      const int wanted = kOpenStatuses[static_cast<std::size_t>(std::clamp(progress.sweep.status, 0, static_cast<int>(kOpenStatuses.size()) - 1))];
      return list("/v2/orders",
                  with_included_parts({{"status_id", std::to_string(wanted)}, {"min_id", std::to_string(progress.sweep.min_id)}, {"sort", "id:asc"}}),
                  progress);
    }
    case OrderStage::kOrders: return list("/v2/orders", with_included_parts({{"min_date_modified", after}, {"sort", "date_modified:asc"}}), progress);
    case OrderStage::kRefunds: return list(kRefundsPath, {{"created:min", after}}, progress);
  }
  return Rows{Json::array(), true};
}

Result<std::map<std::string, Json>> OrderCollector::refunds_by_order(const std::vector<std::string>& order_ids) {
  std::map<std::string, Json> out;
  const auto refunds = parts_.refunds_of_all(order_ids);
  if (!refunds) return refunds.error();
  for (const auto& id : order_ids) out[id] = Json::array();
  for (const Json& refund : *refunds) out[text_member(refund, "order_id")].push_back(refund);
  return out;
}

Result<void> OrderCollector::collect_orders(OrderProgress& progress, const Json& rows, OrderPage& page) {
  const auto comes_later = [&](const Json& order) {
    return progress.stage == OrderStage::kOpen && modified_of(order).value_or(Timestamp{}) >= progress.pass_start;
  };
  std::vector<std::string> refunded;
  for (const Json& order : rows)
    if (!comes_later(order) && !is_delivered(progress, order) && PartReader::may_have_refunds(order)) refunded.push_back(text_member(order, "id"));
  const auto refunds = refunds_by_order(refunded);
  if (!refunds) return refunds.error();
  for (const Json& order : rows) {
    const std::string id = text_member(order, "id");
    const auto changed = modified_of(order);
    if (!comes_later(order) && !is_delivered(progress, order)) {
      const auto known = refunds->find(id);
      if (auto added = add_order(order, known == refunds->end() ? std::optional<Json>() : std::optional(known->second), page); !added) return added;
      // The poll of refunds need not bring this order again.
      if (known != refunds->end())
        for (const Json& refund : known->second) progress.list_refund(text_member(refund, "id"));
    }
    if (progress.stage == OrderStage::kOpen) {
      progress.sweep.min_id = is_number(id) ? std::stol(id) + 1 : progress.sweep.min_id;
      continue;
    }
    if (!changed) continue;
    // A clock that runs ahead, or an import, must not hide what changes meanwhile.
    progress.orders_seen = std::max(progress.orders_seen, std::min(*changed, now_));
    progress.delivered[id] = {*changed, print_of(order)};
  }
  return {};
}

Result<void> OrderCollector::collect_refunded(OrderProgress& progress, const Json& rows, OrderPage& page) {
  std::vector<std::string> refunded;
  for (const Json& refund : rows) {
    const std::string order_id = text_member(refund, "order_id");
    if (!progress.knows_refund(text_member(refund, "id")) && is_number(order_id) && std::find(refunded.begin(), refunded.end(), order_id) == refunded.end())
      refunded.push_back(order_id);
  }
  const auto refunds = refunds_by_order(refunded);
  if (!refunds) return refunds.error();
  for (const auto& order_id : refunded) {
    const auto order = read_order(order_id);
    const bool is_refused = !order && order.error().code == ErrorCode::kRejectedByPlatform;
    if (!order && !is_refused && order.error().code != ErrorCode::kNotFound) return order.error();
    if (is_refused) page.unreadable.push_back({order_id, order_id, http::scrub(order.error().message, {})});
    if (order)
      if (auto added = add_order(*order, refunds->at(order_id), page); !added) return added;
    for (const Json& refund : rows)
      if (text_member(refund, "order_id") == order_id) progress.list_refund(text_member(refund, "id"));
  }
  for (const Json& refund : rows) {
    progress.list_refund(text_member(refund, "id"));
    progress.refunds_seen = std::max(progress.refunds_seen, std::min(parse_date(text_member(refund, "created")).value_or(progress.refunds_seen), now_));
  }
  return {};
}

Result<void> OrderCollector::add_order(const Json& order, const std::optional<Json>& refunds, OrderPage& page) {
  if (standing_of(order) == OrderStanding::kNoOrder) return {};
  const std::string id = text_member(order, "id");
  if (!is_number(id)) return unreadable("/v2/orders holds an order without an id");
  const auto set_aside = [&](const std::string& reason) { page.unreadable.push_back({id, id, http::scrub(reason, {})}); };
  if (const std::string problem = order_problem(order); !problem.empty()) return set_aside(problem), Result<void>{};
  const auto parts = parts_.read(order, refunds);
  // A refusal concerns this order's part; anything else is trouble of the whole store.
  if (!parts && parts.error().code == ErrorCode::kRejectedByPlatform) return set_aside(parts.error().message), Result<void>{};
  if (!parts) return parts.error();
  if (const std::string problem = parts_problem(*parts); !problem.empty()) return set_aside(problem), Result<void>{};
  try {
    domain::CollectedOrder collected;
    collected.order = to_domain_order(order, *parts, unshipped_pieces(*parts).empty());
    collected.events = to_events(order, *parts, collected.order);
    collected.parcels_deduced = true;
    page.orders.push_back(std::move(collected));
  } catch (const std::overflow_error&) {
    set_aside("its amounts are larger than any that can be kept");
  }
  return {};
}

Result<Json> OrderCollector::read_order(const std::string& web_order_id) {
  const Error missing{.code = ErrorCode::kNotFound, .message = "the shop has no order " + web_order_id};
  if (!is_number(web_order_id)) return missing;
  Reply reply = api_.get("/v2/orders/" + web_order_id, with_included_parts());
  if (reply.outcome.kind == OutcomeKind::kGone) return missing;
  if (!reply.ok()) return http::to_error(reply.outcome);
  if (!reply.body.is_object()) return unreadable("/v2/orders/" + web_order_id + " is no order");
  return std::move(reply.body);
}

Result<domain::CollectedOrder> OrderCollector::fetch_one(const std::string& web_order_id) {
  const auto order = read_order(web_order_id);
  if (!order) return order.error();
  OrderPage page;
  if (auto added = add_order(*order, {}, page); !added) return added.error();
  if (!page.unreadable.empty()) return to_error(page.unreadable.front());
  if (page.orders.empty())
    return Error{.code = ErrorCode::kNotFound, .message = "order " + web_order_id + " is not placed yet: its status in the shop is " + status_words(*order)};
  return page.orders.front();
}

Result<OrderPage> fetch_orders(Api& api, const Settings& settings, const domain::OrderCursor& cursor, Timestamp since, Timestamp now) {
  return OrderCollector(api, settings, now).fetch_page(cursor, since);
}

Result<domain::CollectedOrder> fetch_order(Api& api, const Settings& settings, const std::string& web_order_id) {
  return OrderCollector(api, settings, {}).fetch_one(web_order_id);
}

}  // namespace tillbridge::connectors::bigcommerce
