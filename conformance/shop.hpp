#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/decimal.hpp"

namespace tillbridge::conformance {

/// What stands in the shop under one SKU.
struct ShopItem {
  std::string product_id, product_sku;
  std::size_t variants = 1;           ///< of its product
  bool published = false;
  base::Decimal price, quantity;
  std::optional<base::Decimal> sale_price;
};

struct ShopOrder {
  std::string id, number;
  std::map<std::string, std::string> lines;  ///< SKU, line id
};

struct ShopParcel {
  std::string shipment_id, carrier, tracking_number;
};

using Pieces = std::vector<std::pair<std::string, int>>;  ///< SKU, pieces

/// The sandbox's other side: what merchants and shoppers do. Every function throws NoAnswer when the shop refuses or is away.
class Shop {
 public:
  virtual ~Shop() = default;
  virtual std::optional<ShopItem> find(const std::string& sku) = 0;
  virtual void publish(const std::string& product_id) = 0;
  virtual ShopOrder place_order(const Pieces& basket) = 0;
  virtual void ship(const ShopOrder& order, const Pieces& pieces) = 0;
  virtual void refund(const ShopOrder& order, const Pieces& pieces) = 0;
  virtual std::vector<ShopParcel> parcels(const ShopOrder& order) = 0;
};

}  // namespace tillbridge::conformance
