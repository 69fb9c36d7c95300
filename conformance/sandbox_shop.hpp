#pragma once
#include "conformance/http_exchange.hpp"
#include "conformance/shop.hpp"

namespace tillbridge::conformance {

/// Shop over the sandbox's own API under /admin.
class SandboxShop final : public Shop {
 public:
  explicit SandboxShop(PlainAddress sandbox) : sandbox_(std::move(sandbox)) {}

  std::optional<ShopItem> find(const std::string& sku) override;
  void publish(const std::string& product_id) override;
  ShopOrder place_order(const Pieces& basket) override;
  void ship(const ShopOrder& order, const Pieces& pieces) override;
  void refund(const ShopOrder& order, const Pieces& pieces) override;
  std::vector<ShopParcel> parcels(const ShopOrder& order) override;

 private:
  std::string ask(const std::string& method, const std::string& path, const std::string& body = {});
  PlainAddress sandbox_;
};

}  // namespace tillbridge::conformance
