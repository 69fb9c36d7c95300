#pragma once
#include <string>
#include <vector>

#include "conformance/task.hpp"

namespace tillbridge::conformance {

/// Why these pieces cannot be ordered in the shop now, "" when they can. Publishes their products on the way: new ones arrive as drafts.
std::string order_obstacle(Stage& stage, const Pieces& basket);

/// Judges whether a transaction was booked: by its newest confirmation that did not fault. Waiting when it was not confirmed yet, failed when it was refused or the
/// service did not take the confirmation; passed with remarks otherwise.
Verdict judge_booking(const HandedOut& transaction, const Seen& seen);

}  // namespace tillbridge::conformance
