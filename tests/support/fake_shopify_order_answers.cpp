#include <algorithm>
#include <stdexcept>

#include "tests/support/fake_shopify_orders.hpp"

// What a pretended Shopify answers about orders, and what it does with fulfillments.
namespace tillbridge::tests {
namespace {

const GraphqlField* find_field(const std::vector<GraphqlField>& selection, const std::string& name) {
  const auto found = std::find_if(selection.begin(), selection.end(), [&](const auto& field) { return field.name == name; });
  return found == selection.end() ? nullptr : &*found;
}

/// "updated_at:>='2026-…'" and the like, joined by AND.
bool fits(const Json& order, const std::string& filter) {
  std::size_t at = 0;
  while (at < filter.size()) {
    const auto end = std::min(filter.find(" AND ", at), filter.size());
    const std::string term = filter.substr(at, end - at);
    const std::string updated = order["updatedAt"].get<std::string>();
    const auto quoted = [&] { return term.substr(term.find('\'') + 1, term.rfind('\'') - term.find('\'') - 1); };
    bool holds = true;
    if (term.starts_with("updated_at:>='")) holds = updated >= quoted();
    else if (term.starts_with("updated_at:<'")) holds = updated < quoted();
    else if (term == "status:open") holds = order["cancelledAt"].is_null();
    else if (term == "-fulfillment_status:fulfilled") holds = order["displayFulfillmentStatus"] != "FULFILLED";
    else throw std::invalid_argument("the pretended shop does not know the filter " + term);
    if (!holds) return false;
    at = end + 5;
  }
  return true;
}

std::string mark_of(const Json& order) { return order["updatedAt"].get<std::string>() + "|" + order["id"].get<std::string>(); }

}  // namespace

std::optional<Json> FakeShopifyOrders::answer(const GraphqlField& field) {
  const auto argument = [&](const char* name) { return field.arguments.value(name, Json()); };
  if (field.name == "orders") return list_orders(field);
  if (field.name == "order") {
    if (!returns_allowed && find_field(field.selection, "returns") != nullptr) throw std::domain_error("Access denied for returns field. Required access: `read_returns` access scope.");
    const auto found = orders_.find(shopify_id(argument("id")));
    return found == orders_.end() ? Json() : shown(found->second, field, Json::array({field.alias}));
  }
  if (field.name == "fulfillmentOrder") return fulfillment_order(argument("id"));
  if (field.name == "fulfillmentCreate") return create_fulfillment(field);
  if (field.name == "fulfillmentTrackingInfoUpdate") return update_tracking(field);
  if (field.name == "node") {
    const Json found = find_node(argument("id").get<std::string>());
    return found.is_null() ? std::nullopt : std::optional(found);
  }
  if (field.name != "nodes" || argument("ids").empty()) return std::nullopt;
  Json out = Json::array();
  for (const Json& id : argument("ids")) {
    const std::string gid = id.get<std::string>();
    if (gid.find("/Fulfillment/") == std::string::npos && gid.find("/Refund/") == std::string::npos) return std::nullopt;
    out.push_back(find_node(gid));
  }
  return out;
}

Json FakeShopifyOrders::take_errors() { return std::exchange(errors_, Json::array()); }

/// The order as this app may see it; what it may not is null, with an error.
Json FakeShopifyOrders::shown(const Json& order, const GraphqlField& field, const Json& path) {
  Json out = order;
  if (customers_approved) return out;
  for (const char* name : {"customer", "billingAddress", "shippingAddress", "email", "phone"}) {
    const GraphqlField* asked = find_field(field.selection, name);
    if (asked == nullptr) continue;
    out[name] = nullptr;
    Json place = path;
    place.push_back(asked->alias);
    errors_.push_back({{"message", "This app is not approved to use the " + asked->name + " field. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details."},
                       {"path", place}, {"extensions", {{"code", "ACCESS_DENIED"}}}});
  }
  return out;
}

Json FakeShopifyOrders::list_orders(const GraphqlField& field) {
  if (field.arguments.value("sortKey", "") != "UPDATED_AT") throw std::invalid_argument("the pretended shop sorts orders by UPDATED_AT only");
  std::vector<const Json*> rows;
  for (const auto& [id, order] : orders_)
    if (!hidden_.contains(id) && fits(order, field.arguments.value("query", ""))) rows.push_back(&order);
  std::stable_sort(rows.begin(), rows.end(), [](const Json* a, const Json* b) { return mark_of(*a) < mark_of(*b); });
  if (field.arguments.value("reverse", false)) std::reverse(rows.begin(), rows.end());
  const Json after = field.arguments.value("after", Json());
  if (after.is_string()) {
    if (after.get<std::string>().find('|') == std::string::npos) throw std::invalid_argument("Invalid cursor for current pagination sort.");
    std::erase_if(rows, [&](const Json* row) { return mark_of(*row) <= after.get<std::string>(); });
  }
  const std::size_t first = field.arguments.at("first").get<std::size_t>();
  const GraphqlField* edges = find_field(field.selection, "edges");
  const GraphqlField* node = edges == nullptr ? nullptr : find_field(edges->selection, "node");
  if (node == nullptr) throw std::invalid_argument("the pretended shop lists orders by edges only");
  Json list = Json::array();
  for (std::size_t i = 0; i < std::min(first, rows.size()); ++i)
    list.push_back({{"cursor", mark_of(*rows[i])}, {"node", shown(*rows[i], *node, Json::array({field.alias, edges->alias, i, node->alias}))}});
  const Json end = list.empty() ? Json() : list.back()["cursor"];
  return {{"edges", list}, {"pageInfo", {{"hasNextPage", rows.size() > first}, {"endCursor", end}}}};
}

Json FakeShopifyOrders::find_node(const std::string& gid) const {
  const auto typed = [](Json found, const char* type) {
    found["__typename"] = type;
    return found;
  };
  for (const auto& [id, order] : orders_) {
    if (order["id"] == gid) return typed(order, "Order");
    for (const Json& one : order["fulfillments"])
      if (one["id"] == gid) return typed(one, "Fulfillment");
    for (const Json& one : order["refunds"])
      if (one["id"] == gid) return typed(one, "Refund");
  }
  return nullptr;
}

Json FakeShopifyOrders::fulfillment_order(const Json& gid) const {
  for (const auto& [id, order] : orders_)
    for (const Json& place : order["fulfillmentOrders"])
      if (place["id"] == gid) return place;
  return nullptr;
}

Json FakeShopifyOrders::create_fulfillment(const GraphqlField& field) {
  const Json& input = field.arguments.at("fulfillment");
  const auto refuse = [](const std::string& words) {
    return Json{{"fulfillment", nullptr}, {"userErrors", Json::array({{{"field", Json::array({"fulfillment"})}, {"message", words}}})}};
  };
  Json* of = nullptr;
  Json location;
  std::vector<std::pair<Json*, int>> rows;
  for (const Json& part : input.at("lineItemsByFulfillmentOrder")) {
    Json *order = nullptr, *place = nullptr;
    for (auto& [id, candidate] : orders_)
      for (Json& one : candidate["fulfillmentOrders"])
        if (one["id"] == part.at("fulfillmentOrderId")) {
          order = &candidate;
          place = &one;
        }
    if (place == nullptr) return refuse("Fulfillment order does not exist.");
    if (of != nullptr && of != order) return refuse("All fulfillment orders must belong to the same order.");
    if (!location.is_null() && location != (*place)["assignedLocation"]) return refuse("All fulfillment orders must be assigned to the same location.");
    of = order;
    location = (*place)["assignedLocation"];
    if ((*place)["supportedActions"].empty() || (*place)["supportedActions"][0]["action"] != "CREATE_FULFILLMENT")
      return refuse("Fulfillment order " + shopify_id((*place)["id"]) + " has an unfulfillable status= " + (*place)["status"].get<std::string>());
    for (const Json& wanted : part.value("fulfillmentOrderLineItems", Json::array()))
      for (Json& row : (*place)["lineItems"]) {
        if (row["id"] != wanted["id"]) continue;
        if (wanted["quantity"] > row["remainingQuantity"]) return refuse("Invalid fulfillment order line item quantity requested.");
        rows.emplace_back(&row, wanted["quantity"].get<int>());
      }
  }
  if (rows.empty()) return refuse("Fulfillment must have at least one line item.");
  const Json tracking = input.value("trackingInfo", Json::object());
  Json shown = Json::array();
  if (!tracking.empty()) shown.push_back({{"company", tracking.value("company", Json())}, {"number", tracking.value("number", Json())}, {"url", tracking.value("url", Json())}});
  add_fulfillment(*of, rows, shown);
  return {{"fulfillment", (*of)["fulfillments"].back()}, {"userErrors", Json::array()}};
}

Json FakeShopifyOrders::update_tracking(const GraphqlField& field) {
  const Json tracking = field.arguments.at("trackingInfoInput");
  for (auto& [id, order] : orders_)
    for (Json& fulfillment : order["fulfillments"]) {
      if (fulfillment["id"] != field.arguments.at("fulfillmentId")) continue;
      const Json numbers = tracking.contains("numbers") ? tracking["numbers"] : Json::array({tracking.value("number", Json())});
      fulfillment["trackingInfo"] = Json::array();
      for (const Json& number : numbers) fulfillment["trackingInfo"].push_back({{"company", tracking.value("company", Json())}, {"number", number}, {"url", tracking.value("url", Json())}});
      touch(id);
      return {{"fulfillment", fulfillment}, {"userErrors", Json::array()}};
    }
  return {{"fulfillment", nullptr}, {"userErrors", Json::array({{{"field", Json::array({"fulfillmentId"})}, {"message", "Fulfillment does not exist."}}})}};
}

}  // namespace tillbridge::tests
