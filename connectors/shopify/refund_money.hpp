#pragma once
#include <string>

#include "connectors/shopify/json.hpp"

namespace tillbridge::connectors::shopify {

/// What a refund's transactions say.
struct MoneyBack {
  base::Decimal amount;               ///< of those that succeeded
  std::string method, reference;
  bool on_its_way = false;            ///< one is not settled yet
};

MoneyBack money_back(const Json& refund);

/// Whether pieces of a refund left the order by an edit: the platform writes a refund without money for whatever is taken out of an order. Pieces of
/// restock type RETURN came back instead; in a cancelled order they are part of the cancellation.
bool takes_out(const Json& order, const Json& refund, const Json& moved);

}  // namespace tillbridge::connectors::shopify
