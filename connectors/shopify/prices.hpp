#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connectors/shopify/api.hpp"

namespace tillbridge::connectors::shopify {

/// The prices of variants of one product: what one productVariantsBulkUpdate takes, at most 250.
struct ProductPrices {
  struct Entry {
    std::size_t place = 0;            ///< in the writes
    std::string variant;
    Json input;                       ///< id, price, compareAtPrice
  };
  std::string product;
  std::vector<Entry> entries;

  Json inputs() const;
};

/// The writes by product, each product at most 250 entries at a time; a variant that is named twice gets its last price. References that are none of
/// this platform are settled in `out`.
std::vector<ProductPrices> by_product(Api& api, std::span<const PriceWrite> writes, const Settings& settings, std::vector<Outcome>& out);

/// Sets prices, several products per document. kRejected "price_not_kept" where the shop answers with another price than the one sent. Outcomes at
/// the entries' places in `out`.
void send_prices(Api& api, const Settings& settings, std::span<const ProductPrices> products, std::vector<Outcome>& out);

/// What an answer of productVariantsBulkUpdate says about the entry that stood at `index` of the list sent; nothing where it refuses everything without
/// naming anyone, or says nothing of it.
std::optional<Outcome> price_outcome(const Json& payload, std::size_t index, const ProductPrices::Entry& entry);

}  // namespace tillbridge::connectors::shopify
