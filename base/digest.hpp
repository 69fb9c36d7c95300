#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tillbridge::base {

/// SHA-256 over the parts, each with its length in front: no two different lists of parts give the same bytes to hash.
std::vector<std::uint8_t> sha256(std::initializer_list<std::string_view> parts);

/// `prefix` + 26 characters of the first 128 bits of sha256(parts): the same parts give the same id for ever. Not a secret.
std::string derived_id(std::string_view prefix, std::initializer_list<std::string_view> parts);

}  // namespace tillbridge::base
