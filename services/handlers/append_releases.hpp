#pragma once
#include <optional>

#include "domain/account.hpp"
#include "domain/document.hpp"
#include "domain/site.hpp"
#include "persistence/database.hpp"

namespace tillbridge::services {

/// A confirmed document told the POS what its lines reserve: notes it, so that the POS quantities newer than the confirm end the
/// reservations. Changes no number. Where the POS has told both times and its stored quantities were read after the booking, they
/// hold it already: then the next inventory run ends the reservation. Inside the confirm's transaction.
void append_releases(persistence::UnitOfWork& work, const domain::Account& account, const domain::Site& site, const domain::Document& confirmed,
                     base::Timestamp now, const std::optional<base::Timestamp>& booked_at);

}  // namespace tillbridge::services
