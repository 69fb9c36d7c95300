#pragma once
#include <string>
#include <vector>

#include "tests/contract/connector/shop_under_test.hpp"
#include "tests/support/fake_bigcommerce.hpp"

namespace tillbridge::tests {

/// What shoppers and clerks do to orders of the pretended BigCommerce store: the half of its ShopUnderTest that is about orders.
class BigCommerceOrderVerbs : public ShopUnderTest {
 public:
  FixedClock& clock() override { return clock_; }

  std::string place_order(const std::vector<ShopOrderLine>& lines, const std::string& customer_name) override;
  std::string place_late_order(const std::vector<ShopOrderLine>& lines) override;
  void reveal_orders() override;
  void refund(const std::string& order_id, const std::string& sku, int quantity, bool restock, bool moves_the_order) override;
  void cancel(const std::string& order_id) override;
  void ship_the_rest(const std::string& order_id) override;
  void garble_order(const std::string& order_id) override;
  void mend_order(const std::string& order_id) override;
  int parcel_count(const std::string& order_id) override;
  int count_tracking(const std::string& order_id, const std::string& number) override;

 protected:
  template <class Work>
  auto with_orders(Work work) {
    return shop_.with_store([&](BigStore& store) { return work(store.orders); });
  }

  FixedClock clock_{at("2026-11-25T08:00:00Z")};
  FakeBigCommerce shop_{clock_};

 private:
  std::vector<int> late_;
};

}  // namespace tillbridge::tests
