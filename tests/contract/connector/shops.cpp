#include <ostream>

#include "tests/contract/connector/bigcommerce_shop.hpp"
#include "tests/contract/connector/generic_shop.hpp"
#include "tests/contract/connector/magento_shop.hpp"
#include "tests/contract/connector/shop_under_test.hpp"
#include "tests/contract/connector/shopify_shop.hpp"
#include "tests/contract/connector/woocommerce_shop.hpp"

namespace tillbridge::tests {

std::ostream& operator<<(std::ostream& out, const ShopMaker& maker) { return out << maker.platform << (maker.kind.empty() ? "" : " ") << maker.kind; }

std::vector<ShopMaker> shops_under_test() {
  return {
      {"bigcommerce", [] { return make_bigcommerce_shop(); }},
      {"generic", [] { return make_generic_shop("generic"); }},
      {"generic", [] { return make_generic_shop("generic", {{"stock_basis", "physical"}}); }, "counting physical stock"},
      {"hipcommerce", [] { return make_generic_shop("hipcommerce"); }},
      {"magento", [] { return make_magento_shop(); }},
      {"shopify", [] { return make_shopify_shop(); }},
      {"woocommerce", [] { return make_woocommerce_shop(); }},
  };
}

}  // namespace tillbridge::tests
