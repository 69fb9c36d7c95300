#pragma once
#include <string>

#include "connectors/magento/api.hpp"

namespace tillbridge::connectors::magento {

/// Whether the keys are right and have every right that is needed (the first missing one is named, and where to give it), whether source,
/// attribute set and websites of the site are there, and what the shop says of itself. Effects: none; the rights to write are tried with empty
/// lists.
Result<ProbeReport> probe_shop(Api& api, const Settings& settings, SiteMemory& memory, const std::string& currency);

}  // namespace tillbridge::connectors::magento
