#include <algorithm>

#include "tests/support/fake_magento_catalogue.hpp"

// Base and special prices: lists whose answer names what failed, while the rest is saved.
namespace tillbridge::tests {
namespace {

constexpr const char* kSaleRow = " Row ID: SKU = %SKU, Store ID: %storeId, Price From: %priceFrom, Price To: %priceTo.";

Json complaint(const std::string& message, Json parameters) { return {{"message", message}, {"parameters", std::move(parameters)}}; }

std::string decimal_text(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

/// 2026-11-25 08:00:00
bool is_date(const std::string& text) { return text.size() == 19 && text[4] == '-' && text[10] == ' ' && text[13] == ':'; }

}  // namespace

std::optional<MagentoAnswer> FakeMagentoCatalogue::call_prices(const MagentoRequest& request) {
  if (request.is("POST", {"products", "special-price-information"})) return list_sales(request.body.value("skus", Json::array()));
  const bool base = request.is("POST", {"products", "base-prices"}), sale = request.is("POST", {"products", "special-price"}),
             erase = request.is("POST", {"products", "special-price-delete"});
  if (!base && !sale && !erase) return std::nullopt;
  const Json prices = request.body.value("prices", Json::array());
  if (auto refused = over_limit(prices)) return refused;
  if (breaks(prices)) return magento_error(400, "Could not save Prices.");
  return base ? save_prices(prices) : sale ? save_sales(prices) : erase_sales(prices);
}

/// Configurable parents have no price of their own.
bool FakeMagentoCatalogue::takes_prices(const std::string& sku) {
  const auto* found = find(sku);
  return found != nullptr && found->type != "configurable" && !refused_.contains(sku);
}

MagentoAnswer FakeMagentoCatalogue::save_prices(const Json& prices) {
  Json failed = Json::array();
  for (const Json& row : prices) {
    const std::string sku = row.value("sku", ""), price = decimal_text(row.at("price"));
    if (!takes_prices(sku)) failed.push_back(complaint("Invalid attribute %fieldName = %fieldValue.", {"SKU", sku}));
    else if (price.starts_with("-")) failed.push_back(complaint("Invalid attribute %fieldName = %fieldValue.", {"Price", price}));
    else find(sku)->price = price;
  }
  return {200, failed};
}

Json FakeMagentoCatalogue::sale_complaint(const std::string& message, const Json& price, Json first) const {
  Json parameters = std::move(first);
  for (const char* name : {"sku", "store_id", "price_from", "price_to"}) parameters.push_back(decimal_text(price.value(name, Json(""))));
  return complaint(message + kSaleRow, parameters);
}

MagentoAnswer FakeMagentoCatalogue::save_sales(const Json& prices) {
  Json failed = Json::array();
  for (const Json& row : prices) {
    const std::string sku = row.value("sku", ""), from = row.value("price_from", ""), to = row.value("price_to", "");
    if (!takes_prices(sku)) {
      failed.push_back(sale_complaint("The product that was requested doesn't exist. Verify the product and try again.", row));
      continue;
    }
    auto& product = *find(sku);
    if ((!from.empty() && !is_date(from)) || (!to.empty() && !is_date(to))) failed.push_back(sale_complaint("Invalid attribute %label = %priceTo.", row, {"Price From"}));
    else if (settings_.commerce && (from.empty() || to.empty())) failed.push_back(sale_complaint("Invalid attribute %label = %priceTo.", row, {"Price To"}));
    else if (settings_.commerce && from < now_text()) failed.push_back(sale_complaint("Invalid attribute %label = %priceTo.", row, {"Price From"}));
    else if (settings_.commerce && product.scheduled_sale) failed.push_back(sale_complaint("Future Update already exists in this time range. Set a different range and try again.", row));
    else {
      product.custom["special_price"] = decimal_text(row.at("price"));
      // An empty date leaves the one that is there.
      if (!from.empty()) product.custom["special_from_date"] = from;
      if (!to.empty()) product.custom["special_to_date"] = to;
      product.scheduled_sale = settings_.commerce;
    }
  }
  return {200, failed};
}

MagentoAnswer FakeMagentoCatalogue::erase_sales(const Json& prices) {
  Json failed = Json::array();
  for (const Json& row : prices) {
    const std::string sku = row.value("sku", "");
    if (!takes_prices(sku)) {
      failed.push_back(sale_complaint("The product that was requested doesn't exist. Verify the product and try again.", row));
      continue;
    }
    auto& product = *find(sku);
    // A schedule is found by its exact price and dates; the other edition looks at the SKU alone.
    if (settings_.commerce && (!product.scheduled_sale || row.value("price_from", "") != product.custom["special_from_date"] || row.value("price_to", "") != product.custom["special_to_date"]))
      continue;
    for (const char* name : {"special_price", "special_from_date", "special_to_date"}) product.custom.erase(name);
    product.scheduled_sale = false;
  }
  return {200, failed};
}

MagentoAnswer FakeMagentoCatalogue::list_sales(const Json& skus) {
  Json out = Json::array();
  for (const Json& sku : skus) {
    const auto* product = find(sku.get<std::string>());
    if (product == nullptr || !product->custom.contains("special_price")) continue;
    const auto date = [&](const char* name) { return product->custom.contains(name) ? product->custom.at(name) : ""; };
    out.push_back({{"price", json_number(product->custom.at("special_price"))}, {"store_id", 0}, {"sku", product->sku}, {"price_from", date("special_from_date")}, {"price_to", date("special_to_date")}});
  }
  return {200, out};
}

}  // namespace tillbridge::tests
