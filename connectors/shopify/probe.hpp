#pragma once
#include "connectors/shopify/location.hpp"

namespace tillbridge::connectors::shopify {

/// Reads only: credentials, the app's access scopes, the location of the stock, currency and version. kForbidden with word "missing_scope" names
/// the scopes that the app lacks and where to give them.
base::Result<ProbeReport> probe_shop(Api& api, const Settings& settings);

}  // namespace tillbridge::connectors::shopify
