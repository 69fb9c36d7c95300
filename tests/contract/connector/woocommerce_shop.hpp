#pragma once
#include "tests/contract/connector/shop_under_test.hpp"

namespace tillbridge::tests {

/// The pretended WooCommerce behind its connector, over http with signed requests.
std::unique_ptr<ShopUnderTest> make_woocommerce_shop();

}  // namespace tillbridge::tests
