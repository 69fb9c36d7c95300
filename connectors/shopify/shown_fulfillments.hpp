#pragma once
#include <string>
#include <vector>

#include "connectors/shopify/fulfillment_plan.hpp"

namespace tillbridge::connectors::shopify {

/// A parcel that left, as the shop shows it.
struct ShownFulfillment {
  std::string id;
  std::string company;
  std::vector<std::string> numbers;   ///< of its tracking
  Pieces pieces;
  bool of_another = false;            ///< it is another parcel of ours

  bool has_number(const std::string& number) const;
  /// Whether it holds nothing but wanted pieces.
  bool fits_into(const Pieces& wanted) const;
};

/// The order's fulfillments that left and were not taken back.
std::vector<ShownFulfillment> shown_fulfillments(const Json& order);

/// The one that a tracking number belongs to: of the same pieces and without a number, else without a number, else of the same pieces; null for none
/// that holds any of them. Without pieces any of them will do.
const ShownFulfillment* fulfillment_for_tracking(const std::vector<ShownFulfillment>& shown, const Pieces& pieces);

}  // namespace tillbridge::connectors::shopify
