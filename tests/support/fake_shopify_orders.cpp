#include "tests/support/fake_shopify_orders.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/time_text.hpp"

// What shoppers and clerks do with the orders of a pretended Shopify; what it answers stands in fake_shopify_order_answers.cpp.
namespace tillbridge::tests {
namespace {

using base::Decimal;

constexpr const char* kTaxRate = "0.19";

Decimal decimal_of(const std::string& text) { return Decimal::parse(text).value(); }
Decimal whole(int number) { return Decimal::from_integer(number); }

Json money(Decimal amount) {
  const Json one{{"amount", amount.to_fixed(2)}, {"currencyCode", "EUR"}};
  return {{"shopMoney", one}, {"presentmentMoney", one}};
}

Decimal amount_of(const Json& bag) { return decimal_of(bag["shopMoney"]["amount"].get<std::string>()); }

/// The tax of a price: in it, or on top of it.
Decimal tax_of(Decimal price, bool included) {
  const Decimal rate = decimal_of(kTaxRate);
  return (included ? proportion(price, rate, whole(1) + rate) : price * rate).rounded(2);
}

Json taxes(Decimal amount) { return Json::array({{{"title", "VAT"}, {"priceSet", money(amount)}}}); }

Decimal discount_of(const Json& line) {
  Decimal sum;
  for (const Json& one : line["discountAllocations"]) sum += amount_of(one["allocatedAmountSet"]);
  return sum;
}

Json address_of(const std::string& name) {
  const auto blank = name.find(' ');
  return {{"firstName", name.substr(0, blank)}, {"lastName", blank == std::string::npos ? "" : name.substr(blank + 1)}, {"company", nullptr}, {"address1", "1 High Street"}, {"address2", nullptr},
          {"city", "York"}, {"provinceCode", "ENG"}, {"province", "England"}, {"zip", "YO1 7HH"}, {"countryCodeV2", "GB"}, {"phone", nullptr}};
}

}  // namespace

std::string FakeShopifyOrders::now() const { return base::format_utc(clock_.now()); }

void FakeShopifyOrders::touch(const std::string& id) { orders_.at(id)["updatedAt"] = now(); }

void FakeShopifyOrders::hide(const std::string& id, bool hidden) {
  if (hidden) hidden_.insert(id);
  else hidden_.erase(id);
}

Json FakeShopifyOrders::line_item(const ShopifySale& sale) {
  const auto variants = catalogue_.with_sku(sale.sku);
  const Decimal price = whole(sale.quantity) * decimal_of(sale.price), discount = decimal_of(sale.discount), tax = tax_of(price - discount, taxes_included);
  Json variant, options = Json::array();
  std::string title = sale.sku;
  if (!variants.empty()) {
    title = catalogue_.product(variants.front()->product_id).title;
    for (const auto& [name, value] : variants.front()->options) options.push_back({{"name", name}, {"value", value}});
    if (options.empty()) options.push_back({{"name", "Title"}, {"value", "Default Title"}});
    variant = {{"id", shopify_gid("ProductVariant", variants.front()->id)}, {"selectedOptions", options}};
    catalogue_.take_stock(variants.front()->id, sale.quantity);
  }
  Json discounts = Json::array();
  if (!discount.is_zero()) discounts.push_back({{"allocatedAmountSet", money(discount)}, {"discountApplication", {{"__typename", "DiscountCodeApplication"}, {"code", "WELCOME"}}}});
  return {{"id", shopify_gid("LineItem", next_id())}, {"sku", sale.sku}, {"name", title}, {"title", title}, {"quantity", sale.quantity}, {"currentQuantity", sale.quantity},
          {"variant", variant}, {"originalUnitPriceSet", money(decimal_of(sale.price))}, {"discountAllocations", discounts}, {"taxLines", taxes(tax)}};
}

Json FakeShopifyOrders::fulfillment_orders(const std::vector<ShopifySale>& sales, const Json& lines) {
  std::map<std::string, Json> by_location;
  for (std::size_t i = 0; i < sales.size(); ++i) {
    Json& place = by_location.try_emplace(sales[i].location).first->second;
    if (place.is_null())
      place = {{"id", shopify_gid("FulfillmentOrder", next_id())}, {"status", "OPEN"}, {"supportedActions", Json::array({{{"action", "CREATE_FULFILLMENT"}}, {{"action", "HOLD"}}})},
               {"assignedLocation", {{"location", {{"id", shopify_gid("Location", sales[i].location)}}}}}, {"lineItems", Json::array()}};
    place["lineItems"].push_back({{"id", shopify_gid("FulfillmentOrderLineItem", next_id())}, {"remainingQuantity", sales[i].quantity}, {"totalQuantity", sales[i].quantity},
                                  {"lineItem", {{"id", lines[i]["id"]}}}});
  }
  Json out = Json::array();
  for (auto& [location, place] : by_location) out.push_back(std::move(place));
  return out;
}

std::string FakeShopifyOrders::place_order(const std::vector<ShopifySale>& sales, const std::string& customer, const std::string& shipping, bool paid) {
  const std::string id = next_id();
  Json lines = Json::array();
  Decimal total, tax;
  for (const auto& sale : sales) {
    lines.push_back(line_item(sale));
    total += whole(sale.quantity) * decimal_of(sale.price) - decimal_of(sale.discount);
    tax += amount_of(lines.back()["taxLines"][0]["priceSet"]);
  }
  const Decimal carriage = decimal_of(shipping), carriage_tax = tax_of(carriage, taxes_included);
  total += carriage;
  tax += carriage_tax;
  if (!taxes_included) total += tax;
  const Json address = address_of(customer);
  orders_[id] = {
      {"id", shopify_gid("Order", id)}, {"name", "#" + std::to_string(++last_number_)}, {"createdAt", now()}, {"processedAt", now()}, {"updatedAt", now()}, {"cancelledAt", nullptr},
      {"currencyCode", "EUR"}, {"taxesIncluded", taxes_included}, {"displayFinancialStatus", "PENDING"}, {"displayFulfillmentStatus", "UNFULFILLED"}, {"returnStatus", "NO_RETURN"},
      {"note", nullptr}, {"email", "shopper@example.org"}, {"phone", nullptr},
      {"customer", {{"id", shopify_gid("Customer", "6001")}, {"firstName", address["firstName"]}, {"lastName", address["lastName"]}}}, {"billingAddress", address}, {"shippingAddress", address},
      {"totalPriceSet", money(total)}, {"totalTipReceivedSet", money({})}, {"originalTotalDutiesSet", nullptr}, {"additionalFees", Json::array()}, {"taxLines", taxes(tax)},
      {"fulfillmentOrders", fulfillment_orders(sales, lines)}, {"lineItems", lines},
      {"shippingLines", Json::array({{{"title", "Standard"}, {"discountedPriceSet", money(carriage)}, {"taxLines", taxes(carriage_tax)}}})},
      {"transactions", Json::array()}, {"fulfillments", Json::array()}, {"refunds", Json::array()}, {"returns", Json::array()}};
  if (paid) add_transaction(id, "SALE", total.to_fixed(2));
  return id;
}

void FakeShopifyOrders::add_transaction(const std::string& id, const std::string& kind, const std::string& amount, const std::string& status) {
  Json& order = orders_.at(id);
  const std::string name = next_id();
  order["transactions"].push_back({{"id", shopify_gid("OrderTransaction", name)}, {"kind", kind}, {"status", status}, {"processedAt", now()}, {"createdAt", now()}, {"gateway", "shopify_payments"},
                                   {"paymentId", "pay-" + name}, {"amountSet", money(decimal_of(amount))}});
  if (status == "SUCCESS" && (kind == "SALE" || kind == "CAPTURE")) order["displayFinancialStatus"] = "PAID";
  if (status == "SUCCESS" && kind == "AUTHORIZATION") order["displayFinancialStatus"] = "AUTHORIZED";
  touch(id);
}

Json& FakeShopifyOrders::line_by_gid(Json& order, const Json& gid) {
  for (Json& line : order["lineItems"])
    if (line["id"] == gid) return line;
  throw std::runtime_error("the order has no line " + gid.dump());
}

void FakeShopifyOrders::give_back_stock(const Json& line, int quantity) {
  const auto variants = catalogue_.with_sku(line["sku"].get<std::string>());
  if (!variants.empty()) catalogue_.take_stock(variants.front()->id, -quantity);
}

void FakeShopifyOrders::remove_from_fulfillment_orders(Json& order, const Json& line_gid, int quantity) {
  for (Json& place : order["fulfillmentOrders"])
    for (Json& row : place["lineItems"]) {
      if (row["lineItem"]["id"] != line_gid) continue;
      const int taken = std::min(quantity, row["remainingQuantity"].get<int>());
      row["remainingQuantity"] = row["remainingQuantity"].get<int>() - taken;
      quantity -= taken;
    }
}

std::string FakeShopifyOrders::price_of(const std::string& id, const std::vector<ShopifyBack>& back) const {
  Decimal sum;
  for (const auto& one : back) {
    const Json& line = orders_.at(id)["lineItems"][one.line];
    const int ordered = line["quantity"].get<int>();
    const Decimal price = whole(ordered) * amount_of(line["originalUnitPriceSet"]) - discount_of(line);
    sum += proportion(price, whole(one.quantity), whole(ordered)).rounded(2);
    if (!orders_.at(id)["taxesIncluded"].get<bool>()) sum += proportion(amount_of(line["taxLines"][0]["priceSet"]), whole(one.quantity), whole(ordered)).rounded(2);
  }
  return sum.to_fixed(2);
}

std::string FakeShopifyOrders::refund(const std::string& id, const std::vector<ShopifyBack>& back, const std::string& amount, const std::string& status, const std::string& return_id) {
  Json& order = orders_.at(id);
  const std::string refund_id = next_id();
  Json rows = Json::array(), transactions = Json::array();
  for (const auto& one : back) {
    Json& line = order["lineItems"][one.line];
    const int ordered = line["quantity"].get<int>();
    const Decimal price = whole(ordered) * amount_of(line["originalUnitPriceSet"]) - discount_of(line);
    rows.push_back({{"quantity", one.quantity}, {"restockType", one.restock}, {"subtotalSet", money(proportion(price, whole(one.quantity), whole(ordered)).rounded(2))},
                    {"totalTaxSet", money(proportion(amount_of(line["taxLines"][0]["priceSet"]), whole(one.quantity), whole(ordered)).rounded(2))}, {"lineItem", {{"id", line["id"]}}}});
    line["currentQuantity"] = line["currentQuantity"].get<int>() - one.quantity;
    if (one.restock != "RETURN") remove_from_fulfillment_orders(order, line["id"], one.quantity);
    if (one.restock != "NO_RESTOCK") give_back_stock(line, one.quantity);
  }
  if (!amount.empty())
    transactions.push_back({{"id", shopify_gid("OrderTransaction", next_id())}, {"kind", "REFUND"}, {"status", status}, {"gateway", "shopify_payments"}, {"paymentId", "pay-" + refund_id},
                            {"amountSet", money(decimal_of(amount))}});
  order["refunds"].push_back({{"id", shopify_gid("Refund", refund_id)}, {"createdAt", now()}, {"return", return_id.empty() ? Json() : Json{{"id", shopify_gid("Return", return_id)}}},
                              {"refundLineItems", rows}, {"transactions", transactions}, {"refundShippingLines", Json::array()}});
  settle_standing(order);
  touch(id);
  return refund_id;
}

void FakeShopifyOrders::settle_standing(Json& order) {
  Decimal refunded;
  for (const Json& refund : order["refunds"])
    for (const Json& transaction : refund["transactions"])
      if (transaction["status"] == "SUCCESS") refunded += amount_of(transaction["amountSet"]);
  if (refunded >= amount_of(order["totalPriceSet"])) order["displayFinancialStatus"] = "REFUNDED";
  else if (!refunded.is_zero()) order["displayFinancialStatus"] = "PARTIALLY_REFUNDED";
  bool left = false;
  for (Json& place : order["fulfillmentOrders"]) {
    bool open = false;
    for (const Json& row : place["lineItems"]) open |= row["remainingQuantity"].get<int>() > 0;
    if (!open && place["status"] != "CANCELLED") place["status"] = "CLOSED";
    if (!open) place["supportedActions"] = Json::array();
    left |= open;
  }
  const bool any = std::any_of(order["fulfillments"].begin(), order["fulfillments"].end(), [](const Json& one) { return one["status"] == "SUCCESS"; });
  order["displayFulfillmentStatus"] = !any ? "UNFULFILLED" : left ? "PARTIALLY_FULFILLED" : "FULFILLED";
}

void FakeShopifyOrders::cancel(const std::string& id) {
  Json& order = orders_.at(id);
  std::vector<ShopifyBack> back;
  for (std::size_t i = 0; i < order["lineItems"].size(); ++i)
    if (const int left = order["lineItems"][i]["currentQuantity"].get<int>(); left > 0) back.push_back({i, left, "CANCEL"});
  order["cancelledAt"] = now();
  refund(id, back, amount_of(order["totalPriceSet"]).to_fixed(2));
  for (Json& place : order["fulfillmentOrders"]) {
    place["status"] = "CANCELLED";
    place["supportedActions"] = Json::array();
  }
}

void FakeShopifyOrders::add_fulfillment(Json& order, const std::vector<std::pair<Json*, int>>& rows, const Json& tracking) {
  Json lines = Json::array();
  for (const auto& [row, quantity] : rows) {
    (*row)["remainingQuantity"] = (*row)["remainingQuantity"].get<int>() - quantity;
    lines.push_back({{"quantity", quantity}, {"lineItem", (*row)["lineItem"]}});
  }
  order["fulfillments"].push_back({{"id", shopify_gid("Fulfillment", next_id())}, {"status", "SUCCESS"}, {"createdAt", now()}, {"trackingInfo", tracking}, {"fulfillmentLineItems", lines}});
  settle_standing(order);
  order["updatedAt"] = now();
}

void FakeShopifyOrders::ship_the_rest(const std::string& id, const std::string& tracking) {
  Json& order = orders_.at(id);
  const Json shown = tracking.empty() ? Json::array() : Json::array({{{"company", "Courier"}, {"number", tracking}, {"url", nullptr}}});
  for (Json& place : order["fulfillmentOrders"]) {
    std::vector<std::pair<Json*, int>> rows;
    for (Json& row : place["lineItems"])
      if (const int left = row["remainingQuantity"].get<int>(); left > 0) rows.emplace_back(&row, left);
    if (!rows.empty()) add_fulfillment(order, rows, shown);
  }
}

void FakeShopifyOrders::take_back(const std::string& id, const std::string& fulfillment_id) {
  Json& order = orders_.at(id);
  for (Json& fulfillment : order["fulfillments"]) {
    if (shopify_id(fulfillment["id"]) != fulfillment_id) continue;
    fulfillment["status"] = "CANCELLED";
    for (const Json& line : fulfillment["fulfillmentLineItems"])
      for (Json& place : order["fulfillmentOrders"])
        for (Json& row : place["lineItems"])
          if (row["lineItem"]["id"] == line["lineItem"]["id"]) {
            row["remainingQuantity"] = row["remainingQuantity"].get<int>() + line["quantity"].get<int>();
            place["status"] = "OPEN";
            place["supportedActions"] = Json::array({{{"action", "CREATE_FULFILLMENT"}}});
          }
  }
  settle_standing(order);
  touch(id);
}

std::string FakeShopifyOrders::add_return(const std::string& id, std::size_t line, int restocked, int not_restocked) {
  Json& order = orders_.at(id);
  const std::string return_id = next_id();
  Json dispositions = Json::array();
  if (restocked > 0) dispositions.push_back({{"type", "RESTOCKED"}, {"quantity", restocked}});
  if (not_restocked > 0) dispositions.push_back({{"type", "NOT_RESTOCKED"}, {"quantity", not_restocked}});
  const Json rows = Json::array({{{"fulfillmentLineItem", {{"lineItem", {{"id", order["lineItems"][line]["id"]}}}}}, {"dispositions", dispositions}}});
  order["returns"].push_back({{"id", shopify_gid("Return", return_id)}, {"status", "CLOSED"}, {"closedAt", now()}, {"reverseFulfillmentOrders", Json::array({{{"lineItems", rows}}})}});
  order["returnStatus"] = "RETURNED";
  touch(id);
  return return_id;
}

}  // namespace tillbridge::tests
