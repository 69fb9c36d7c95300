#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/decimal.hpp"
#include "domain/ids.hpp"

namespace tillbridge::domain {

using base::Decimal;
using base::Timestamp;

/// One name and value: an option of a matrix item (size, colour) or a free attribute.
struct NameValue {
  std::string name;
  std::string value;
  bool operator==(const NameValue&) const = default;
};

/// What the POS told about a sellable item; texts UTF-8 and trimmed, "" = none. Price and stock live apart (ItemPrice,
/// StockLevel) because they change on their own clocks.
struct Item {
  ItemId id;
  std::string product_id;             ///< ProductIntegrationId: groups matrix items; "" = a simple product; never changes
  std::vector<NameValue> options;     ///< at most 3; the names are equal over a group
  std::string name;                   ///< 1–255 characters
  std::string short_description;
  std::string long_description;
  std::string additional_description;
  std::string brand;
  std::string department;             ///< path with '/'
  std::string barcode;
  std::string supplier_sku;
  std::optional<Decimal> weight;
  std::string weight_unit;            ///< kg, g, lb or oz
  bool taxable = true;
  std::string tax_class;
  bool sell_online = true;
  std::optional<std::vector<std::string>> sites;  ///< names of the web sites that carry it; absent = all
  std::vector<std::string> image_urls;
  std::vector<NameValue> attributes;
  std::optional<Timestamp> as_of;
  bool operator==(const Item&) const = default;
};

/// The price of one item in the account's currency and tax mode.
struct ItemPrice {
  ItemId item_id;
  std::optional<Decimal> price;       ///< ≥ 0
  std::optional<Decimal> sale_price;  ///< as the POS sent it; shops get it only if lower than price (effective_price)
  std::optional<Timestamp> sale_start;
  std::optional<Timestamp> sale_end;
  std::optional<Timestamp> as_of;
  bool operator==(const ItemPrice&) const = default;
};

/// What the POS counts at one location. Negative is legal here; the web never shows less than 0.
struct StockLevel {
  ItemId item_id;
  std::string location;               ///< "" = the default one
  Decimal quantity;
  std::optional<Timestamp> as_of;
  Timestamp received_at;              ///< when we stored this value
  bool operator==(const StockLevel&) const = default;
};

}  // namespace tillbridge::domain
