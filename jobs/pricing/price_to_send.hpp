#pragma once
#include <optional>

#include "domain/listing.hpp"

namespace tillbridge::jobs {

/// What a shop is to be sent at `now`. Start belongs to the window of a sale, end does not.
///   before the start  a shop that keeps windows gets the sale with its start and end, the others no sale
///   in the window     the sale; its end too where the shop keeps it, a start that has passed no more
///   after the end     no sale
/// So the value changes at the start and at the end, and the pricing job sends it then: to every shop, since one that keeps windows
/// may look at them only once a day (docs/prices.md).
std::optional<domain::WebPrice> price_to_send(const domain::ItemPrice& price, bool shop_keeps_window, base::Timestamp now);

}  // namespace tillbridge::jobs
