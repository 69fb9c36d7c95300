#pragma once
#include <string>

#include "domain/item.hpp"

namespace tillbridge::jobs {

/// The name of a matrix product: the item's name without its option values at the end and what divides them
/// ("Tee, Red / M" with Colour=Red, Size=M → "Tee"). A name that would become empty stays whole.
std::string parent_name(const domain::Item& item);

}  // namespace tillbridge::jobs
