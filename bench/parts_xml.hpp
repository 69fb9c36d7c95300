#pragma once
#include <string>
#include <string_view>

#include "bench/race.hpp"

namespace tillbridge::bench {

/// One run of expat over these bytes, namespaces on, with handlers that only count.
Spent time_expat(std::string_view bytes);

/// The clean envelope that the front parser makes of a request.
std::string clean_envelope(std::string_view bytes);

/// gSOAP's own reading of a clean envelope in memory, rows dropped as they come. Operations: UpdateInventory, UpdatePOSProducts.
Spent time_gsoap(std::string_view clean, std::string_view operation);

}  // namespace tillbridge::bench
