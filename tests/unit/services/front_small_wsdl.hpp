#pragma once
#include <string_view>

namespace tillbridge::services::front {

/// A contract in the shape of ours, small enough to read in a test: rows in a wrapper, rows in rows, simple lists, two services.
std::string_view small_wsdl();

inline constexpr std::string_view kSmallNamespace = "urn:test:pos:1";

}  // namespace tillbridge::services::front
