#include "persistence/soci/in_list.hpp"

#include <algorithm>
#include <bit>

namespace tillbridge::persistence::soci {
namespace {

constexpr std::size_t kKeysPerSlice = 512;

std::string list_of(std::size_t length) {
  std::string out = "(?";
  for (std::size_t i = 1; i < length; ++i) out += ",?";
  return out + ")";
}

}  // namespace

void for_each_slice(const std::vector<std::string>& keys, const std::function<void(const std::string& list, const Values& values)>& act) {
  for (std::size_t first = 0; first < keys.size(); first += kKeysPerSlice) {
    const auto count = std::min(kKeysPerSlice, keys.size() - first);
    const auto length = std::bit_ceil(count);
    Values values;
    values.reserve(length);
    for (std::size_t i = 0; i < length; ++i) values.emplace_back(keys[first + std::min(i, count - 1)]);
    act(list_of(length), values);
  }
}

Values joined(Values first, const Values& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace tillbridge::persistence::soci
