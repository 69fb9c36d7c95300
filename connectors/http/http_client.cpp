#include "connectors/http/http_client.hpp"

#include <algorithm>

namespace tillbridge::connectors::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view HttpExchange::header(std::string_view name) const {
  for (const auto& field : headers)
    if (equals_ignoring_case(field.name, name)) return field.value;
  return {};
}

}  // namespace tillbridge::connectors::http
