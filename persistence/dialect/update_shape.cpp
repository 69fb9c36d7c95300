#include "persistence/dialect/update_shape.hpp"

namespace tillbridge::persistence::dialect {

std::vector<std::string> UpdateShape::columns() const {
  auto all = replaced;
  all.insert(all.end(), later.begin(), later.end());
  all.insert(all.end(), keys.begin(), keys.end());
  return all;
}

std::string update_text(const UpdateShape& shape, const std::function<std::string(const std::string& column)>& later_of) {
  std::string changes, keys;
  for (const auto& column : shape.replaced) changes += (changes.empty() ? "" : ", ") + column + " = ?";
  for (const auto& column : shape.later) changes += (changes.empty() ? "" : ", ") + column + " = " + later_of(column);
  for (const auto& key : shape.keys) keys += (keys.empty() ? "" : " AND ") + key + " = ?";
  return "UPDATE " + shape.table + " SET " + changes + " WHERE " + keys;
}

}  // namespace tillbridge::persistence::dialect
