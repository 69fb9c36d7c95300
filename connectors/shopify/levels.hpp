#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connectors/shopify/api.hpp"

namespace tillbridge::connectors::shopify {

inline constexpr const char* kLocationGone = "location_gone";

/// What the shop holds of an inventory item at one location.
struct StockLevel {
  bool exists = false;
  bool tracked = false;
  std::optional<std::int64_t> quantity;  ///< available; absent = not stocked at this location
  Outcome refusal;                    ///< of making the location stock it
};

/// By inventory item, an entry for each that was asked for; at most 250 per call.
base::Result<std::map<std::string, StockLevel>> read_levels(Api& api, const std::string& location_id, const std::vector<std::string>& items);

/// Makes the location stock the tracked items that it does not stock, some per call, and reads their levels: a location that had the item before
/// still has its old quantity. kUnavailable with word kLocationGone where the shop no longer has the location.
base::Result<void> activate_missing(Api& api, const std::string& location_id, std::map<std::string, StockLevel>& levels);

}  // namespace tillbridge::connectors::shopify
