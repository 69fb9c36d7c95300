#pragma once
#include "tests/contract/connector/shop_under_test.hpp"

namespace tillbridge::tests {

/// The sandbox behind the generic connector, with the platform's profile.
std::unique_ptr<ShopUnderTest> make_generic_shop(const std::string& platform);

}  // namespace tillbridge::tests
