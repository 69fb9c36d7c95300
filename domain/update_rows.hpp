#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/change.hpp"
#include "domain/item.hpp"

namespace tillbridge::domain {

/// Rows of the three updates after the binding has read their texts. `index` counts from 0 over the whole call.
/// A field that could not be read makes the row a RowResult with kRejected before it gets here.
struct InventoryRow {
  std::int64_t index = 0;
  ItemId item_id;
  Decimal quantity;
  std::string location;
  std::optional<Timestamp> as_of;
};

struct PriceRow {
  std::int64_t index = 0;
  ItemId item_id;
  Change<Decimal> price;
  Change<Decimal> sale_price;
  Change<Timestamp> sale_start;
  Change<Timestamp> sale_end;
  std::optional<Timestamp> as_of;
};

/// A quantity at a location, as part of a product row.
struct QuantityAt {
  std::string location;
  Decimal quantity;
};

struct ProductRow {
  std::int64_t index = 0;
  ItemId item_id;
  Change<std::string> product_id;
  Change<std::vector<NameValue>> options;
  Change<std::string> name;
  Change<std::string> short_description;
  Change<std::string> long_description;
  Change<std::string> additional_description;
  Change<std::string> brand;
  Change<std::string> department;
  Change<std::string> barcode;
  Change<std::string> supplier_sku;
  Change<Decimal> weight;
  Change<std::string> weight_unit;
  Change<bool> taxable;
  Change<std::string> tax_class;
  Change<bool> sell_online;
  Change<std::vector<std::string>> sites;
  Change<std::vector<std::string>> image_urls;
  Change<std::vector<NameValue>> attributes;
  Change<Decimal> price;
  Change<Decimal> sale_price;
  Change<Timestamp> sale_start;
  Change<Timestamp> sale_end;
  std::vector<QuantityAt> quantities;
  std::optional<Timestamp> as_of;
};

enum class RowStatus { kCreated, kUpdated, kUnchanged, kStale, kSuperseded, kRejected, kNotProcessed };

/// The word on the wire: "created", "not_processed" ...
std::string to_word(RowStatus status);

/// What became of one row. `code` is empty for plainly accepted rows, else a word of the error catalogue.
struct RowResult {
  std::int64_t index = 0;
  ItemId item_id;
  RowStatus status = RowStatus::kUnchanged;
  std::string code;
  std::string message;
};

/// The sums of an update's answer: received is always the sum of the others.
struct RowCounts {
  std::int64_t received = 0, created = 0, updated = 0, unchanged = 0, stale = 0, superseded = 0, rejected = 0, not_processed = 0;
  void count(RowStatus status);
};

}  // namespace tillbridge::domain
