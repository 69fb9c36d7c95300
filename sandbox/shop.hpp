#pragma once
#include <string>

#include "base/clock.hpp"
#include "sandbox/catalogue.hpp"
#include "sandbox/faults.hpp"
#include "sandbox/http_server.hpp"
#include "sandbox/order_book.hpp"
#include "sandbox/shop_file.hpp"

namespace tillbridge::sandbox {

/// Everything the shop is. For one thread at a time: SandboxServer holds the lock.
struct Shop {
  Shop(const std::string& path, ShopSettings s, std::string access_token, const base::Clock& c)
      : settings(std::move(s)), token(std::move(access_token)), clock(c), file(path), catalogue(file), orders(file, catalogue, clock, settings) {}

  ShopSettings settings;
  std::string token;                  ///< what the public API demands as bearer token
  const base::Clock& clock;
  ShopFile file;
  Catalogue catalogue;
  OrderBook orders;
  FaultSwitches faults;
  CallCounter calls;
};

/// The three doors of the shop; each answers 404 for a path that it does not know. `request.path` is without the door's prefix.
Response answer_public_api(Shop& shop, const Request& request);  ///< /api: docs/generic-connector.openapi.yaml
/// What a call of that door takes before its work is done: a switch may have the shop work slowly. Counts the switch.
std::chrono::milliseconds working_time(Shop& shop, const Request& request);
Response answer_admin_api(Shop& shop, const Request& request);   ///< /admin: the same document, tag admin
Response answer_page(Shop& shop, const Request& request);        ///< everything else: the page for people

}  // namespace tillbridge::sandbox
