#include "connectors/shopify/fulfillment_plan.hpp"

#include <algorithm>

#include "connectors/shopify/order_money.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Decimal;

std::string line_of(const Json& row) { return id_of(member(member(row, "lineItem"), "id")); }
Decimal remaining(const Json& row) { return http::decimal_member(row, "remainingQuantity"); }

bool gives_out(const Json& fulfillment_order) {
  const Json& actions = list_member(fulfillment_order, "supportedActions");
  return std::any_of(actions.begin(), actions.end(), [](const Json& one) { return text_member(one, "action") == "CREATE_FULFILLMENT"; });
}

bool is_over(const Json& fulfillment_order) {
  const std::string status = text_member(fulfillment_order, "status");
  return status == "CLOSED" || status == "CANCELLED";
}

/// The fulfillment orders of one location.
struct Location {
  std::string id;
  std::vector<const Json*> orders;
};

std::vector<Location> by_location(const Json& fulfillment_orders) {
  std::vector<Location> out;
  for (const Json& one : fulfillment_orders) {
    if (is_over(one) || !gives_out(one)) continue;
    const Json& location = member(member(one, "assignedLocation"), "location");
    // A location that is deleted or hidden from this app has no id; each such order stands alone.
    const std::string id = location.is_object() ? text_member(location, "id") : text_member(one, "id");
    const auto known = std::find_if(out.begin(), out.end(), [&](const auto& place) { return place.id == id; });
    if (known == out.end()) out.push_back({id, {&one}});
    else known->orders.push_back(&one);
  }
  return out;
}

bool holds_all(const Location& location, const Pieces& wanted) {
  Pieces held;
  for (const Json* order : location.orders)
    for (const Json& row : nodes(*order, "lineItems")) held[line_of(row)] += remaining(row);
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& line) { return held[line.first] >= line.second; });
}

/// Whole pieces as the platform counts them.
std::int64_t count(Decimal pieces) { return pieces.units() / Decimal::kScale; }

Json take(const Location& location, Pieces& wanted) {
  Json taken = Json::array();
  for (const Json* order : location.orders) {
    Json rows = Json::array();
    for (const Json& row : nodes(*order, "lineItems")) {
      const auto found = wanted.find(line_of(row));
      if (found == wanted.end()) continue;
      const Decimal pieces = std::min(found->second, remaining(row));
      if (pieces <= Decimal{}) continue;
      rows.push_back({{"id", member(row, "id")}, {"quantity", count(pieces)}});
      found->second -= pieces;
    }
    if (!rows.empty()) taken.push_back({{"fulfillmentOrderId", member(*order, "id")}, {"fulfillmentOrderLineItems", rows}});
  }
  std::erase_if(wanted, [](const auto& line) { return line.second <= Decimal{}; });
  return taken;
}

/// The status of the first fulfillment order that holds missing pieces back.
std::string held_back(const Json& fulfillment_orders, const Pieces& missing) {
  for (const Json& one : fulfillment_orders) {
    if (is_over(one) || gives_out(one)) continue;
    for (const Json& row : nodes(one, "lineItems"))
      if (missing.contains(line_of(row)) && remaining(row) > Decimal{}) return text_member(one, "status");
  }
  return {};
}

}  // namespace

FulfillmentPlan plan_fulfillments(const Json& fulfillment_orders, const Pieces& wanted) {
  FulfillmentPlan plan{.by_location = {}, .missing = wanted, .held = {}};
  auto locations = by_location(fulfillment_orders);
  std::stable_partition(locations.begin(), locations.end(), [&](const auto& location) { return holds_all(location, wanted); });
  for (const auto& location : locations)
    if (Json taken = take(location, plan.missing); !taken.empty()) plan.by_location.push_back(std::move(taken));
  if (!plan.missing.empty()) plan.held = held_back(fulfillment_orders, plan.missing);
  return plan;
}

Pieces left_to_fulfill(const Json& fulfillment_orders) {
  Pieces left;
  for (const Json& one : fulfillment_orders)
    if (!is_over(one))
      for (const Json& row : nodes(one, "lineItems"))
        if (remaining(row) > Decimal{}) left[line_of(row)] += remaining(row);
  return left;
}

}  // namespace tillbridge::connectors::shopify
