#pragma once
#include "persistence/database.hpp"
#include "services/fingerprints/account_memory.hpp"

namespace tillbridge::services {

/// The clock of an account moved by another's hand: forgets the items whose product, price or stock changed since the memory's moment up
/// to step `up_to`, and those of which a reservation waits for the next quantity. What is still held is true at `up_to` then. False, and all
/// forgotten, where that cannot be told: the clock did not come from the memory's moment (a backup was restored), that is more than 31 steps
/// ago, or more than kMovedAtMost items moved. With the turn, inside one transaction; a repeat does no harm.
bool forget_what_moved(persistence::UnitOfWork& work, domain::AccountId account, AccountMemory& memory, const PrintSecret& secret, domain::Step up_to);

/// More moved items than this cost more to list than a new start.
constexpr int kMovedAtMost = 5'000;

}  // namespace tillbridge::services
