#include "connectors/shopify/orders.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "connectors/http/outcome.hpp"
#include "connectors/shopify/denied_fields.hpp"
#include "connectors/shopify/order_children.hpp"
#include "connectors/shopify/order_cursor.hpp"
#include "connectors/shopify/order_documents.hpp"
#include "connectors/shopify/order_events.hpp"
#include "connectors/shopify/order_json.hpp"
#include "connectors/shopify/order_problem.hpp"
#include "connectors/shopify/parcel_ledger.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Error;
using base::ErrorCode;

Error unreadable(const std::string& why) { return http::to_error({OutcomeKind::kUnknown, "unreadable", "the shop's answer " + why, {}}); }

void name_parcels(std::vector<domain::OrderEvent>& events, const std::map<std::string, std::string>& names) {
  for (auto& event : events)
    if (event.kind == domain::OrderEventKind::kShipped)
      if (const auto named = names.find(event.event_id.substr(event.event_id.rfind('/') + 1)); named != names.end()) event.shipment_id = named->second;
}

/// Puts one order into the page, or sets it aside. An error is trouble of the whole shop.
Result<void> add_order(Api& api, SiteMemory& memory, Json order, const std::string& denied, OrderPage& page) {
  const std::string id = id_of(member(order, "id"));
  if (id.empty()) return unreadable("holds an order without an id");
  const auto set_aside = [&](const std::string& reason) { page.unreadable.push_back({id, text_member(order, "name"), http::scrub(reason, {})}); };
  if (const std::string problem = order_problem(order); !problem.empty()) return set_aside(problem), Result<void>{};
  if (auto whole = complete_order(api, order); !whole) {
    if (whole.error().code != ErrorCode::kRejectedByPlatform) return whole.error();
    return set_aside(whole.error().message), Result<void>{};
  }
  if (const std::string problem = order_problem(order); !problem.empty()) return set_aside(problem), Result<void>{};
  try {
    domain::CollectedOrder collected;
    collected.order = to_domain_order(order);
    collected.events = to_events(order, collected.order);
    if (!list_member(order, "fulfillments").empty()) name_parcels(collected.events, ParcelLedger(memory, id).names());
    collected.parcels_deduced = took_shipments_back(order);
    if (!denied.empty()) collected.order.note += (collected.order.note.empty() ? "" : "\n") + denied;
    page.orders.push_back(std::move(collected));
  } catch (const std::overflow_error&) {
    set_aside("its amounts are larger than any that can be kept");
  }
  return {};
}

/// Prepares for what can be mended by asking otherwise: a mark that the shop no longer knows, a document that is too dear for it.
bool ask_otherwise(const Reply& reply, OrderProgress& progress) {
  if (reply.outcome.code == "MAX_COST_EXCEEDED") return progress.make_pages_smaller();
  const bool lost_mark = reply.outcome.kind == OutcomeKind::kRejected && !progress.after.empty() && reply.outcome.message.find("cursor") != std::string::npos;
  if (lost_mark) progress.turn_page("", -progress.listed);
  return lost_mark;
}

}  // namespace

Result<OrderPage> fetch_orders(Api& api, const Settings& settings, SiteMemory& memory, const domain::OrderCursor& cursor, base::Timestamp since, base::Timestamp now) {
  OrderProgress progress = OrderProgress::read(cursor, since);
  const Reply reply = api.call(orders_document(), {{"query", progress.filter()}, {"first", progress.page_size}, {"after", progress.after.empty() ? Json() : Json(progress.after)}});
  OrderPage page;
  if (ask_otherwise(reply, progress)) {
    page.next = progress.write();
    page.more = true;
    return page;
  }
  const auto denied = denied_fields(reply);
  if (!denied) return denied.error();
  const Json& connection = member(reply.data, "orders");
  if (!member(connection, "edges").is_array()) return unreadable("holds no list of orders");
  const Json& edges = list_member(connection, "edges");
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const Json& order = member(edges[i], "node");
    const auto added = add_order(api, memory, order, denied->words_of(i), page);
    if (!added && i == 0) return added.error();
    if (!added) {
      page.next = progress.write();
      page.more = true;
      return page;
    }
    progress.seen = std::max(progress.seen, http::time_member(order, "updatedAt").value_or(progress.seen));
    progress.turn_page(text_member(edges[i], "cursor"), 1);
  }
  const bool further = flag_member(member(connection, "pageInfo"), "hasNextPage") && !edges.empty();
  page.more = further || progress.finish_list(settings.order_overlap, now);
  page.next = progress.write();
  return page;
}

Result<domain::CollectedOrder> fetch_order(Api& api, SiteMemory& memory, const std::string& web_order_id) {
  const Error missing{.code = ErrorCode::kNotFound, .message = "the shop has no order " + web_order_id};
  if (!is_id(web_order_id)) return missing;
  const Reply reply = api.call(order_document(), {{"id", gid("Order", web_order_id)}});
  const auto denied = denied_fields(reply);
  if (!denied) return denied.error();
  const Json& order = member(reply.data, "order");
  if (!order.is_object()) return missing;
  OrderPage page;
  if (auto added = add_order(api, memory, order, denied->words_of(0), page); !added) return added.error();
  if (!page.unreadable.empty()) return to_error(page.unreadable.front());
  return page.orders.front();
}

}  // namespace tillbridge::connectors::shopify
