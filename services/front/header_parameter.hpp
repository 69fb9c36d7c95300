#pragma once
#include <string>
#include <string_view>

namespace tillbridge::services::front {

/// The value of one parameter of a header such as `multipart/form-data; boundary="x"`: blanks around it and double quotes are taken off, the
/// name's case says nothing. "" where there is none.
std::string header_parameter(std::string_view header, std::string_view name);

}  // namespace tillbridge::services::front
