#include "tests/support/fake_bigcommerce_orders.hpp"

#include <algorithm>

#include "connectors/bigcommerce/rfc2822.hpp"
#include "tests/support/fake_bigcommerce_order_parts.hpp"

// What the pretended store answers about orders.
namespace tillbridge::tests {
namespace {

std::vector<std::string> segments_of(const std::string& path) {
  std::vector<std::string> out;
  for (std::size_t at = 1; at <= path.size();) {
    const auto slash = std::min(path.find('/', at), path.size());
    out.push_back(path.substr(at, slash - at));
    at = slash + 1;
  }
  return out;
}

std::string value(const BigQuery& query, const char* name, const char* fallback = "") {
  const auto found = query.find(name);
  return found == query.end() ? std::string(fallback) : found->second;
}

int number(const BigQuery& query, const char* name, int fallback) { return big_id(value(query, name)).value_or(fallback); }

/// A bare list, or no content where there is none.
BigAnswer v2_page(const std::vector<Json>& rows, const BigQuery& query) {
  const int limit = std::clamp(number(query, "limit", 50), 1, 250), page = std::max(number(query, "page", 1), 1), total = static_cast<int>(rows.size());
  Json out = Json::array();
  for (int i = (page - 1) * limit; i < std::min(page * limit, total); ++i) out.push_back(rows[static_cast<std::size_t>(i)]);
  return out.empty() ? BigAnswer{204, Json()} : BigAnswer{200, out};
}

BigAnswer v2_error(int status, const std::string& message) { return {status, Json::array({{{"status", status}, {"message", message}}})}; }

std::vector<Json> rows_of(const Json& list) { return {list.begin(), list.end()}; }

Json link_to(int id, const std::string& part) {
  const std::string path = "/orders/" + std::to_string(id) + "/" + part;
  return {{"url", "https://api.bigcommerce.com/stores/abc123/v2" + path}, {"resource", path}};
}

/// The consignments of an order, with the whole lines or links to them.
Json consignments_of(const Json& order, bool whole_lines) {
  Json out{{"pickups", Json::array()}, {"shipping", Json::array()}, {"downloads", Json::array()}, {"email", {{"gift_certificates", Json::array()}}}};
  const auto lines_where = [&](auto fits) {
    Json lines = Json::array();
    for (const Json& line : order["_lines"])
      if (fits(line)) lines.push_back(whole_lines ? line : link_to(order["id"], "products/" + std::to_string(line["id"].get<int>())));
    return lines;
  };
  for (Json address : order["_addresses"]) {
    const Json id = address["id"];
    address.erase("order_id");
    for (const char* amount :
         {"cost_ex_tax", "cost_inc_tax", "cost_tax", "base_cost", "handling_cost_ex_tax", "handling_cost_inc_tax", "handling_cost_tax", "base_handling_cost"})
      address[amount] = std::stod(address[amount].get<std::string>());
    address["shipping_quotes"] = link_to(order["id"], "consignments/shipping/" + std::to_string(id.get<int>()) + "/shipping_quotes");
    address["line_items"] = lines_where([&](const Json& line) { return line["order_address_id"] == id; });
    out["shipping"].push_back(address);
  }
  if (Json lines = lines_where([](const Json& line) { return line["type"] == "digital"; }); !lines.empty())
    out["downloads"].push_back({{"recipient_email", "shopper@example.org"}, {"line_items", lines}});
  if (Json lines = lines_where([](const Json& line) { return line["type"] == "giftcertificate"; }); !lines.empty())
    out["email"]["gift_certificates"].push_back({{"recipient_email", "friend@example.org"}, {"line_items", lines}});
  return out;
}

}  // namespace

Json FakeBigOrders::shown(const Json& order, const BigQuery& query) const {
  const int id = order["id"];
  Json out = order;
  for (auto at = out.begin(); at != out.end();) at = at.key().starts_with("_") ? out.erase(at) : std::next(at);
  out["products"] = link_to(id, "products");
  out["shipping_addresses"] = link_to(id, "shippingaddresses");
  out["coupons"] = link_to(id, "coupons");
  const auto include = big_list(query, "include");
  const auto wants = [&](const char* part) { return !link_lines_ && std::find(include.begin(), include.end(), part) != include.end(); };
  const bool lines = wants("consignments.line_items"), consignments = lines || wants("consignments");
  out["consignments"] = link_to(id, "consignments");
  // Without the structure a list comes, which the vendor calls unsupported.
  if (consignments)
    out["consignments"] = value(query, "consignment_structure") == "object" ? consignments_of(order, lines) : Json::array({consignments_of(order, lines)});
  out["fees"] = wants("fees") ? order["_fees"] : link_to(id, "fees");
  return out;
}

BigAnswer FakeBigOrders::list(const BigQuery& query) const {
  const auto since = connectors::bigcommerce::parse_date(value(query, "min_date_modified"));
  std::vector<const Json*> found;
  for (const auto& [id, order] : orders_) {
    if (hidden_.contains(id) || order["is_deleted"] == true) continue;
    if (query.contains("status_id") && order["status_id"] != number(query, "status_id", -1)) continue;
    if (id < number(query, "min_id", 0) || id > number(query, "max_id", 999'999'999)) continue;
    if (since && *connectors::bigcommerce::parse_date(order["date_modified"].get<std::string>()) < *since) continue;
    found.push_back(&order);
  }
  if (value(query, "sort").starts_with("date_modified"))
    std::stable_sort(found.begin(), found.end(), [](const Json* a, const Json* b) { return (*a)["_modified"].get<long>() < (*b)["_modified"].get<long>(); });
  if (value(query, "sort").ends_with(":desc")) std::reverse(found.begin(), found.end());
  std::vector<Json> rows;
  for (const Json* order : found) rows.push_back(shown(*order, query));
  return v2_page(rows, query);
}

std::optional<BigAnswer> FakeBigOrders::call(const std::string& method, const std::string& path, const BigQuery& query, const std::string& body) {
  auto parts = segments_of(path);
  if (parts.size() < 2 || parts[1] != "orders" || (parts[0] != "v2" && parts[0] != "v3")) return std::nullopt;
  const bool old = parts[0] == "v2";
  parts.erase(parts.begin(), parts.begin() + 2);
  const Json sent = body.empty() ? Json() : Json::parse(body, nullptr, false);
  if (sent.is_discarded()) return v2_error(400, "The document is no JSON");
  if (!old) return method == "GET" ? call_v3(parts, query) : std::nullopt;
  return call_v2(method, parts, query, sent);
}

std::optional<BigAnswer> FakeBigOrders::call_v2(const std::string& method, const std::vector<std::string>& parts, const BigQuery& query, const Json& body) {
  if (parts.empty()) return method == "GET" ? std::optional(list(query)) : std::nullopt;
  const auto id = big_id(parts[0]);
  const auto found = id ? orders_.find(*id) : orders_.end();
  if (found == orders_.end()) return v2_error(404, "The requested resource was not found.");
  Json& order = found->second;
  if (parts.size() == 1 && method == "GET") return BigAnswer{200, shown(order, query)};
  if (parts.size() == 2 && method == "GET")
    for (const char* part : {"products", "shipping_addresses", "coupons", "taxes", "shipments"})
      if (parts[1] == part)
        return v2_page(rows_of(order["_" + (parts[1] == "products" ? "lines" : parts[1] == "shipping_addresses" ? "addresses" : parts[1])]), query);
  if (parts.size() == 2 && parts[1] == "shipments" && method == "POST") return create_shipment(order, body);
  if (parts.size() == 3 && parts[1] == "shipments" && method == "PUT") return update_shipment(order, big_id(parts[2]).value_or(0), body);
  return v2_error(404, "The requested resource was not found.");
}

std::optional<BigAnswer> FakeBigOrders::call_v3(const std::vector<std::string>& parts, const BigQuery& query) const {
  const bool all = parts.size() == 2 && parts[0] == "payment_actions" && parts[1] == "refunds";
  const int id = all || parts.empty() ? 0 : big_id(parts[0]).value_or(0);
  if (!all && !orders_.contains(id)) return big_error(404, "The requested resource was not found.");
  if (!all && parts.size() == 2 && parts[1] == "transactions") {
    const auto rows = rows_of(orders_.at(id)["_transactions"]);
    return rows.empty() ? BigAnswer{204, Json()} : big_page(rows, {});
  }
  if (!all && !(parts.size() == 3 && parts[1] == "payment_actions" && parts[2] == "refunds")) return std::nullopt;
  const auto since = connectors::bigcommerce::parse_date(value(query, "created:min"));
  const auto wanted = big_list(query, "order_id:in");
  std::vector<Json> rows;
  for (const Json& refund : refunds_) {
    if (!all && refund["order_id"] != id) continue;
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), std::to_string(refund["order_id"].get<int>())) == wanted.end()) continue;
    if (since && *connectors::bigcommerce::parse_date(refund["created"].get<std::string>()) < *since) continue;
    rows.push_back(refund);
  }
  if (all) return big_page(rows, query);
  return BigAnswer{200, {{"data", rows}, {"meta", Json::object()}}};
}

}  // namespace tillbridge::tests
