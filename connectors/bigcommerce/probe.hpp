#pragma once
#include "connectors/bigcommerce/api.hpp"

namespace tillbridge::connectors::bigcommerce {

/// What the store says about itself, and whether the API account has every right that we need: reads, and writes of nothing. All rights that are missing
/// are named in one error with the place to set them. Notes tell what does not fit the site's options.
Result<ProbeReport> probe_store(Api& api, const Settings& settings);

}  // namespace tillbridge::connectors::bigcommerce
