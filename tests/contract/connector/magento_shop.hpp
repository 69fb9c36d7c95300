#pragma once
#include <memory>

#include "tests/contract/connector/shop_under_test.hpp"

namespace tillbridge::tests {

/// The pretended Magento.
std::unique_ptr<ShopUnderTest> make_magento_shop();

}  // namespace tillbridge::tests
