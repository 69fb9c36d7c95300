#include "connectors/shopify/order_events.hpp"

#include <algorithm>

#include "connectors/shopify/order_money.hpp"
#include "connectors/shopify/refund_json.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using domain::OrderEvent;
using domain::OrderEventKind;

OrderEvent event(const domain::WebOrder& web, const std::string& what, OrderEventKind kind, base::Timestamp at) {
  OrderEvent out;
  out.event_id = web.web_order_id + "/" + what;
  out.kind = kind;
  out.occurred_at = at;
  return out;
}

/// The values of all its tracking, each once.
std::string joined(const Json& fulfillment, const char* name) {
  std::vector<std::string> words;
  for (const Json& tracking : list_member(fulfillment, "trackingInfo"))
    if (const std::string text = text_member(tracking, name); !text.empty() && std::find(words.begin(), words.end(), text) == words.end()) words.push_back(text);
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

OrderEvent to_shipped(const domain::WebOrder& web, const Json& fulfillment) {
  OrderEvent out = event(web, "shipped/" + id_of(member(fulfillment, "id")), OrderEventKind::kShipped, http::time_member(fulfillment, "createdAt").value_or(web.modified_at));
  for (const Json& moved : nodes(fulfillment, "fulfillmentLineItems")) {
    domain::EventLine line;
    line.line_id = id_of(member(member(moved, "lineItem"), "id"));
    line.quantity = http::decimal_member(moved, "quantity");
    if (line.quantity > base::Decimal{}) out.lines.push_back(line);
  }
  out.carrier = joined(fulfillment, "company");
  out.tracking_number = tracking_of(fulfillment);
  const Json& infos = list_member(fulfillment, "trackingInfo");
  if (!infos.empty()) out.tracking_url = text_member(infos.front(), "url");
  return out;
}

}  // namespace

bool has_left(const Json& fulfillment) { return text_member(fulfillment, "status") == "SUCCESS"; }

bool took_shipments_back(const Json& order) {
  const Json& list = list_member(order, "fulfillments");
  return std::any_of(list.begin(), list.end(), [](const Json& one) { return text_member(one, "status") == "CANCELLED"; });
}

std::string tracking_of(const Json& fulfillment) { return joined(fulfillment, "number"); }

std::vector<OrderEvent> to_events(const Json& order, const domain::WebOrder& web) {
  std::vector<OrderEvent> out{event(web, "placed", OrderEventKind::kPlaced, web.placed_at)};
  for (const auto& money : payments_of(order)) {
    OrderEvent captured = event(web, "captured/" + money.id, OrderEventKind::kCaptured, money.at);
    captured.amount = money.amount;
    captured.method = money.method;
    captured.reference = money.reference;
    out.push_back(std::move(captured));
  }
  for (const Json& fulfillment : list_member(order, "fulfillments"))
    if (has_left(fulfillment)) out.push_back(to_shipped(web, fulfillment));
  for (auto& back : to_refund_events(order, web)) out.push_back(std::move(back));
  if (const auto at = http::time_member(order, "cancelledAt")) out.push_back(event(web, "cancelled", OrderEventKind::kCancelled, *at));
  return out;
}

}  // namespace tillbridge::connectors::shopify
