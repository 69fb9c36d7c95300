#pragma once
#include <string>
#include <string_view>

namespace tillbridge::services::soap_xml {

/// UTF-8 without broken sequences and without characters that XML 1.0 forbids, each replaced by U+FFFD: what callers sent may be
/// quoted in a message at any length, and an old order may hold what a shop once sent.
std::string legal_text(std::string_view text);
/// legal_text with & < > " escaped, and CR, which every reader of XML would turn into LF.
std::string escape(std::string_view text);
/// `<tb:Name>escaped text</tb:Name>`.
std::string element(std::string_view name, std::string_view text);

}  // namespace tillbridge::services::soap_xml
