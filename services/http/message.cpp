#include "services/http/message.hpp"

#include <algorithm>

namespace tillbridge::services::http {
namespace {

constexpr std::size_t kLetGoPiece = 1024 * 1024;

}  // namespace

std::function<void(std::size_t)> let_go_behind(const Body& body) {
  return [&body, released = std::size_t{0}](std::size_t passed) mutable {
    if (passed < released) released = 0;  // read again from the beginning
    if (passed - released < kLetGoPiece) return;
    body.let_go(passed);
    released = passed;
  };
}

std::optional<std::string_view> Request::header(std::string_view lower_name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) { return header.first == lower_name; });
  if (found == headers.end()) return std::nullopt;
  return found->second;
}

}  // namespace tillbridge::services::http
