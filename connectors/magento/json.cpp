#include "connectors/magento/json.hpp"

#include <charconv>

namespace tillbridge::connectors::magento {

std::int64_t whole_of(const Json& value, std::int64_t fallback) {
  const std::string text = http::text_of(value);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? number : fallback;
}

std::int64_t whole_member(const Json& object, std::string_view name, std::int64_t fallback) { return whole_of(http::member(object, name), fallback); }

}  // namespace tillbridge::connectors::magento
