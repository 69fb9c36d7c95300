#include "sandbox/catalogue.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "sandbox/model_json.hpp"

namespace tillbridge::sandbox {
namespace {

constexpr std::int64_t kFirstProductId = 1001;
constexpr std::size_t kMaxSku = 128;
constexpr std::size_t kMaxName = 255 * 4;
const std::string kKind = "product";

std::int64_t number_of(const std::string& id) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  return error == std::errc{} && end == id.data() + id.size() ? number : -1;
}

EntryResult rejected(std::string code, std::string message) { return {.status = "rejected", .code = std::move(code), .message = std::move(message)}; }
EntryResult gone() { return {.status = "gone", .code = "not_found", .message = "the shop has no such product"}; }

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

base::Error not_found(const std::string& product_id) {
  return base::Error{.code = base::ErrorCode::kNotFound, .message = "the shop has no product " + product_id};
}

}  // namespace

Decimal current_price(const Variant& variant, Timestamp now) {
  const bool on_sale = variant.sale_price && (!variant.sale_start || *variant.sale_start <= now) && (!variant.sale_end || now < *variant.sale_end);
  return on_sale ? *variant.sale_price : variant.price;
}

Catalogue::Catalogue(ShopFile& file) : file_(file) { load(); }

void Catalogue::load() {
  products_.clear();
  by_sku_.clear();
  file_.each(kKind, [this](std::int64_t id, const std::string& text) {
    auto product = Json::parse(text).get<Product>();
    index(product);
    products_.emplace(id, std::move(product));
  });
}

void Catalogue::index(const Product& product) {
  const auto id = number_of(product.product_id);
  if (product.is_matrix()) by_sku_[product.sku] = {id, -1};
  for (std::size_t i = 0; i < product.variants.size(); ++i) by_sku_[product.variants[i].sku] = {id, static_cast<int>(i)};
}

void Catalogue::save(const Product& product) { file_.put(kKind, number_of(product.product_id), dump(Json(product))); }

const Product* Catalogue::find(const std::string& product_id) const {
  const auto at = products_.find(number_of(product_id));
  return at == products_.end() ? nullptr : &at->second;
}

std::vector<Found> Catalogue::look_up(const std::vector<std::string>& skus) const {
  std::vector<Found> found;
  for (const auto& sku : std::set<std::string>(skus.begin(), skus.end())) {
    const auto at = by_sku_.find(sku);
    if (at == by_sku_.end()) continue;
    const auto& product = products_.at(at->second.product);
    Found entry{.sku = sku, .product_id = product.product_id, .kind = product.kind, .status = product.status};
    if (product.is_matrix() && at->second.variant >= 0) {
      entry.kind = "variant";
      entry.variant_id = product.variants[static_cast<std::size_t>(at->second.variant)].variant_id;
    }
    found.push_back(std::move(entry));
  }
  return found;
}

EntryResult Catalogue::judge(const Variant& variant, const std::vector<std::string>& option_names, bool needs_options) const {
  if (variant.sku.empty()) return rejected("missing_sku", "a SKU is missing");
  if (variant.sku.size() > kMaxSku || has_control(variant.sku)) return rejected("bad_sku", "the SKU is longer than 128 bytes or holds a control character");
  if (by_sku_.contains(variant.sku)) return rejected("duplicate_sku", "the SKU " + variant.sku + " is already in the shop");
  if (variant.price.is_negative()) return rejected("bad_price", "the price of " + variant.sku + " is negative");
  if (variant.quantity.is_negative()) return rejected("bad_quantity", "the quantity of " + variant.sku + " is negative");
  if (!needs_options) return {.status = "created"};
  if (variant.options.size() != option_names.size()) return rejected("bad_options", "the variant " + variant.sku + " does not name each option of its product");
  for (std::size_t i = 0; i < option_names.size(); ++i)
    if (variant.options[i].name != option_names[i] || variant.options[i].value.empty())
      return rejected("bad_options", "the variant " + variant.sku + " lacks the option " + option_names[i]);
  return {.status = "created"};
}

EntryResult Catalogue::create(Product product) {
  if (product.name.empty() || product.name.size() > kMaxName) return rejected("bad_name", "a product needs a name of 1 to 255 characters");
  if (product.kind != "simple" && product.kind != "matrix") return rejected("bad_kind", "kind is simple or matrix");
  if (product.is_matrix() && (product.sku.empty() || by_sku_.contains(product.sku)))
    return rejected(product.sku.empty() ? "missing_sku" : "duplicate_sku", "the product's own SKU " + product.sku + " is missing or already in the shop");
  if (!product.is_matrix() && (product.variants.size() != 1 || product.variants[0].sku != product.sku))
    return rejected("bad_variants", "a simple product has exactly one variant with its own SKU");
  auto variants = std::move(product.variants);
  product.variants.clear();
  EntryResult result{.status = "created", .sku = product.sku};
  std::set<std::string> taken{product.is_matrix() ? product.sku : std::string()};
  for (auto& variant : variants) {
    auto one = taken.insert(variant.sku).second ? judge(variant, product.option_names, product.is_matrix()) : rejected("duplicate_sku", "the SKU " + variant.sku + " stands twice");
    one.sku = variant.sku;
    if (one.status == "created") {
      variant.variant_id = product.is_matrix() ? std::to_string(file_.next("variant", kFirstProductId)) : "";
      one.variant_id = variant.variant_id;
      product.variants.push_back(std::move(variant));
    }
    result.variants.push_back(std::move(one));
  }
  if (product.variants.empty()) {
    if (!product.is_matrix()) return result.variants.front();
    result.status = "rejected";
    result.code = "no_variant";
    result.message = "none of the variants is acceptable";
    return result;
  }
  const auto id = file_.next("product", kFirstProductId);
  product.product_id = std::to_string(id);
  product.status = "draft";
  result.product_id = product.product_id;
  index(product);
  save(product);
  products_.emplace(id, std::move(product));
  return result;
}

