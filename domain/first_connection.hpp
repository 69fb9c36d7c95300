#pragma once
#include "domain/site.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::domain {

/// Whether an order seen for the first time was closed before the site was connected (Site::orders_since): then nothing of it ever goes down to
/// the POS and nothing is reserved, whatever happens to it later. An order that was open then goes down whole, also when its last parcel left
/// before we first saw it: a parcel from after the connection proves it.
bool is_from_before_connection(const Site& site, const CollectedOrder& collected);

}  // namespace tillbridge::domain
