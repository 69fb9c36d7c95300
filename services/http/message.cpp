#include "services/http/message.hpp"

#include <algorithm>

namespace tillbridge::services::http {

std::optional<std::string_view> Request::header(std::string_view lower_name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) { return header.first == lower_name; });
  if (found == headers.end()) return std::nullopt;
  return found->second;
}

}  // namespace tillbridge::services::http
