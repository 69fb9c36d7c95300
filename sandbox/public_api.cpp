#include <algorithm>

#include "sandbox/api_answer.hpp"
#include "sandbox/public_orders.hpp"
#include "sandbox/public_products.hpp"
#include "sandbox/shop.hpp"

namespace tillbridge::sandbox {
namespace {

Response show_store(const Shop& shop) {
  return api_answer(200, {{"name", shop.settings.name},
                          {"version", "1"},
                          {"currency", shop.settings.currency},
                          {"prices_include_tax", shop.settings.prices_include_tax},
                          {"time_zone", shop.settings.time_zone},
                          {"limits", {{"lookup", kLookupLimit}, {"products", kProductLimit}, {"updates", kLevelLimit}, {"orders", kLargestOrderPage}}}});
}

/// One route: how it is counted and what answers it.
struct Match {
  std::string name;
  std::function<Response(Shop&)> answer;
};

std::optional<Match> match_products(const Request& r, const std::vector<std::string>& s) {
  if (r.method != "POST" || s.empty()) return std::nullopt;
  if (s == std::vector<std::string>{"products", "lookup"}) return Match{"POST /products/lookup", [&r](Shop& shop) { return look_up_products(shop, r); }};
  if (s == std::vector<std::string>{"products", "visibility"}) return Match{"POST /products/visibility", [&r](Shop& shop) { return write_visibility(shop, r); }};
  if (s == std::vector<std::string>{"products"}) return Match{"POST /products", [&r](Shop& shop) { return create_products(shop, r); }};
  if (s.size() == 3 && s[0] == "products" && s[2] == "variants") return Match{"POST /products/{id}/variants", [&r, s](Shop& shop) { return add_variants(shop, r, s[1]); }};
  if (s == std::vector<std::string>{"stock"}) return Match{"POST /stock", [&r](Shop& shop) { return write_stock(shop, r); }};
  if (s == std::vector<std::string>{"prices"}) return Match{"POST /prices", [&r](Shop& shop) { return write_prices(shop, r); }};
  return std::nullopt;
}

std::optional<Match> match_orders(const Request& r, const std::vector<std::string>& s) {
  if (r.method == "GET" && s == std::vector<std::string>{"store"}) return Match{"GET /store", [](Shop& shop) { return show_store(shop); }};
  if (r.method == "GET" && s == std::vector<std::string>{"orders"}) return Match{"GET /orders", [&r](Shop& shop) { return list_orders(shop, r); }};
  if (r.method == "GET" && s == std::vector<std::string>{"events"}) return Match{"GET /events", [&r](Shop& shop) { return list_events(shop, r); }};
  if (r.method == "GET" && s.size() == 2 && s[0] == "orders") return Match{"GET /orders/{id}", [s](Shop& shop) { return show_order(shop, s[1]); }};
  if (r.method == "POST" && s.size() == 3 && s[0] == "orders" && s[2] == "shipments")
    return Match{"POST /orders/{id}/shipments", [&r, s](Shop& shop) { return ship_order(shop, r, s[1]); }};
  if (r.method == "POST" && s.size() == 3 && s[0] == "orders" && s[2] == "tracking")
    return Match{"POST /orders/{id}/tracking", [&r, s](Shop& shop) { return track_order(shop, r, s[1]); }};
  return std::nullopt;
}

bool is_authorised(const Shop& shop, const Request& request) {
  return request.header("Authorization") == "Bearer " + shop.token || request.header("X-Api-Key") == shop.token;
}

// Plays a striking switch; `done` is the real answer where the work was done before.
Response play(const Fault& fault, Response done) {
  if (fault.kind == "slow") {
    done.delay = std::chrono::milliseconds(fault.delay_ms);
    return done;
  }
  Response response;
  if (fault.kind == "throttle") response = api_error(429, "too_many_calls", "slow down");
  else if (fault.kind == "unauthorized") response = api_error(401, "unauthorized", "the token is not valid");
  else if (fault.kind == "html") response = html_response(200, "<!doctype html><html><body><h1>Please wait while we check your browser</h1></body></html>");
  else if (fault.kind == "error") response = api_error(fault.status, "switched_error", "the shop is out of order");
  else response.delivery = fault.kind == "drop" ? Delivery::kDrop : Delivery::kHoldUntilClosed;
  if (fault.retry_after > 0) response.headers.emplace_back("Retry-After", std::to_string(fault.retry_after));
  return response;
}

/// How many entries a call writes or asks for: those of the first list in its body; a call without one has one.
std::size_t entries_of(const Request& request) {
  const auto body = Json::parse(request.body, nullptr, false);
  if (!body.is_object()) return 1;
  const auto list = std::find_if(body.begin(), body.end(), [](const Json& member) { return member.is_array(); });
  return list == body.end() ? 1 : list->size();
}

}  // namespace

std::chrono::milliseconds working_time(Shop& shop, const Request& request) { return shop.faults.working_time(request.method, request.path, entries_of(request)); }

Response answer_public_api(Shop& shop, const Request& request) {
  const auto segments = segments_of(request.path);
  auto match = match_products(request, segments);
  if (!match) match = match_orders(request, segments);
  if (!match) return api_error(404, "no_route", "there is no " + request.method + " " + request.path);
  ++shop.calls[match->name];
  if (!is_authorised(shop, request)) return api_error(401, "unauthorized", "the token is missing or wrong");
  const auto before = shop.faults.strike(request.method, request.path, false);
  if (before && before->kind != "slow") return play(*before, {});
  auto answer = match->answer(shop);
  if (before) return play(*before, std::move(answer));
  if (const auto after = shop.faults.strike(request.method, request.path, true)) return play(*after, std::move(answer));
  return answer;
}

}  // namespace tillbridge::sandbox
