#pragma once
#include <optional>

#include "domain/listing.hpp"

namespace tillbridge::jobs {

/// What a shop is to be sent at `now`. One that keeps the window of a sale gets it; the others get the sale while it is open and
/// nothing of it before and after (the pricing job comes back when it starts and ends). Start belongs to the window, end does not.
std::optional<domain::WebPrice> price_to_send(const domain::ItemPrice& price, bool shop_keeps_window, base::Timestamp now);

}  // namespace tillbridge::jobs
