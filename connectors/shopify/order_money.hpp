#pragma once
#include <string>
#include <vector>

#include "connectors/shopify/json.hpp"

namespace tillbridge::connectors::shopify {

/// The nodes of a connection, all pages of it where they were fetched.
const Json& nodes(const Json& object, std::string_view name);

/// shopMoney of a member like "totalPriceSet": the shop's own currency, whatever the shopper paid in.
base::Decimal shop_money(const Json& object, std::string_view name);
/// Σ priceSet of its taxLines.
base::Decimal sum_of_taxes(const Json& object);

/// What one line costs for the pieces that count.
struct LineMoney {
  base::Decimal pieces;               ///< as pieces_of_line
  base::Decimal net, net_before_discount, tax;
};

/// The shop's figures are for the pieces that were ever ordered; those that an edit took out are left out here by proportion.
LineMoney line_money(const Json& order, const Json& line);

/// Pieces of a line that were ordered and that no edit took out. The shop's `quantity` counts all, its currentQuantity neither those nor the refunded ones.
base::Decimal pieces_of_line(const Json& order, const Json& line);
/// Gross money of the pieces that an edit took out: the shop's total still holds it.
base::Decimal edited_out(const Json& order, const Json& line);

/// The smallest price of four decimals that makes `pieces` cost at least `amount`.
base::Decimal unit_price_for(base::Decimal amount, base::Decimal pieces);

/// Money that was taken: one entry for each CAPTURE and SALE that succeeded, less the change that was given back on it.
struct MoneyTaken {
  std::string id;                     ///< of the transaction
  std::string method, reference;
  base::Decimal amount;
  base::Timestamp at;
};
std::vector<MoneyTaken> payments_of(const Json& order);

}  // namespace tillbridge::connectors::shopify
