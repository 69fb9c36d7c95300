#include <algorithm>

#include "base/decimal.hpp"
#include "tests/support/fake_woocommerce_shop.hpp"

// Orders, refunds and notes of the pretended shop.
namespace tillbridge::tests {
namespace {

using base::Decimal;

constexpr int kTaxRateId = 1;

Decimal money(const std::string& text) { return Decimal::parse(text).value(); }
Decimal tax_on(Decimal net) { return (net * money("0.19")).rounded(2); }

bool among(const std::string& word, std::initializer_list<const char*> words) { return std::find(words.begin(), words.end(), word) != words.end(); }
bool takes_stock(const std::string& status) { return among(status, {"on-hold", "processing", "completed"}); }
bool gives_stock_back(const std::string& status) { return among(status, {"cancelled", "pending"}); }

Json empty_order() {
  return Json{{"status", "pending"}, {"currency", "EUR"}, {"prices_include_tax", true}, {"created_via", "checkout"}, {"customer_id", 0},
              {"customer_note", ""}, {"billing", Json::object()}, {"shipping", Json::object()}, {"payment_method", "bacs"},
              {"payment_method_title", "Bank transfer"}, {"transaction_id", ""}, {"date_paid_gmt", nullptr}, {"date_completed_gmt", nullptr},
              {"discount_total", "0.00"}, {"discount_tax", "0.00"}, {"shipping_total", "0.00"}, {"shipping_tax", "0.00"}, {"line_items", Json::array()},
              {"shipping_lines", Json::array()}, {"fee_lines", Json::array()}, {"coupon_lines", Json::array()}, {"tax_lines", Json::array()},
              {"refunds", Json::array()}, {"meta_data", Json::array()}};
}

void put_meta(Json& thing, const std::string& key, const Json& value, int id) {
  for (Json& meta : thing["meta_data"])
    if (meta["key"] == key) {
      meta["value"] = value;
      return;
    }
  thing["meta_data"].push_back({{"id", id}, {"key", key}, {"value", value}});
}

Json* find_meta(Json& thing, const std::string& key) {
  for (Json& meta : thing["meta_data"])
    if (meta["key"] == key) return &meta["value"];
  return nullptr;
}

}  // namespace

int FakeWooShop::place_order(const std::vector<FakeWooLine>& lines, const std::string& status, const Json& more) {
  Json order = empty_order();
  const int id = next_id_++;
  order["id"] = id;
  order["number"] = std::to_string(id);
  order["currency"] = settings_.currency;
  Decimal net, tax, discount;
  for (const auto& line : lines) {
    const Json* product = product_with_sku(line.sku);
    const Decimal subtotal = (Decimal::from_integer(line.quantity) * money(line.unit_net)).rounded(2), total = subtotal - money(line.discount_net);
    const bool is_variation = product != nullptr && (*product)["parent_id"] != 0;
    Json item{{"id", next_id_++}, {"name", product == nullptr ? line.sku : (*product)["name"].get<std::string>()},
              {"product_id", product == nullptr ? Json(0) : is_variation ? (*product)["parent_id"] : (*product)["id"]},
              {"variation_id", is_variation ? (*product)["id"] : Json(0)}, {"quantity", line.quantity}, {"sku", product == nullptr ? Json() : Json(line.sku)},
              {"subtotal", subtotal.to_fixed(2)}, {"subtotal_tax", tax_on(subtotal).to_fixed(2)}, {"total", total.to_fixed(2)},
              {"total_tax", tax_on(total).to_fixed(2)}, {"price", std::stod(total.to_text()) / line.quantity}, {"meta_data", Json::array()}};
    if (is_variation)
      for (const Json& attribute : (*product)["attributes"])
        item["meta_data"].push_back({{"id", next_id_++}, {"key", attribute["name"]}, {"value", attribute["option"]}, {"display_key", attribute["name"]}, {"display_value", attribute["option"]}});
    net += total;
    tax += tax_on(total);
    discount += money(line.discount_net);
    order["line_items"].push_back(item);
  }
  for (const auto& [name, value] : more.items()) order[name] = value;
  net += money(order["shipping_total"].get<std::string>());
  tax += money(order["shipping_tax"].get<std::string>());
  for (const Json& fee : order["fee_lines"]) {
    net += money(fee["total"].get<std::string>());
    tax += money(fee["total_tax"].get<std::string>());
  }
  order["discount_total"] = discount.to_fixed(2);
  order["total_tax"] = tax.to_fixed(2);
  order["total"] = (net + tax).to_fixed(2);
  order["date_created_gmt"] = gmt_now();
  order["date_created"] = local(gmt_now());
  touch(order);
  orders_[id] = order;
  // An order made in its status from the start gets no date of payment.
  if (takes_stock(status)) move_stock(orders_[id], true);
  orders_[id]["status"] = status;
  if (status == "completed") orders_[id]["date_completed_gmt"] = gmt_now();
  return id;
}

Json& FakeWooShop::order(int id) { return orders_.at(id); }

void FakeWooShop::move_stock(Json& order, bool take) {
  for (Json& line : order["line_items"]) {
    Json* reduced = find_meta(line, "_reduced_stock");
    const bool taken = reduced != nullptr && *reduced != "0";
    if (taken == take) continue;
    const int id = line["variation_id"] != 0 ? line["variation_id"].get<int>() : line["product_id"].get<int>();
    const auto product = products_.find(id);
    const int quantity = line["quantity"].get<int>();
    if (product != products_.end() && product->second["manage_stock"] == true) {
      product->second["stock_quantity"] = product->second["stock_quantity"].get<int>() + (take ? -quantity : quantity);
      touch(product->second);
    }
    if (take) put_meta(line, "_reduced_stock", std::to_string(quantity), next_id_++);
    else std::erase_if(line["meta_data"].get_ref<Json::array_t&>(), [](const Json& meta) { return meta["key"] == "_reduced_stock"; });
  }
}

void FakeWooShop::move_status(Json& order, const std::string& status) {
  const std::string before = order["status"];
  if (before == status) return;
  order["status"] = status;
  if (takes_stock(status)) move_stock(order, true);
  if (gives_stock_back(status)) move_stock(order, false);
  const bool cod_open = order["payment_method"] == "cod" && status == "processing";
  if (among(status, {"processing", "completed"}) && order["date_paid_gmt"].is_null() && !cod_open) order["date_paid_gmt"] = gmt_now();
  if (status == "completed") {
    order["date_completed_gmt"] = gmt_now();
    ++mails_[order["id"].get<int>()];
  }
}

void FakeWooShop::set_order_status(int id, const std::string& status) {
  move_status(orders_.at(id), status);
  touch(orders_.at(id));
}

void FakeWooShop::hide_order(int id, bool hidden) {
  if (hidden) hidden_orders_.insert(id);
  else hidden_orders_.erase(id);
}

void FakeWooShop::trash_order(int id) {
  orders_.at(id)["status"] = "trash";
  touch(orders_.at(id));
}

WooAnswer FakeWooShop::update_order(int id, const Json& body) {
  if (!orders_.contains(id)) return woo_error(400, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
  Json& order = orders_.at(id);
  if (body.contains("status")) {
    const std::string status = body["status"].is_string() ? body["status"].get<std::string>() : "";
    if (!among(status, {"pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed"}))
      return woo_error(400, "rest_invalid_param", "Invalid parameter(s): status", {{"params", {{"status", "status is not one of pending, processing ..."}}}});
    move_status(order, status);
  }
  for (const Json& meta : body.value("meta_data", Json::array())) put_meta(order, meta["key"], meta["value"], next_id_++);
  touch(order);
  return {200, order, {}, 10};
}

int FakeWooShop::refund(int order_id, const std::string& amount, const std::vector<FakeWooRefundLine>& lines, bool restock) {
  Json& order = orders_.at(order_id);
  const int id = next_id_++;
  Json refund{{"id", id}, {"parent_id", order_id}, {"amount", amount}, {"reason", ""}, {"date_created_gmt", gmt_now()}, {"refunded_payment", false}, {"line_items", Json::array()}, {"meta_data", Json::array()}};
  refund["date_created"] = local(gmt_now());
  for (const auto& line : lines) {
    refund["line_items"].push_back({{"id", next_id_++}, {"quantity", -line.quantity}, {"total", (-money(line.total_net)).to_fixed(2)},
                                    {"total_tax", (-money(line.tax)).to_fixed(2)}, {"taxes", Json::array({{{"id", kTaxRateId}, {"total", (-money(line.tax)).to_text()}}})},
                                    {"meta_data", Json::array({{{"id", next_id_++}, {"key", "_refunded_item_id"}, {"value", std::to_string(line.line_id)}}})}});
    if (!restock) continue;
    for (Json& item : order["line_items"]) {
      if (item["id"] != line.line_id) continue;
      const auto product = products_.find(item["variation_id"] != 0 ? item["variation_id"].get<int>() : item["product_id"].get<int>());
      if (product != products_.end() && product->second["manage_stock"] == true) product->second["stock_quantity"] = product->second["stock_quantity"].get<int>() + line.quantity;
      const Json* before = find_meta(item, "_restock_refunded_items");
      put_meta(item, "_restock_refunded_items", std::to_string((before == nullptr ? 0 : std::atoi(before->get<std::string>().c_str())) + line.quantity), next_id_++);
    }
  }
  refunds_[id] = refund;
  order["refunds"].push_back({{"id", id}, {"reason", ""}, {"total", "-" + amount}});
  Decimal back;
  for (const auto& [refund_id, other] : refunds_)
    if (other["parent_id"] == order_id) back += money(other["amount"].get<std::string>());
  if (back >= money(order["total"].get<std::string>())) order["status"] = "refunded";
  if (settings_.refunds_move_order) touch(order);
  return id;
}

WooAnswer FakeWooShop::list_orders(const WooQuery& query) const {
  const auto value = [&](const char* name, const char* fallback) {
    const auto found = query.find(name);
    return found == query.end() ? std::string(fallback) : found->second;
  };
  const auto statuses = woo_list(value("status", "any")), included = woo_list(value("include", ""));
  std::vector<Json> rows;
  for (const auto& [id, order] : orders_) {
    if (hidden_orders_.contains(id)) continue;
    const std::string status = order["status"];
    const bool any = std::find(statuses.begin(), statuses.end(), "any") != statuses.end() && status != "trash";
    if (!any && std::find(statuses.begin(), statuses.end(), status) == statuses.end()) continue;
    if (!included.empty() && std::find(included.begin(), included.end(), std::to_string(id)) == included.end()) continue;
    if (settings_.has_modified_after && !after_filter(query, "modified_after", order, "date_modified_gmt")) continue;
    if (!after_filter(query, "after", order, "date_created_gmt")) continue;
    rows.push_back(order);
  }
  const std::string by = value("orderby", "date");
  const char* field = by == "modified" ? "date_modified_gmt" : "date_created_gmt";
  std::stable_sort(rows.begin(), rows.end(), [&](const Json& a, const Json& b) { return by == "id" ? a["id"] < b["id"] : a[field] < b[field]; });
  if (value("order", "desc") == "desc") std::reverse(rows.begin(), rows.end());
  return woo_page(std::move(rows), query, true);
}

WooAnswer FakeWooShop::list_refunds(const WooQuery& query, int order_id) const {
  std::vector<Json> rows;
  for (const auto& [id, refund] : refunds_)
    if ((order_id == 0 || refund["parent_id"] == order_id) && after_filter(query, "after", refund, "date_created_gmt")) rows.push_back(refund);
  const auto order = query.find("order");
  if (order == query.end() || order->second == "desc") std::reverse(rows.begin(), rows.end());
  return woo_page(std::move(rows), query, true);
}

void FakeWooShop::fulfill(int order_id, const std::string& tracking_number, const std::vector<std::pair<int, int>>& lines) {
  Json items = Json::array();
  for (const auto& [line, quantity] : lines) items.push_back({{"item_id", line}, {"qty", quantity}});
  Json& list = fulfillments_.try_emplace(order_id, Json::array()).first->second;
  list.push_back({{"id", next_id_++}, {"entity_id", std::to_string(order_id)}, {"status", "fulfilled"}, {"is_fulfilled", true}, {"date_updated", gmt_now() + "Z"}, {"date_deleted", nullptr},
                  {"meta_data", Json::array({{{"id", next_id_++}, {"key", "_tracking_number"}, {"value", tracking_number}}, {{"id", next_id_++}, {"key", "_shipping_provider"}, {"value", "dhl"}},
                                             {{"id", next_id_++}, {"key", "_items"}, {"value", items}}})}});
  put_meta(orders_.at(order_id), "_fulfillment_status", "partially_fulfilled", next_id_++);
  touch(orders_.at(order_id));
}

WooAnswer FakeWooShop::add_note(int order_id, const Json& body) {
  const bool to_customer = body.value("customer_note", false);
  const Json note{{"id", next_id_++}, {"note", body.value("note", "")}, {"customer_note", to_customer}, {"date_created_gmt", gmt_now()}};
  notes_[order_id].push_back(note);
  if (to_customer) ++mails_[order_id];
  return {201, note, {}, 10};
}

WooAnswer FakeWooShop::orders_route(const std::string& method, const std::vector<std::string>& parts, const WooQuery& query, const Json& body) {
  if (parts.size() == 1 && method == "GET") return list_orders(query);
  if (parts.size() == 1) return woo_error(404, "rest_no_route", "The pretended shop takes orders from its test only.");
  const int id = std::atoi(parts[1].c_str());
  if (parts.size() == 2 && method != "GET") return update_order(id, body);
  if (!orders_.contains(id)) {
    if (parts.size() == 3 && parts[2] == "refunds") {
      // Here `data` is a bare number.
      return {500, Json{{"code", "woocommerce_rest_invalid_order_id"}, {"message", "Invalid order ID."}, {"data", 404}}, {}, 10};
    }
    return woo_error(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
  }
  if (parts.size() == 2) return {200, woo_fields(orders_.at(id), query), {}, 10};
  if (parts[2] == "refunds") return list_refunds(query, id);
  if (parts[2] == "fulfillments" && method == "GET" && settings_.has_fulfillments_route)
    return {200, fulfillments_.contains(id) ? fulfillments_.at(id) : Json::array(), {}, 10};
  if (parts[2] == "notes" && method == "POST") return add_note(id, body);
  if (parts[2] == "notes") return {200, Json(notes(id)), {}, 10};
  return woo_error(404, "rest_no_route", "No route was found matching the URL and request method.");
}

std::vector<Json> FakeWooShop::notes(int order_id) const {
  const auto found = notes_.find(order_id);
  return found == notes_.end() ? std::vector<Json>{} : found->second;
}

std::size_t FakeWooShop::mails(int order_id) const {
  const auto found = mails_.find(order_id);
  return found == mails_.end() ? 0 : found->second;
}

}  // namespace tillbridge::tests
