#pragma once
#include <string>
#include <vector>

#include "tests/contract/connector/shop_under_test.hpp"
#include "tests/support/fake_magento.hpp"

namespace tillbridge::tests {

/// What shoppers and clerks do in the pretended Magento, for ShopUnderTest. Orders are paid at once; one piece costs 10.00 with tax.
class MagentoOrderVerbs {
 public:
  explicit MagentoOrderVerbs(FakeMagento& shop) : shop_(shop) {}

  std::string place(const std::vector<ShopOrderLine>& lines, const std::string& customer_name);
  std::string place_late(const std::vector<ShopOrderLine>& lines);
  void reveal();
  void refund(const std::string& order_id, const std::string& sku, int quantity, bool restock, bool moves_the_order);
  void cancel(const std::string& order_id);
  void ship_the_rest(const std::string& order_id);
  void garble(const std::string& order_id, bool garbled);

  int parcel_count(const std::string& order_id);
  int count_tracking(const std::string& order_id, const std::string& number);

 private:
  FakeMagento& shop_;
  std::vector<int> late_;
};

}  // namespace tillbridge::tests
