#pragma once
#include <memory>

#include "tests/contract/connector/shop_under_test.hpp"

namespace tillbridge::tests {

/// The pretended Shopify behind its connector, with a token that does not expire.
std::unique_ptr<ShopUnderTest> make_shopify_shop();

}  // namespace tillbridge::tests
