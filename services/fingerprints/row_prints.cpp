#include "services/fingerprints/row_prints.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <string_view>

namespace tillbridge::services {
namespace {

using domain::Change;

template <class T>
void put_raw(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void put(std::string& out, const std::string& text) {
  put_raw(out, text.size());
  out += text;
}
void put(std::string& out, base::Decimal number) { put_raw(out, number.units()); }
void put(std::string& out, bool flag) { out += flag ? '1' : '0'; }
void put(std::string& out, base::Timestamp time) { put_raw(out, time.time_since_epoch().count()); }
void put(std::string& out, const domain::NameValue& pair) {
  put(out, pair.name);
  put(out, pair.value);
}
template <class T>
void put(std::string& out, const std::vector<T>& list) {
  put_raw(out, list.size());
  for (const auto& element : list) put(out, element);
}
template <class T>
void put(std::string& out, const Change<T>& change) {
  out += change.is_absent() ? 'a' : change.is_set() ? 's' : 'c';
  if (change.is_set()) put(out, change.value());
}

bool names_a_location_twice(const std::vector<domain::QuantityAt>& quantities) {
  std::vector<std::string_view> locations;
  locations.reserve(quantities.size());
  for (const auto& quantity : quantities) locations.push_back(quantity.location);
  std::sort(locations.begin(), locations.end());
  return std::adjacent_find(locations.begin(), locations.end()) != locations.end();
}

}  // namespace

RowKey RowPrinter::item_key(const domain::ItemId& id) const {
  const auto hash = XXH3_128bits_withSecret(id.data(), id.size(), secret_.bytes(), PrintSecret::kBytes);
  return {hash.low64, hash.high64, 0};
}

RowKey RowPrinter::key(const domain::ItemId& id, Place place) const {
  RowKey key = item_key(id);
  key.place = static_cast<std::uint64_t>(place);
  return key;
}

std::uint64_t RowPrinter::fingerprint_of_buffer() const {
  return std::max<std::uint64_t>(XXH3_64bits_withSecret(buffer_.data(), buffer_.size(), secret_.bytes(), PrintSecret::kBytes), 1);
}

RowPrint RowPrinter::print(const domain::InventoryRow& row) {
  RowPrint print{key(row.item_id, Place::kQuantity)};
  // The default location needs no hash; another one moves the place far from the three plain ones.
  if (!row.location.empty()) print.key.place ^= XXH3_64bits_withSecret(row.location.data(), row.location.size(), secret_.bytes(), PrintSecret::kBytes) << 2;
  if (row.as_of) return print;
  const std::uint64_t fields[] = {print.key.item, print.key.item_check, print.key.place, static_cast<std::uint64_t>(row.quantity.units())};
  print.fingerprint = std::max<std::uint64_t>(XXH3_64bits_withSecret(fields, sizeof fields, secret_.bytes(), PrintSecret::kBytes), 1);
  return print;
}

RowPrint RowPrinter::print(const domain::PriceRow& row) {
  RowPrint print{key(row.item_id, Place::kPrice)};
  if (row.as_of) return print;
  buffer_.clear();
  put_raw(buffer_, print.key);
  for (const auto* number : {&row.price, &row.sale_price}) put(buffer_, *number);
  for (const auto* time : {&row.sale_start, &row.sale_end}) put(buffer_, *time);
  print.fingerprint = fingerprint_of_buffer();
  return print;
}

RowPrint RowPrinter::print(const domain::ProductRow& row) {
  RowPrint print{key(row.item_id, Place::kProduct)};
  if (row.as_of || !row.sites.is_absent() || names_a_location_twice(row.quantities)) return print;
  buffer_.clear();
  put_raw(buffer_, print.key);
  for (const auto* text : {&row.product_id, &row.name, &row.short_description, &row.long_description, &row.additional_description, &row.brand,
                           &row.department, &row.barcode, &row.supplier_sku, &row.weight_unit, &row.tax_class})
    put(buffer_, *text);
  put(buffer_, row.options);
  put(buffer_, row.image_urls);
  put(buffer_, row.attributes);
  for (const auto* flag : {&row.taxable, &row.sell_online}) put(buffer_, *flag);
  for (const auto* number : {&row.weight, &row.price, &row.sale_price}) put(buffer_, *number);
  for (const auto* time : {&row.sale_start, &row.sale_end}) put(buffer_, *time);
  put_raw(buffer_, row.quantities.size());
  for (const auto& quantity : row.quantities) {
    put(buffer_, quantity.location);
    put(buffer_, quantity.quantity);
  }
  print.fingerprint = fingerprint_of_buffer();
  return print;
}

}  // namespace tillbridge::services
