#pragma once
#include <optional>
#include <string>
#include <vector>

#include "connectors/shopify/api.hpp"

namespace tillbridge::connectors::shopify {

struct Location {
  std::string id, name;
  bool own = true;                    ///< not one of a fulfilment service
};

/// All active locations, in the shop's order.
base::Result<std::vector<Location>> list_locations(Api& api);

/// Where the site keeps its stock: the option `location`, by id or by name, else the shop's only own one. Found once per connector and kept in
/// the site's memory; forget() after the shop has refused it. kUnauthenticated, which pauses the site, with word "location_ambiguous" or "location_unknown".
class StockLocation {
 public:
  StockLocation(Api& api, const Settings& settings, SiteMemory& memory) : api_(api), settings_(settings), memory_(memory) {}

  base::Result<std::string> id();
  void forget();

 private:
  base::Result<std::string> find();

  Api& api_;
  const Settings& settings_;
  SiteMemory& memory_;
  std::string known_;
};

/// The location among these that the option means; else what to change.
base::Result<std::string> choose_location(const std::vector<Location>& locations, const std::string& option);

}  // namespace tillbridge::connectors::shopify
