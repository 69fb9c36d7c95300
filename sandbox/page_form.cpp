#include "sandbox/page_form.hpp"

#include <algorithm>

#include "sandbox/model_json.hpp"

namespace tillbridge::sandbox {

std::string Form::text(const std::string& name) const {
  const auto at = std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) { return field.first == name; });
  return at == fields_.end() ? "" : at->second;
}

bool Form::has(const std::string& name) const {
  return std::any_of(fields_.begin(), fields_.end(), [&](const auto& field) { return field.first == name; });
}

base::Decimal Form::number(const std::string& name) const {
  const auto value = text(name);
  if (value.empty()) return {};
  const auto read = base::Decimal::parse(value);
  if (!read) throw BadValue(read.error().message);
  return *read;
}

}  // namespace tillbridge::sandbox
