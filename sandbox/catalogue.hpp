#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "sandbox/model.hpp"
#include "sandbox/shop_file.hpp"

namespace tillbridge::sandbox {

using base::Result;

/// Where a SKU sits.
struct Found {
  std::string sku, product_id, variant_id;
  std::string kind;                   ///< simple, matrix (the parent), variant
  std::string status;
};

/// What happened to one entry of a batch: "created", "ok" or "rejected"/"gone" with code and message.
struct EntryResult {
  std::string status = "ok";
  std::string code, message;
  std::string sku, product_id, variant_id;
  std::vector<EntryResult> variants;
};

struct StockUpdate {
  std::string product_id, variant_id;
  Decimal quantity;
};

struct PriceUpdate {
  std::string product_id, variant_id;
  Decimal price;
  std::optional<Decimal> sale_price;
  std::optional<Timestamp> sale_start, sale_end;
};

struct VisibilityUpdate {
  std::string product_id, variant_id;
  std::string visibility;             ///< draft or hidden
};

/// What a merchant changes by hand; absent = leave.
struct Merchandising {
  std::optional<std::string> name, description, status;
  std::optional<Decimal> quantity;    ///< of a simple product or of the variant named by sku
  std::optional<std::string> sku;
};

/// The shop's products. A SKU is unique in the whole shop, letter by letter, parents included. Every change is in the file when a call returns.
class Catalogue {
 public:
  explicit Catalogue(ShopFile& file);
  void load();

  const std::map<std::int64_t, Product>& all() const { return products_; }
  const Product* find(const std::string& product_id) const;
  std::vector<Found> look_up(const std::vector<std::string>& skus) const;

  /// Makes a draft; the variants are judged one by one, and a product of which none is good is not made.
  EntryResult create(Product product);
  EntryResult add_variants(const std::string& product_id, const std::vector<std::string>& option_names, std::vector<Variant> variants);
  EntryResult set_stock(const StockUpdate& update);
  EntryResult set_price(const PriceUpdate& update);
  EntryResult set_visibility(const VisibilityUpdate& update);

  Result<Product> merchandise(const std::string& product_id, const Merchandising& change);
  Result<void> erase(const std::string& product_id);

  /// Takes pieces off or gives them back (negative); unknown SKUs are ignored: the product may be gone.
  void take(const std::string& sku, Decimal quantity);
  /// The variant and its product; null when the SKU is unknown or a parent's.
  std::pair<const Product*, const Variant*> sellable(const std::string& sku) const;

 private:
  struct Place {
    std::int64_t product;
    int variant;                      ///< −1 = the matrix parent itself
  };
  Variant* locate(const std::string& product_id, const std::string& variant_id);
  EntryResult judge(const Variant& variant, const std::vector<std::string>& option_names, bool needs_options) const;
  void index(const Product& product);
  void save(const Product& product);

  ShopFile& file_;
  std::map<std::int64_t, Product> products_;
  std::map<std::string, Place> by_sku_;
};

/// What shoppers pay at that moment: the sale price inside its window, else the price.
Decimal current_price(const Variant& variant, Timestamp now);

}  // namespace tillbridge::sandbox
