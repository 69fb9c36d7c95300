#pragma once
#include <optional>
#include <vector>

#include "jobs/explain.hpp"

namespace tillbridge::jobs {

/// What becomes of the item's options and attributes on this site: those that are mapped, stay unmapped for a reason, or stand in the shop
/// otherwise than a mapping made since says. Used by explain_item.
std::vector<ValueView> explain_values(persistence::UnitOfWork& work, const domain::Site& site, const domain::Item& item, const std::optional<domain::Listing>& listing);

}  // namespace tillbridge::jobs
