#include <algorithm>

#include "tests/support/fake_magento_catalogue.hpp"

// Sources hold what is on the shelf; reservations of open orders stand beside.
namespace tillbridge::tests {
namespace {

base::Decimal quantity_of(const Json& row) {
  const Json value = row.value("quantity", Json(0));
  return base::Decimal::parse(value.is_string() ? value.get<std::string>() : value.dump()).value();
}

MagentoAnswer invalid(const std::string& message, Json parameters) {
  return {400, Json{{"message", "Validation Failed"}, {"errors", Json::array({{{"message", message}, {"parameters", std::move(parameters)}}})}}};
}

Json source_json(const std::string& code, const std::string& name) {
  return {{"source_code", code}, {"name", name}, {"enabled", true}, {"country_id", "DE"}, {"postcode", "10115"}, {"use_default_carrier_config", true}, {"carrier_links", Json::array()}};
}

}  // namespace

std::optional<MagentoAnswer> FakeMagentoCatalogue::call_stock(const MagentoRequest& request) {
  if (request.is("GET", {"inventory", "sources"})) return magento_list({source_json("default", "Default Source"), source_json("backroom", "Back room")}, request.query);
  if (request.is("GET", {"inventory", "source-items"})) {
    std::vector<Json> rows;
    for (const auto& [key, quantity] : sources_)
      rows.push_back({{"sku", find(key.first) != nullptr ? find(key.first)->sku : key.first}, {"source_code", key.second}, {"quantity", json_number(quantity.to_text())}, {"status", 1}});
    return magento_list(std::move(rows), request.query);
  }
  if (!request.is("POST", {"inventory", "source-items"})) return std::nullopt;
  const Json rows = request.body.value("sourceItems", Json::array());
  if (rows.empty()) return magento_error(400, "Input data is empty");
  if (auto refused = over_limit(rows)) return refused;
  for (const Json& row : rows) {
    const std::string sku = row.value("sku", ""), source = row.value("source_code", "");
    if (source != "default" && source != "backroom") return invalid("Source with code \"%code\" does not exist.", {{"code", source}});
    if (refused_.contains(sku)) return invalid("The module Shopkeeper keeps the stock of \"%sku\" itself.", {{"sku", sku}});
    const auto* product = find(sku);
    if (product != nullptr && product->type == "configurable") return magento_error(400, "Could not save Source Item");
  }
  if (breaks(rows)) return magento_error(400, "Could not save Source Item");
  // A SKU that nobody has gets its row as well.
  for (const Json& row : rows) sources_[{magento_collation(row.value("sku", "")), row.value("source_code", "")}] = quantity_of(row);
  return MagentoAnswer{200, Json::array()};
}

std::optional<base::Decimal> FakeMagentoCatalogue::on_hand(const std::string& sku, const std::string& source) const {
  const auto found = sources_.find({magento_collation(sku), source});
  return found == sources_.end() ? std::nullopt : std::optional(found->second);
}

void FakeMagentoCatalogue::take(const std::string& sku, base::Decimal quantity, const std::string& source) { sources_[{magento_collation(sku), source}] -= quantity; }

base::Decimal FakeMagentoCatalogue::salable(const std::string& sku) const {
  base::Decimal sum;
  for (const auto& [key, quantity] : sources_)
    if (key.first == magento_collation(sku)) sum += quantity;
  const auto held = reserved_.find(magento_collation(sku));
  return held == reserved_.end() ? sum : sum - held->second;
}

}  // namespace tillbridge::tests
