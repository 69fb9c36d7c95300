#pragma once
#include "connectors/woocommerce/api.hpp"

namespace tillbridge::connectors::woocommerce {

/// What a shop says about itself: version (at least 5.8), currency, tax mode, time zone, whether the key reads and writes, which shipment plugins
/// there are. Reads only, but for one write of an empty batch, which changes nothing and proves the right to write.
Result<ProbeReport> probe_shop(Api& api, const Settings& settings);

}  // namespace tillbridge::connectors::woocommerce
