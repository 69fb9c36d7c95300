#include "connectors/magento/orders.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/time_text.hpp"
#include "connectors/http/outcome.hpp"
#include "connectors/magento/order_children.hpp"
#include "connectors/magento/order_problem.hpp"
#include "connectors/magento/search.hpp"

namespace tillbridge::connectors::magento {
namespace {

using base::Error;
using base::ErrorCode;
using base::Timestamp;
using http::text_member;
using http::time_member;

/// "2026-11-25 08:00:00", UTC as the shop keeps it.
std::string shop_time(Timestamp at) { return base::format_sql(at).substr(0, 19); }

std::string open_states(const Settings& settings) { return std::string("new,processing,holded,payment_review") + (settings.place_pending ? ",pending_payment" : ""); }

/// Work on one page.
class PageCollector {
 public:
  PageCollector(Api& api, const Settings& settings, OrderProgress& progress, Timestamp now) : api_(api), settings_(settings), progress_(progress), now_(now) {}

  Result<OrderPage> collect();

 private:
  Outcome list(SearchResult& rows);
  Result<void> collect_orders(const Json& rows);
  Result<void> collect_by_children(const Json& rows);
  Result<void> add_orders(const std::vector<const Json*>& orders);

  Api& api_;
  const Settings& settings_;
  OrderProgress& progress_;
  Timestamp now_;
  OrderPage page_;
};

const char* date_of(OrderStage stage) {
  if (stage == OrderStage::kOpen) return "created_at";
  return stage == OrderStage::kOrders ? "updated_at" : child_list(stage).date;
}

const char* path_of(OrderStage stage) { return stage <= OrderStage::kOrders ? "/orders" : child_list(stage).path; }
const char* id_of(OrderStage stage) { return stage <= OrderStage::kOrders ? "entity_id" : child_list(stage).id; }

Error unreadable(const std::string& why) { return http::to_error({OutcomeKind::kUnknown, "unreadable", "the shop's answer to /orders " + why, {}}); }

/// Adds the order, or what keeps it from being read, or nothing where it is not placed.
Result<void> add_order(const Json& order, const OrderChildren& children, const Settings& settings, OrderPage& page) {
  const std::string id = text_member(order, "entity_id");
  if (id.empty() || id.size() > UnreadableOrder::kLongestId) return unreadable("holds an order without an entity_id");
  const OrderStanding standing = standing_of(order);
  if (is_unpaid(order) && !settings.place_pending) return {};
  const auto set_aside = [&](const std::string& reason) { page.unreadable.push_back({id, text_member(order, "increment_id"), http::scrub(reason, {})}); };
  if (const std::string problem = order_problem(order); !problem.empty()) return set_aside(problem), Result<void>{};
  if (const std::string problem = children_problem(children); !problem.empty()) return set_aside(problem), Result<void>{};
  try {
    const OrderLines lines(order);
    domain::CollectedOrder collected;
    collected.order = to_domain_order(order, lines, standing);
    collected.events = to_events(order, lines, children, collected.order, standing);
    collected.order.payments = payments_of(collected.events);
    page.orders.push_back(std::move(collected));
  } catch (const std::overflow_error&) {
    set_aside("its amounts are larger than any that can be kept");
  }
  return {};
}

Outcome PageCollector::list(SearchResult& rows) {
  const Sweep& sweep = progress_.sweep;
  const OrderStage stage = progress_.stage;
  Search search;
  search.where(date_of(stage), shop_time(sweep.from), "gteq");
  if (stage == OrderStage::kOpen) search.where("state", open_states(settings_), "in");
  search.sort(date_of(stage)).sort(id_of(stage)).page(sweep.size, sweep.page);
  return read_search_result(api_.get(path_of(stage), search.parameters()), path_of(stage), rows);
}

Result<OrderPage> PageCollector::collect() {
  SearchResult rows;
  auto listed = list(rows);
  while (is_too_large(listed) && progress_.sweep.shrink()) listed = list(rows);
  if (!listed.ok()) return http::to_error(listed);
  const auto collected = progress_.stage <= OrderStage::kOrders ? collect_orders(rows.items) : collect_by_children(rows.items);
  if (!collected) return collected.error();
  const Sweep& sweep = progress_.sweep;
  if (!rows.items.empty() && std::int64_t{sweep.page} * sweep.size < rows.total) {
    progress_.sweep.move_behind(time_member(rows.items.back(), date_of(progress_.stage)).value_or(sweep.from));
    page_.more = true;
  } else {
    page_.more = progress_.next_stage(settings_.order_overlap);
  }
  page_.next = progress_.write();
  return std::move(page_);
}

Result<void> PageCollector::collect_orders(const Json& rows) {
  std::vector<const Json*> orders;
  for (const Json& order : rows) {
    const auto changed = time_member(order, "updated_at");
    // What changed since the start comes with the next stage.
    if (progress_.stage == OrderStage::kOpen && changed && *changed >= progress_.pass_start) continue;
    if (progress_.stage == OrderStage::kOrders && changed) progress_.see(OrderStage::kOrders, *changed, now_);
    orders.push_back(&order);
  }
  return add_orders(orders);
}

Result<void> PageCollector::collect_by_children(const Json& rows) {
  const OrderStage stage = progress_.stage;
  const ChildList& list = child_list(stage);
  std::set<std::string> moved;
  for (const Json& row : rows) {
    const auto at = time_member(row, list.date).value_or(progress_.sweep.from);
    progress_.see(stage, at, now_);
    if (const std::string order = text_member(row, "order_id"); !progress_.knows(stage, text_member(row, list.id), at) && is_order_id(order)) moved.insert(order);
  }
  if (moved.empty()) return {};
  Json found = Json::array();
  if (const auto outcome = read_orders(api_, {moved.begin(), moved.end()}, found); !outcome.ok()) return http::to_error(outcome);
  std::vector<const Json*> orders;
  for (const Json& order : found) orders.push_back(&order);
  if (auto added = add_orders(orders); !added) return added;
  // Also those whose order is gone or not placed: they need not be asked for again.
  for (const Json& row : rows)
    if (const auto at = time_member(row, list.date)) progress_.know(stage, text_member(row, list.id), *at);
  return {};
}

Result<void> PageCollector::add_orders(const std::vector<const Json*>& orders) {
  std::vector<std::string> ids;
  for (const Json* order : orders)
    if (const std::string id = text_member(*order, "entity_id"); is_order_id(id)) ids.push_back(id);
  const auto children = fetch_children(api_, ids, [&](OrderStage stage, const std::string& id, Timestamp at) { progress_.know(stage, id, at); });
  if (!children) return children.error();
  static const OrderChildren kNone;
  for (const Json* order : orders) {
    const auto found = children->find(text_member(*order, "entity_id"));
    if (auto added = add_order(*order, found == children->end() ? kNone : found->second, settings_, page_); !added) return added;
  }
  return {};
}

}  // namespace

bool is_order_id(const std::string& id) {
  constexpr std::size_t kLongest = 10;  // an unsigned integer of the shop's database
  return !id.empty() && id.size() <= kLongest && std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<OrderPage> fetch_orders(Api& api, const Settings& settings, const domain::OrderCursor& cursor, Timestamp since, Timestamp now) {
  OrderProgress progress = OrderProgress::read(cursor, since, settings.order_overlap);
  return PageCollector(api, settings, progress, now).collect();
}

Result<domain::CollectedOrder> fetch_order(Api& api, const Settings& settings, const std::string& web_order_id) {
  const Error absent{.code = ErrorCode::kNotFound, .message = "the shop has no order " + web_order_id};
  if (!is_order_id(web_order_id)) return absent;
  const Reply reply = api.get("/orders/" + web_order_id);
  if (reply.outcome.kind == OutcomeKind::kGone) return absent;
  if (!reply.ok()) return http::to_error(reply.outcome);
  auto children = fetch_children(api, {web_order_id});
  if (!children) return children.error();
  OrderPage page;
  if (auto added = add_order(reply.body, (*children)[web_order_id], settings, page); !added) return added.error();
  if (!page.unreadable.empty()) return to_error(page.unreadable.front());
  if (page.orders.empty()) return Error{.code = ErrorCode::kNotFound, .message = "order " + web_order_id + " is not placed yet: its payment is open"};
  return std::move(page.orders.front());
}

}  // namespace tillbridge::connectors::magento
