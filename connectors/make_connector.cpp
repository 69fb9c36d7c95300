#include <fmt/format.h>

#include <array>
#include <string_view>

#include "connectors/bigcommerce/make.hpp"
#include "connectors/connector.hpp"
#include "connectors/generic/make.hpp"
#include "connectors/magento/make.hpp"
#include "connectors/shopify/make.hpp"
#include "connectors/woocommerce/make.hpp"

namespace tillbridge::connectors {
namespace {

using Maker = Result<std::unique_ptr<Connector>> (*)(const ConnectorContext&);

struct Platform {
  std::string_view name;
  Maker make;
  bool one_lane = false;              ///< see one_lane_platforms()
};

// One line per platform.
constexpr std::array kPlatforms = {
    Platform{"bigcommerce", &bigcommerce::make, true},
    Platform{"generic", &generic::make},
    Platform{"hipcommerce", &generic::make},
    Platform{"magento", &magento::make, true},
    Platform{"shopify", &shopify::make},
    Platform{"woocommerce", &woocommerce::make},
};

}  // namespace

std::vector<std::string> platform_names() {
  std::vector<std::string> names;
  for (const auto& platform : kPlatforms) names.emplace_back(platform.name);
  return names;
}

std::vector<std::string> one_lane_platforms() {
  std::vector<std::string> names;
  for (const auto& platform : kPlatforms)
    if (platform.one_lane) names.emplace_back(platform.name);
  return names;
}

Result<std::unique_ptr<Connector>> make_connector(const ConnectorContext& context) {
  for (const auto& platform : kPlatforms)
    if (platform.name == context.site.platform) return platform.make(context);
  return base::Error{.code = base::ErrorCode::kInvalidRequest,
                     .message = fmt::format("unknown platform '{}'; there are: {}", context.site.platform, fmt::join(platform_names(), ", ")),
                     .field = "platform"};
}

}  // namespace tillbridge::connectors
