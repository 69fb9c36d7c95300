#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sandbox/http_server.hpp"
#include "tests/contract/connector/shop_under_test.hpp"

namespace tillbridge::tests {

/// The hands of merchants, shoppers and networks as HTTP, for whoever plays with pretended shops from outside this process. JSON in and out,
/// addresses under /{shop}; a verb that fails answers 400 with {"error": "..."}.
///
///   GET  /{shop}/items?sku=                       {"items": [{sku, name, status, price, sale_price?, quantity}]}
///   POST /{shop}/publish     {sku}                {}
///   POST /{shop}/orders      {lines: [{sku, quantity}], customer?}     {"order_id": "…"}
///   POST /{shop}/refund      {order_id, sku, quantity, restock?}       {}
///   POST /{shop}/cancel      {order_id}           {}
///   GET  /{shop}/parcels?order_id=&tracking=      {"parcels": n, "with_tracking": n}
///   POST /{shop}/faults      {fault, call?, times?}   {}      the next calls fail so: throttle, unauthorized, error, gateway, html, lose_answer
///   GET  /{shop}/calls                            {"calls": n}
class ShopControl {
 public:
  using Shops = std::map<std::string, std::unique_ptr<ShopUnderTest>>;

  /// `shops` by name; they outlive this.
  explicit ShopControl(const Shops& shops) : shops_(shops) {}

  /// Safe for several threads: one verb at a time.
  sandbox::Response answer(const sandbox::Request& request);

 private:
  const Shops& shops_;
  std::mutex mutex_;
};

}  // namespace tillbridge::tests
