#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/log.hpp"

namespace tillbridge::base {

/// `"event":"x","key":"value",...` without the braces: what the JSON layout puts behind time, level and component.
/// Every value is escaped, so no field can forge a line.
std::string format_log_fields(std::string_view event, std::initializer_list<LogField> fields);

/// JSON string escaping of UTF-8 text, quotes not included. A byte that is not UTF-8 becomes U+FFFD, so that the line stays readable.
std::string escape_json(std::string_view text);

}  // namespace tillbridge::base
