#pragma once
#include <cstdint>
#include <string_view>

#include "connectors/http/json.hpp"

namespace tillbridge::connectors::magento {

using http::Json;

/// A whole number from a number or its text (Magento gives ids as either); `fallback` for everything else.
std::int64_t whole_of(const Json& value, std::int64_t fallback = 0);
std::int64_t whole_member(const Json& object, std::string_view name, std::int64_t fallback = 0);

}  // namespace tillbridge::connectors::magento
