#pragma once
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "connectors/connector.hpp"

namespace tillbridge::connectors::generic {

/// A site's options and secrets after checking; every option with its default stands in docs/platforms/generic.md.
struct Settings {
  std::string base_url;
  std::string token;
  std::string auth_header = "Authorization";
  std::string auth_prefix = "Bearer ";
  std::map<std::string, std::string> paths;  ///< by route name, see kDefaultPaths; "{id}" stands for an id
  int lookup_batch = 100;
  int order_page = 100;
  Capabilities capabilities;
  bool unverified_profile = false;           ///< hipcommerce

  /// The route's path with the id put in, percent-encoded; "" when the shop does not have the route.
  std::string path(const std::string& route, const std::string& id = {}) const;
};

/// kInvalidRequest for a missing token, an unknown option or a value out of range, naming it and what is possible.
Result<Settings> read_settings(const domain::Site& site, const domain::SiteSecrets& secrets);

}  // namespace tillbridge::connectors::generic
