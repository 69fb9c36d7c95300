#pragma once
#include <string>
#include <vector>

namespace tillbridge::bench {

/// Who calls.
struct Login {
  std::string store_id, user_name, password;
};

/// The key of item `n`; in the order of n.
std::string item_key(int n);

/// UpdateInventory: item n has quantities[n]. `as_of` stands in every row where it is not empty.
std::string inventory_call(const Login& login, const std::vector<int>& quantities, const std::string& as_of = {});
/// UpdateInventory of one row.
std::string one_row_call(const Login& login, int item, int quantity);
/// UpdatePOSProducts with every field of the contract but AsOf, about 1,150 bytes each: item n is one of four sizes of a product, of edition
/// editions[n]; the edition is told by a text, the price and the quantity.
std::string products_call(const Login& login, const std::vector<int>& editions);
/// UpdatePOSProducts of the fewest fields, for items that must exist before their stock is told.
std::string plain_products_call(const Login& login, int count, int first = 0);

}  // namespace tillbridge::bench
