#include "sandbox/acts_json.hpp"
#include "sandbox/api_answer.hpp"
#include "sandbox/place_order.hpp"
#include "sandbox/shop.hpp"

namespace tillbridge::sandbox {
namespace {

Response list_products(Shop& shop, const Request& request) {
  const auto sku = request.parameter("sku");
  Json list = Json::array();
  for (const auto& [id, product] : shop.catalogue.all()) {
    const bool match = !sku || product.sku == *sku || std::any_of(product.variants.begin(), product.variants.end(), [&](const Variant& v) { return v.sku == *sku; });
    if (match) list.push_back(product);
  }
  return api_answer(200, {{"products", std::move(list)}});
}

Response list_all_orders(Shop& shop) {
  Json list = Json::array();
  for (const auto& [id, stored] : shop.orders.all()) list.push_back(stored.order);
  return api_answer(200, {{"orders", std::move(list)}});
}

Response answer_products(Shop& shop, const Request& request, const std::vector<std::string>& s) {
  if (s.size() == 1 && request.method == "GET") return list_products(shop, request);
  if (s.size() == 2 && request.method == "POST") return api_answer(shop.catalogue.merchandise(s[1], object_of(request).get<Merchandising>()));
  if (s.size() == 2 && request.method == "DELETE") {
    const auto erased = shop.catalogue.erase(s[1]);
    return erased ? api_answer(200, Json::object()) : api_error(erased.error());
  }
  return api_error(404, "no_route", "there is no " + request.method + " " + request.path + " under /admin");
}

Response act_on_order(Shop& shop, const Request& request, const std::string& order_id, const std::string& act) {
  const auto body = object_of(request);
  if (act == "captures") return api_answer(shop.orders.capture(order_id, body.get<CaptureAct>()));
  if (act == "refunds") return api_answer(shop.orders.refund(order_id, body.get<RefundAct>(), !shop.faults.use("frozen_refund_date")));
  if (act == "cancel") return api_answer(shop.orders.cancel(order_id, body.get<CancelAct>()));
  if (act == "edit") return api_answer(shop.orders.edit(order_id, body.get<EditAct>()));
  if (act == "touch") return api_answer(shop.orders.touch(order_id));
  if (act == "shipments") {
    const auto shipped = shop.orders.ship(order_id, body.get<ShipAct>());
    return shipped ? api_answer(200, shipped->order) : api_error(shipped.error());
  }
  return api_error(404, "no_route", "an order can be captured, shipped, refunded, cancelled, edited or touched");
}

Response answer_orders(Shop& shop, const Request& request, const std::vector<std::string>& s) {
  if (s.size() == 1 && request.method == "GET") return list_all_orders(shop);
  if (s.size() == 1 && request.method == "POST") return api_answer(place_order(shop, object_of(request).get<Basket>()), 201);
  if (s.size() == 2 && request.method == "GET") return api_answer(shop.orders.get(s[1]));
  if (s.size() == 3 && request.method == "POST") return act_on_order(shop, request, s[1], s[2]);
  return api_error(404, "no_route", "there is no " + request.method + " " + request.path + " under /admin");
}

Response answer_faults(Shop& shop, const Request& request) {
  if (request.method == "POST") {
    const auto added = shop.faults.add(object_of(request).get<Fault>());
    if (!added) return api_error(added.error());
  } else if (request.method == "DELETE") {
    shop.faults.clear();
  }
  return api_answer(200, {{"faults", shop.faults.all()}});
}

Response answer_calls(Shop& shop, const Request& request) {
  if (request.method == "DELETE") shop.calls.clear();
  return api_answer(200, {{"calls", Json(shop.calls)}});
}

}  // namespace

Response answer_admin_api(Shop& shop, const Request& request) {
  const auto segments = segments_of(request.path);
  if (!segments.empty() && segments[0] == "products") return answer_products(shop, request, segments);
  if (!segments.empty() && segments[0] == "orders") return answer_orders(shop, request, segments);
  if (segments == std::vector<std::string>{"faults"}) return answer_faults(shop, request);
  if (segments == std::vector<std::string>{"calls"}) return answer_calls(shop, request);
  return api_error(404, "no_route", "there is no " + request.method + " " + request.path + " under /admin");
}

}  // namespace tillbridge::sandbox
