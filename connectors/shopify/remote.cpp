#include "connectors/shopify/remote.hpp"

#include <vector>

#include "connectors/shopify/json.hpp"

namespace tillbridge::connectors::shopify {
namespace {

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find(':', from), text.size());
    out.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

}  // namespace

std::optional<Remote> Remote::from(const domain::RemoteRef& ref) {
  const auto parts = parts_of(ref.variant_id.empty() ? ref.product_id : ref.product_id + ":" + ref.variant_id);
  if (parts.size() != 3) return std::nullopt;
  for (const auto& part : parts)
    if (!is_id(part)) return std::nullopt;
  return Remote{parts[0], parts[1], parts[2]};
}

std::string product_of(const domain::RemoteRef& ref) {
  const auto first = parts_of(ref.product_id).front();
  return is_id(first) ? first : "";
}

}  // namespace tillbridge::connectors::shopify
