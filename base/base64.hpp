#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tillbridge::base {

/// Standard alphabet with padding, no line breaks.
std::string to_base64(std::span<const std::uint8_t> bytes);
/// Nothing for anything that to_base64 would not have written.
std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text);

}  // namespace tillbridge::base
