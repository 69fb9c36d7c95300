#pragma once
#include <map>

#include "tests/contract/connector/shop_under_test.hpp"

namespace tillbridge::tests {

/// The sandbox behind the generic connector, with the platform's profile and the site's options.
std::unique_ptr<ShopUnderTest> make_generic_shop(const std::string& platform, const std::map<std::string, std::string>& options = {});

}  // namespace tillbridge::tests
