#include "base/time_text.hpp"
#include "connectors/generic/connector.hpp"
#include "connectors/generic/level_write.hpp"

namespace tillbridge::connectors::generic {
namespace {

Json time_or_null(const std::optional<base::Timestamp>& at) { return at ? Json(base::format_utc(*at)) : Json(nullptr); }

}  // namespace

std::vector<Outcome> GenericConnector::set_prices(std::span<const PriceWrite> writes) {
  const bool window = settings_.capabilities.sale_window;
  return write_levels(api_, settings_.path("prices"), writes, [window](const PriceWrite& write) {
    auto entry = to_json(write.remote);
    entry["price"] = write.price.price.to_text();
    entry["sale_price"] = write.price.sale_price ? Json(write.price.sale_price->to_text()) : Json(nullptr);
    if (window) {
      entry["sale_start"] = time_or_null(write.price.sale_start);
      entry["sale_end"] = time_or_null(write.price.sale_end);
    }
    return entry;
  });
}

}  // namespace tillbridge::connectors::generic
