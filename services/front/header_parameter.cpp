#include "services/front/header_parameter.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "services/front/front_context.hpp"

namespace tillbridge::services::front {

std::string header_parameter(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const auto end = std::min(header.find(';'), header.size());
    const auto part = base::trim_blanks(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const auto equals = part.find('=');
    if (equals == std::string_view::npos || !equals_ignoring_case(base::trim_blanks(part.substr(0, equals)), name)) continue;
    auto value = base::trim_blanks(part.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    return std::string(value);
  }
  return {};
}

}  // namespace tillbridge::services::front
