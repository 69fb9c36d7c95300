#include "connectors/shopify/refund_json.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "connectors/order_event.hpp"
#include "connectors/shopify/order_money.hpp"
#include "connectors/shopify/refund_money.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Decimal;
using domain::EventLine;
using domain::OrderEvent;
using domain::OrderEventKind;
using Pieces = std::map<std::string, Decimal>;

std::string line_of(const Json& moved) { return id_of(member(member(moved, "lineItem"), "id")); }

bool restocked(const Json& moved) { return text_member(moved, "restockType") != "NO_RESTOCK"; }

/// A closed return: what came back of each line, and of it what went back on the shelf.
struct ClosedReturn {
  std::string id;
  base::Timestamp at;
  Pieces back, on_the_shelf;
};

std::vector<ClosedReturn> closed_returns(const Json& order) {
  std::vector<ClosedReturn> out;
  for (const Json& one : list_member(order, "returns")) {
    const auto at = http::time_member(one, "closedAt");
    if (text_member(one, "status") != "CLOSED" || !at) continue;
    ClosedReturn closed{.id = id_of(member(one, "id")), .at = *at, .back = {}, .on_the_shelf = {}};
    for (const Json& way_back : nodes(one, "reverseFulfillmentOrders"))
      for (const Json& line : nodes(way_back, "lineItems"))
        for (const Json& disposition : list_member(line, "dispositions")) {
          const std::string type = text_member(disposition, "type"), line_id = line_of(member(line, "fulfillmentLineItem"));
          if (type == "RESTOCKED") closed.on_the_shelf[line_id] += http::decimal_member(disposition, "quantity");
          if (type == "RESTOCKED" || type == "NOT_RESTOCKED") closed.back[line_id] += http::decimal_member(disposition, "quantity");
        }
    out.push_back(std::move(closed));
  }
  return out;
}

/// What of a return no refund held when it was closed.
void take_off_refunded(ClosedReturn& closed, const Json& order) {
  for (const Json& refund : list_member(order, "refunds")) {
    const auto at = http::time_member(refund, "createdAt");
    if (id_of(member(member(refund, "return"), "id")) != closed.id || (at && *at > closed.at)) continue;
    for (const Json& moved : nodes(refund, "refundLineItems")) {
      auto& back = closed.back[line_of(moved)];
      auto& shelf = closed.on_the_shelf[line_of(moved)];
      const Decimal pieces = std::min(back, http::decimal_member(moved, "quantity"));
      back -= pieces;
      shelf -= std::min(shelf, pieces);
    }
  }
}

std::optional<OrderEvent> to_returned(const ClosedReturn& closed, const domain::WebOrder& web) {
  OrderEvent out = event_of(web, "returned/" + closed.id, OrderEventKind::kRefunded, closed.at);
  for (const auto& [line_id, pieces] : closed.back) {
    const auto found = closed.on_the_shelf.find(line_id);
    const Decimal shelf = found == closed.on_the_shelf.end() ? Decimal{} : std::min(found->second, pieces);
    if (shelf > Decimal{}) out.lines.push_back({line_id, shelf, {}, {}, true});
    if (pieces > shelf) out.lines.push_back({line_id, pieces - shelf, {}, {}, false});
  }
  return out.lines.empty() ? std::nullopt : std::optional(out);
}

/// Pieces of a refund that its return told of before.
Decimal told_before(std::vector<ClosedReturn>& returns, const Json& refund, const std::string& line_id, Decimal pieces) {
  const std::string id = id_of(member(member(refund, "return"), "id"));
  const auto at = http::time_member(refund, "createdAt");
  for (auto& closed : returns) {
    if (id.empty() || closed.id != id || !at || *at <= closed.at) continue;
    auto& told = closed.back[line_id];
    const Decimal same = std::min(told, pieces);
    told -= same;
    return same;
  }
  return {};
}

OrderEvent to_refunded(const Json& order, const Json& refund, const MoneyBack& money, const domain::WebOrder& web, std::vector<ClosedReturn>& returns) {
  const bool with_tax = flag_member(order, "taxesIncluded");
  OrderEvent out = event_of(web, "refunded/" + id_of(member(refund, "id")), OrderEventKind::kRefunded, http::time_member(refund, "createdAt").value_or(web.modified_at));
  out.amount = money.amount;
  out.method = money.method;
  out.reference = money.reference;
  for (const Json& moved : nodes(refund, "refundLineItems")) {
    EventLine line{.line_id = line_of(moved), .quantity = http::decimal_member(moved, "quantity"), .amount = {}, .tax = {}, .restock = restocked(moved)};
    const Decimal tax = shop_money(moved, "totalTaxSet"), price = shop_money(moved, "subtotalSet");
    line.amount = with_tax ? price - tax : price;
    line.tax = tax;
    line.quantity -= told_before(returns, refund, line.line_id, line.quantity);
    out.lines.push_back(std::move(line));
  }
  for (const Json& shipping : nodes(refund, "refundShippingLines")) {
    const Decimal tax = shop_money(shipping, "taxAmountSet"), price = shop_money(shipping, "subtotalAmountSet");
    out.shipping_amount += with_tax ? price - tax : price;
    out.shipping_tax += tax;
  }
  return out;
}

/// A refund without money tells of pieces that came back; what it took out of the order is not in the order's lines any more.
std::optional<OrderEvent> to_moneyless(const Json& refund, const domain::WebOrder& web, std::vector<ClosedReturn>& returns) {
  OrderEvent out = event_of(web, "refunded/" + id_of(member(refund, "id")), OrderEventKind::kRefunded, http::time_member(refund, "createdAt").value_or(web.modified_at));
  for (const Json& moved : nodes(refund, "refundLineItems")) {
    if (text_member(moved, "restockType") != "RETURN") continue;
    EventLine line{.line_id = line_of(moved), .quantity = http::decimal_member(moved, "quantity"), .amount = {}, .tax = {}, .restock = true};
    line.quantity -= told_before(returns, refund, line.line_id, line.quantity);
    if (line.quantity > Decimal{}) out.lines.push_back(std::move(line));
  }
  return out.lines.empty() ? std::nullopt : std::optional(out);
}

}  // namespace

std::vector<OrderEvent> to_refund_events(const Json& order, const domain::WebOrder& web) {
  std::vector<OrderEvent> out;
  auto returns = closed_returns(order);
  for (auto& closed : returns) {
    take_off_refunded(closed, order);
    if (auto returned = to_returned(closed, web)) out.push_back(std::move(*returned));
  }
  for (const Json& refund : list_member(order, "refunds")) {
    const MoneyBack money = money_back(refund);
    if (money.on_its_way) continue;
    if (money.amount > Decimal{}) out.push_back(to_refunded(order, refund, money, web, returns));
    else if (auto back = to_moneyless(refund, web, returns)) out.push_back(std::move(*back));
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.occurred_at < b.occurred_at; });
  return out;
}

}  // namespace tillbridge::connectors::shopify
