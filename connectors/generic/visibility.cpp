#include "connectors/generic/connector.hpp"
#include "connectors/generic/level_write.hpp"

namespace tillbridge::connectors::generic {

std::vector<Outcome> GenericConnector::set_visibility(std::span<const VisibilityWrite> writes) {
  return write_levels(api_, settings_.path("visibility"), writes, [](const VisibilityWrite& write) {
    auto entry = to_json(write.remote);
    entry["visibility"] = write.rule == domain::SellOnlineRule::kHide ? "hidden" : "draft";
    return entry;
  });
}

}  // namespace tillbridge::connectors::generic
