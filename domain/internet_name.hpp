#pragma once
#include <string>
#include <string_view>

namespace tillbridge::domain {

/// A host name as the name system holds it: lower case, labels with other letters as "xn--…" (RFC 3492), no dot at the end. Names that
/// cannot be written so stay in lower case. Pure; no look-up.
std::string internet_name(std::string_view utf8);

}  // namespace tillbridge::domain
