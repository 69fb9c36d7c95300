#include "tests/support/fake_magento_catalogue.hpp"

#include <algorithm>

#include "base/time_text.hpp"

namespace tillbridge::tests {

FakeMagentoCatalogue::FakeMagentoCatalogue(const base::Clock& clock, FakeMagentoSettings settings) : clock_(clock), settings_(std::move(settings)) {
  attributes_["size"] = {144, "size", "select", "global", {{"166", "XS"}, {"167", "S"}, {"168", "M"}}};
  attributes_["color"] = {93, "color", "select", "global", {{"49", "Black"}, {"50", "Blue"}}};
  attributes_["material"] = {137, "material", "multiselect", "global", {}};
}

std::optional<MagentoAnswer> FakeMagentoCatalogue::call(const MagentoRequest& request) {
  for (const auto handler : {&FakeMagentoCatalogue::call_prices, &FakeMagentoCatalogue::call_attributes, &FakeMagentoCatalogue::call_configurables,
                             &FakeMagentoCatalogue::call_stock, &FakeMagentoCatalogue::call_products})
    if (auto answer = (this->*handler)(request)) return answer;
  return call_store(request);
}

std::optional<MagentoAnswer> FakeMagentoCatalogue::call_store(const MagentoRequest& request) const {
  if (request.method != "GET" || request.path.empty()) return std::nullopt;
  if (request.path == std::vector<std::string>{"modules"}) {
    Json modules{"Magento_Store", "Magento_Catalog", "Magento_InventoryApi"};
    if (settings_.commerce) modules.push_back("Magento_CatalogStaging");
    return MagentoAnswer{200, modules};
  }
  if (request.path == std::vector<std::string>{"store", "websites"})
    return MagentoAnswer{200, Json::array({{{"id", 0}, {"code", "admin"}, {"name", "Admin"}, {"default_group_id", 0}},
                                           {{"id", 1}, {"code", "base"}, {"name", "Main Website"}, {"default_group_id", 1}}})};
  if (request.path == std::vector<std::string>{"store", "storeConfigs"}) {
    Json config{{"id", 1}, {"code", "default"}, {"website_id", 1}, {"locale", "en_US"}, {"base_currency_code", settings_.currency},
                {"default_display_currency_code", settings_.currency}, {"timezone", settings_.time_zone}, {"weight_unit", settings_.weight_unit}};
    for (const char* url : {"base_url", "base_link_url", "base_static_url", "base_media_url", "secure_base_url", "secure_base_link_url", "secure_base_static_url", "secure_base_media_url"})
      config[url] = "https://shop.example/";
    return MagentoAnswer{200, Json::array({config})};
  }
  return std::nullopt;
}

int FakeMagentoCatalogue::add_product(FakeMagentoProduct product, const std::string& quantity) {
  product.id = next_id_++;
  sources_[{magento_collation(product.sku), "default"}] = base::Decimal::parse(quantity).value();
  return products_.emplace(product.id, std::move(product)).first->first;
}

FakeMagentoProduct* FakeMagentoCatalogue::find(const std::string& sku) {
  for (auto& [id, product] : products_)
    if (magento_collation(product.sku) == magento_collation(sku)) return &product;
  return nullptr;
}

void FakeMagentoCatalogue::erase(const std::string& sku) {
  if (const auto* found = find(sku)) {
    sources_.erase({magento_collation(sku), "default"});
    for (auto& [id, product] : products_) std::erase(product.children, found->id);
    products_.erase(found->id);
  }
}

int FakeMagentoCatalogue::parent_of(int child_id) const {
  for (const auto& [id, product] : products_)
    if (std::ranges::find(product.children, child_id) != product.children.end()) return id;
  return 0;
}

FakeMagentoAttribute& FakeMagentoCatalogue::attribute(const std::string& code) {
  auto& found = attributes_[code];
  if (found.code.empty()) found = {static_cast<int>(200 + attributes_.size()), code, "select", "global", {}};
  return found;
}

void FakeMagentoCatalogue::remove_attribute(const std::string& code) { attributes_.erase(code); }

std::string FakeMagentoCatalogue::now_text() const {
  std::string text = base::format_utc(std::chrono::floor<std::chrono::seconds>(clock_.now()));
  text[10] = ' ';
  text.resize(19);
  return text;
}

bool FakeMagentoCatalogue::breaks(const Json& list) const {
  return std::ranges::any_of(list, [&](const Json& row) { return breaking_.contains(row.value("sku", "")); });
}

std::optional<MagentoAnswer> FakeMagentoCatalogue::over_limit(const Json& list) const {
  if (settings_.list_limit == 0 || static_cast<int>(list.size()) <= settings_.list_limit) return std::nullopt;
  return magento_error(400, "Maximum items of type \"%type\" is %max", {{"type", "price"}, {"max", settings_.list_limit}});
}

}  // namespace tillbridge::tests
