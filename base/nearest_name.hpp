#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tillbridge::base {

/// The candidate that needs the fewest changed letters to become `text`: what somebody probably meant. Empty without candidates.
std::string nearest_name(std::string_view text, const std::vector<std::string>& candidates);

}  // namespace tillbridge::base
