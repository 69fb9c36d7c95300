#pragma once
#include "tests/contract/connector/shop_under_test.hpp"

namespace tillbridge::tests {

/// The pretended BigCommerce store behind its connector.
std::unique_ptr<ShopUnderTest> make_bigcommerce_shop();

}  // namespace tillbridge::tests
