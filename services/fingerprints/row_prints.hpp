#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "domain/update_rows.hpp"

namespace tillbridge::services {

/// Names what a row writes: an item, and of it the product, the price, or the quantity at one location. Two names are equal only by a
/// chance of 2^-128.
struct RowKey {
  std::uint64_t item = 0, item_check = 0, place = 0;
  bool operator==(const RowKey&) const = default;
};

/// A row in short: what it writes, and a hash over all that was decoded of it.
struct RowPrint {
  RowKey key;
  std::uint64_t fingerprint = 0;      ///< 0 = never to be remembered: whether a repeat changes something depends on more than the row
};

/// Which of an item's values a row writes.
enum class Place : std::uint64_t { kProduct = 1, kPrice = 2, kQuantity = 3 };

/// What makes the hashes of one process its own, so that nobody can make two rows meet.
class PrintSecret {
 public:
  static constexpr std::size_t kBytes = 192;
  explicit PrintSecret(base::Random& random) : bytes_(random.bytes(kBytes)) {}
  const std::uint8_t* bytes() const { return bytes_.data(); }

 private:
  std::vector<std::uint8_t> bytes_;
};

/// Makes the prints of rows. Rows with AsOf have no fingerprint (the time is remembered even where no value changes), and neither have
/// product rows that name web sites (a site may be renamed) or one location twice (the first quantity changes something each time). For one
/// thread; the secret outlives it.
class RowPrinter {
 public:
  explicit RowPrinter(const PrintSecret& secret) : secret_(secret) {}

  RowPrint print(const domain::InventoryRow& row);
  RowPrint print(const domain::PriceRow& row);
  RowPrint print(const domain::ProductRow& row);

  /// The item part alone: what an item that moved is forgotten by.
  RowKey item_key(const domain::ItemId& id) const;

 private:
  RowKey key(const domain::ItemId& id, Place place) const;
  std::uint64_t fingerprint_of_buffer() const;

  const PrintSecret& secret_;
  std::string buffer_;                ///< the fields of a row, one after the other and each with its length
};

}  // namespace tillbridge::services
