#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tillbridge::bench {

/// How to log in.
struct TillLogin {
  std::string store_id, user_name, password;
};

/// Which rows of a call differ from the call before: every `each`-th, when `version` is another one. 0 = none.
struct Changed {
  int each = 0;
  int version = 0;
  int of(int row) const { return each != 0 && row % each == 0 ? version : 0; }
};

/// A quantity as a row of the sample holds it.
std::string sample_quantity(int row, const Changed& changed);
std::string sample_item_id(int row);

/// UpdateInventory with rows first … first + count - 1 as a toolkit writes them. `as_of`: AsOf of every row. `backwards`: the last row first.
std::string inventory_envelope(const TillLogin& login, int first, int count, const Changed& changed = {}, const std::optional<std::string>& as_of = {},
                               bool backwards = false);
/// UpdatePOSProducts with products of 25 fields, about 1.2 KB each; a changed one has another name, price and quantity.
std::string products_envelope(const TillLogin& login, int first, int count, const Changed& changed = {}, const std::optional<std::string>& as_of = {});
/// UpdatePOSProducts with an id and a name: items for inventory rows.
std::string short_products_envelope(const TillLogin& login, int first, int count);

}  // namespace tillbridge::bench
