#include "tests/fake_shops/shop_control.hpp"

#include <stdexcept>

namespace tillbridge::tests {
namespace {

using Json = nlohmann::json;
using Verb = Json (*)(ShopUnderTest&, const sandbox::Request&, const Json&);

template <class Value>
Value named(const std::map<std::string, Value>& words, const std::string& word) {
  const auto found = words.find(word);
  if (found == words.end()) throw std::invalid_argument("nothing is called " + word);
  return found->second;
}

const std::map<std::string, ShopFault> kFaults = {{"throttle", ShopFault::kThrottle}, {"unauthorized", ShopFault::kUnauthorized}, {"error", ShopFault::kError500},
                                                  {"gateway", ShopFault::kError502},  {"html", ShopFault::kHtml},                 {"lose_answer", ShopFault::kLoseAnswer}};
const std::map<std::string, ShopCall> kCalls = {{"any", ShopCall::kAny},       {"create", ShopCall::kCreate}, {"stock", ShopCall::kStock},
                                                {"prices", ShopCall::kPrices}, {"orders", ShopCall::kOrders}, {"shipment", ShopCall::kShipment}};

Json items(ShopUnderTest& shop, const sandbox::Request& request, const Json&) {
  Json found = Json::array();
  for (const auto& item : shop.items(request.parameter("sku").value_or(""))) {
    Json row{{"sku", item.sku}, {"name", item.name}, {"status", item.status}, {"price", item.price.to_text()}, {"quantity", item.quantity.to_text()}};
    if (item.sale_price) row["sale_price"] = item.sale_price->to_text();
    found.push_back(std::move(row));
  }
  return {{"items", found}};
}

Json publish(ShopUnderTest& shop, const sandbox::Request&, const Json& body) {
  shop.publish(body.at("sku"));
  return Json::object();
}

Json place_order(ShopUnderTest& shop, const sandbox::Request&, const Json& body) {
  std::vector<ShopOrderLine> lines;
  for (const auto& line : body.at("lines")) lines.push_back({line.at("sku"), line.at("quantity")});
  return {{"order_id", shop.place_order(lines, body.value("customer", "Ada Lovelace"))}};
}

Json refund(ShopUnderTest& shop, const sandbox::Request&, const Json& body) {
  shop.refund(body.at("order_id"), body.at("sku"), body.at("quantity"), body.value("restock", true), true);
  return Json::object();
}

Json cancel(ShopUnderTest& shop, const sandbox::Request&, const Json& body) {
  shop.cancel(body.at("order_id"));
  return Json::object();
}

Json parcels(ShopUnderTest& shop, const sandbox::Request& request, const Json&) {
  const auto order = request.parameter("order_id").value_or("");
  return {{"parcels", shop.parcel_count(order)}, {"with_tracking", shop.count_tracking(order, request.parameter("tracking").value_or(""))}};
}

Json faults(ShopUnderTest& shop, const sandbox::Request&, const Json& body) {
  for (int times = body.value("times", 1); times > 0; --times) shop.strike(named(kFaults, body.at("fault")), named(kCalls, body.value("call", "any")));
  return Json::object();
}

Json calls(ShopUnderTest& shop, const sandbox::Request&, const Json&) { return {{"calls", shop.call_count()}}; }

const std::map<std::string, Verb> kVerbs = {{"GET items", items},     {"POST publish", publish}, {"POST orders", place_order}, {"POST refund", refund},
                                            {"POST cancel", cancel},  {"GET parcels", parcels},  {"POST faults", faults},      {"GET calls", calls}};

}  // namespace

sandbox::Response ShopControl::answer(const sandbox::Request& request) {
  const std::lock_guard lock(mutex_);
  try {
    const auto slash = request.path.find('/', 1);
    const auto shop = shops_.find(request.path.substr(1, slash - 1));
    if (slash == std::string::npos || shop == shops_.end()) throw std::invalid_argument("no shop stands at " + request.path);
    const Verb verb = named(kVerbs, request.method + " " + request.path.substr(slash + 1));
    return sandbox::json_response(200, verb(*shop->second, request, request.body.empty() ? Json() : Json::parse(request.body)).dump());
  } catch (const std::exception& wrong) {
    return sandbox::json_response(400, Json{{"error", wrong.what()}}.dump());
  }
}

}  // namespace tillbridge::tests
