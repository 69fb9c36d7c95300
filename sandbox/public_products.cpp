#include "sandbox/public_products.hpp"

#include <algorithm>

#include "sandbox/acts_json.hpp"
#include "sandbox/api_answer.hpp"

namespace tillbridge::sandbox {
namespace {

Response too_many(std::size_t limit) { return api_error(413, "too_many", "at most " + std::to_string(limit) + " entries per call"); }
Response refused_batch() { return api_error(422, "batch_refused", "the batch was not accepted"); }

std::string sku_at(const Shop& shop, const std::string& product_id, const std::string& variant_id) {
  const auto* product = shop.catalogue.find(product_id);
  if (!product) return {};
  const auto at = std::find_if(product->variants.begin(), product->variants.end(), [&](const Variant& v) { return v.variant_id == variant_id; });
  return at == product->variants.end() ? "" : at->sku;
}

EntryResult refused_by_switch(const std::string& sku) { return {.status = "rejected", .code = "rejected_by_switch", .message = "the shop refuses " + sku, .sku = sku}; }

/// The three level writes differ in their entry type and in what is done with one entry.
template <class Update, class Apply>
Response write_each(Shop& shop, const Request& request, std::size_t limit, Apply apply) {
  const auto updates = object_of(request).at("updates").get<std::vector<Update>>();
  if (updates.size() > limit) return too_many(limit);
  for (const auto& update : updates)
    if (const auto sku = sku_at(shop, update.product_id, update.variant_id); !sku.empty() && shop.faults.use("refuse_batch", sku)) return refused_batch();
  Json results = Json::array();
  for (const auto& update : updates) {
    const auto sku = sku_at(shop, update.product_id, update.variant_id);
    results.push_back(!sku.empty() && shop.faults.use("reject_sku", sku) ? refused_by_switch(sku) : apply(update));
  }
  return api_answer(200, {{"results", std::move(results)}});
}

// Takes the variants that a switch refuses out, lets the rest be made, and puts the refusals back at their places.
template <class Make>
EntryResult make_without_refused(Shop& shop, std::vector<Variant> variants, Make make) {
  std::vector<Variant> good;
  std::vector<std::optional<EntryResult>> refused;
  for (auto& variant : variants) {
    const bool bad = shop.faults.use("reject_sku", variant.sku).has_value();
    refused.push_back(bad ? std::optional(refused_by_switch(variant.sku)) : std::nullopt);
    if (!bad) good.push_back(std::move(variant));
  }
  if (good.size() == variants.size()) return make(std::move(good));
  const auto expected = good.size();
  auto result = good.empty() ? EntryResult{.status = "rejected", .code = "no_variant", .message = "none of the variants is acceptable"} : make(std::move(good));
  if (result.variants.size() != expected) return result;
  for (std::size_t i = 0; i < refused.size(); ++i)
    if (refused[i]) result.variants.insert(result.variants.begin() + static_cast<std::ptrdiff_t>(std::min(i, result.variants.size())), *refused[i]);
  return result;
}

}  // namespace

Response look_up_products(Shop& shop, const Request& request) {
  const auto skus = object_of(request).at("skus").get<std::vector<std::string>>();
  if (skus.size() > kLookupLimit) return too_many(kLookupLimit);
  if (std::find(skus.begin(), skus.end(), "") != skus.end()) return api_error(400, "missing_sku", "an empty SKU cannot be looked up");
  return api_answer(200, {{"found", shop.catalogue.look_up(skus)}});
}

Response create_products(Shop& shop, const Request& request) {
  auto products = object_of(request).at("products").get<std::vector<Product>>();
  if (products.size() > kProductLimit) return too_many(kProductLimit);
  for (const auto& product : products)
    for (const auto& variant : product.variants)
      if (shop.faults.use("refuse_batch", variant.sku)) return refused_batch();
  Json results = Json::array();
  for (auto& product : products) {
    auto variants = std::move(product.variants);
    results.push_back(make_without_refused(shop, std::move(variants), [&](std::vector<Variant> good) {
      product.variants = std::move(good);
      return shop.catalogue.create(std::move(product));
    }));
  }
  return api_answer(200, {{"results", std::move(results)}});
}

Response add_variants(Shop& shop, const Request& request, const std::string& product_id) {
  const auto body = object_of(request);
  const auto names = body.at("option_names").get<std::vector<std::string>>();
  auto variants = body.at("variants").get<std::vector<Variant>>();
  if (variants.size() > kProductLimit) return too_many(kProductLimit);
  if (!shop.catalogue.find(product_id)) return api_error(404, "not_found", "the shop has no product " + product_id);
  for (const auto& variant : variants)
    if (shop.faults.use("refuse_batch", variant.sku)) return refused_batch();
  return api_answer(200, make_without_refused(shop, std::move(variants), [&](std::vector<Variant> good) { return shop.catalogue.add_variants(product_id, names, std::move(good)); }));
}

Response write_stock(Shop& shop, const Request& request) {
  return write_each<StockUpdate>(shop, request, kLevelLimit, [&](const StockUpdate& update) { return shop.catalogue.set_stock(update); });
}

Response write_prices(Shop& shop, const Request& request) {
  return write_each<PriceUpdate>(shop, request, kLevelLimit, [&](const PriceUpdate& update) { return shop.catalogue.set_price(update); });
}

Response write_visibility(Shop& shop, const Request& request) {
  return write_each<VisibilityUpdate>(shop, request, kLevelLimit, [&](const VisibilityUpdate& update) { return shop.catalogue.set_visibility(update); });
}

}  // namespace tillbridge::sandbox
