#include "connectors/shopify/order_events.hpp"

#include <algorithm>
#include <map>

#include "connectors/order_event.hpp"
#include "connectors/shopify/order_money.hpp"
#include "connectors/shopify/refund_json.hpp"
#include "connectors/shopify/refund_money.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using domain::OrderEvent;
using domain::OrderEventKind;

bool is_undone(const Json& fulfillment) {
  const std::string status = text_member(fulfillment, "status");
  return status == "CANCELLED" || status == "FAILURE" || status == "ERROR";
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
  OrderEvent out = event_of(web, "shipped/" + id_of(member(fulfillment, "id")), OrderEventKind::kShipped, http::time_member(fulfillment, "createdAt").value_or(web.modified_at));
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

/// Pieces by line that no fulfillment holds, whether it has left already or is under way, and no refund.
std::vector<domain::EventLine> without_parcel(const Json& order, const domain::WebOrder& web) {
  std::map<std::string, base::Decimal> left;
  for (const auto& line : web.lines) left[line.line_id] = line.quantity;
  const auto take = [&](const Json& rows) {
    for (const Json& moved : rows) left[id_of(member(member(moved, "lineItem"), "id"))] -= http::decimal_member(moved, "quantity");
  };
  for (const Json& fulfillment : list_member(order, "fulfillments"))
    if (!is_undone(fulfillment)) take(nodes(fulfillment, "fulfillmentLineItems"));
  // Pieces that a refund without money takes out are not in the lines any more.
  for (const Json& refund : list_member(order, "refunds"))
    for (const Json& moved : nodes(refund, "refundLineItems"))
      if (!takes_out(order, refund, moved)) take(Json::array({moved}));
  std::vector<domain::EventLine> out;
  for (const auto& line : web.lines)
    if (const auto pieces = left[line.line_id]; pieces > base::Decimal{}) out.push_back({line.line_id, pieces, {}, {}, true});
  return out;
}

/// Where the shop counts the order as shipped, lines that need no parcel are.
void add_rest(std::vector<OrderEvent>& out, const Json& order, const domain::WebOrder& web) {
  if (web.status != "shipped") return;
  base::Timestamp last = web.placed_at;
  for (const auto& one : out)
    if (one.kind == OrderEventKind::kShipped) last = std::max(last, one.occurred_at);
  OrderEvent rest = event_of(web, "shipped/rest", OrderEventKind::kShipped, last);
  rest.lines = without_parcel(order, web);
  if (!rest.lines.empty()) out.push_back(std::move(rest));
}

}  // namespace

bool has_left(const Json& fulfillment) { return text_member(fulfillment, "status") == "SUCCESS"; }

bool took_shipments_back(const Json& order) {
  const Json& list = list_member(order, "fulfillments");
  return std::any_of(list.begin(), list.end(), [](const Json& one) { return text_member(one, "status") == "CANCELLED"; });
}

std::string tracking_of(const Json& fulfillment) { return joined(fulfillment, "number"); }

std::vector<OrderEvent> to_events(const Json& order, const domain::WebOrder& web) {
  std::vector<OrderEvent> out{event_of(web, "placed", OrderEventKind::kPlaced, web.placed_at)};
  for (const auto& money : payments_of(order)) {
    OrderEvent captured = event_of(web, "captured/" + money.id, OrderEventKind::kCaptured, money.at);
    captured.amount = money.amount;
    captured.method = money.method;
    captured.reference = money.reference;
    out.push_back(std::move(captured));
  }
  for (const Json& fulfillment : list_member(order, "fulfillments"))
    if (has_left(fulfillment)) out.push_back(to_shipped(web, fulfillment));
  add_rest(out, order, web);
  for (auto& back : to_refund_events(order, web)) out.push_back(std::move(back));
  if (const auto at = http::time_member(order, "cancelledAt")) out.push_back(event_of(web, "cancelled", OrderEventKind::kCancelled, *at));
  return out;
}

}  // namespace tillbridge::connectors::shopify