EntryResult Catalogue::add_variants(const std::string& product_id, const std::vector<std::string>& option_names, std::vector<Variant> variants) {
  const auto at = products_.find(number_of(product_id));
  if (at == products_.end()) return gone();
  auto& product = at->second;
  if (!product.is_matrix()) return rejected("not_matrix", "product " + product_id + " has no variants");
  if (option_names != product.option_names) return rejected("bad_options", "product " + product_id + " has other options");
  EntryResult result{.status = "ok", .sku = product.sku, .product_id = product_id};
  for (auto& variant : variants) {
    auto one = judge(variant, product.option_names, true);
    one.sku = variant.sku;
    if (one.status == "created") {
      variant.variant_id = std::to_string(file_.next("variant", kFirstProductId));
      one.variant_id = variant.variant_id;
      product.variants.push_back(std::move(variant));
      index(product);
    }
    result.variants.push_back(std::move(one));
  }
  save(product);
  return result;
}

Variant* Catalogue::locate(const std::string& product_id, const std::string& variant_id) {
  const auto at = products_.find(number_of(product_id));
  if (at == products_.end()) return nullptr;
  for (auto& variant : at->second.variants)
    if (variant.variant_id == variant_id) return &variant;
  return nullptr;
}

EntryResult Catalogue::set_stock(const StockUpdate& update) {
  auto* variant = locate(update.product_id, update.variant_id);
  if (!variant) return gone();
  if (update.quantity.is_negative()) return rejected("bad_quantity", "a quantity below 0 is not possible");
  variant->quantity = update.quantity;
  save(*find(update.product_id));
  return {};
}

EntryResult Catalogue::set_price(const PriceUpdate& update) {
  auto* variant = locate(update.product_id, update.variant_id);
  if (!variant) return gone();
  if (update.price.is_negative()) return rejected("bad_price", "a price below 0 is not possible");
  if (update.sale_price && *update.sale_price >= update.price) return rejected("bad_sale_price", "the sale price must be lower than the price");
  variant->price = update.price;
  variant->sale_price = update.sale_price;
  variant->sale_start = update.sale_price ? update.sale_start : std::nullopt;
  variant->sale_end = update.sale_price ? update.sale_end : std::nullopt;
  save(*find(update.product_id));
  return {};
}

EntryResult Catalogue::set_visibility(const VisibilityUpdate& update) {
  auto* variant = locate(update.product_id, update.variant_id);
  if (!variant) return gone();
  if (update.visibility != "draft" && update.visibility != "hidden") return rejected("bad_visibility", "visibility is draft or hidden; publishing is the merchant's");
  auto& product = products_.at(number_of(update.product_id));
  if (product.is_matrix()) variant->hidden = true;
  else product.status = update.visibility;
  save(product);
  return {};
}

Result<Product> Catalogue::merchandise(const std::string& product_id, const Merchandising& change) {
  const auto at = products_.find(number_of(product_id));
  if (at == products_.end()) return not_found(product_id);
  auto& product = at->second;
  if (change.status && *change.status != "draft" && *change.status != "published" && *change.status != "hidden")
    return base::Error{.code = base::ErrorCode::kInvalidRequest, .message = "status is draft, published or hidden", .field = "status"};
  if (change.name && change.name->empty()) return base::Error{.code = base::ErrorCode::kInvalidRequest, .message = "a product needs a name", .field = "name"};
  if (change.name) product.name = *change.name;
  if (change.description) product.description = *change.description;
  if (change.status) {
    product.status = *change.status;
    if (product.status == "published")
      for (auto& variant : product.variants) variant.hidden = false;
  }
  if (change.quantity)
    for (auto& variant : product.variants)
      if (!change.sku || variant.sku == *change.sku) variant.quantity = *change.quantity;
  save(product);
  return product;
}

Result<void> Catalogue::erase(const std::string& product_id) {
  const auto at = products_.find(number_of(product_id));
  if (at == products_.end()) return not_found(product_id);
  by_sku_.erase(at->second.sku);
  for (const auto& variant : at->second.variants) by_sku_.erase(variant.sku);
  file_.erase(kKind, at->first);
  products_.erase(at);
  return {};
}

void Catalogue::take(const std::string& sku, Decimal quantity) {
  const auto at = by_sku_.find(sku);
  if (at == by_sku_.end() || at->second.variant < 0) return;
  auto& product = products_.at(at->second.product);
  product.variants[static_cast<std::size_t>(at->second.variant)].quantity -= quantity;
  save(product);
}

std::pair<const Product*, const Variant*> Catalogue::sellable(const std::string& sku) const {
  const auto at = by_sku_.find(sku);
  if (at == by_sku_.end() || at->second.variant < 0) return {nullptr, nullptr};
  const auto& product = products_.at(at->second.product);
  return {&product, &product.variants[static_cast<std::size_t>(at->second.variant)]};
}

}  // namespace tillbridge::sandbox
