#pragma once
#include <functional>
#include <string>
#include <vector>

#include "persistence/soci/value.hpp"

namespace tillbridge::persistence::soci {

/// Calls `act(list, values)` for slices of `keys`: `list` is "(?, ?, …)" and `values` the keys for it. The length of the
/// list is a power of two (the last key is repeated), so that few statements are ever prepared.
/// Reads of rows by the beginning of their primary key go through read_keyed (keyed_read.hpp), which also knows ranges.
void for_each_slice(const std::vector<std::string>& keys, const std::function<void(const std::string& list, const Values& values)>& act);

/// `first` followed by `second`.
Values joined(Values first, const Values& second);

}  // namespace tillbridge::persistence::soci
