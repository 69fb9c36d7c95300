#include "persistence/dialect/upsert_shape.hpp"

namespace tillbridge::persistence::dialect {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

}  // namespace

std::string insert_text(const std::string& table, const std::vector<std::string>& columns, std::size_t rows) {
  const std::string row = "(" + joined(std::vector<std::string>(columns.size(), "?")) + ")";
  return "INSERT INTO " + table + " (" + joined(columns) + ") VALUES " + joined(std::vector<std::string>(rows, row));
}

std::string insert_text(const UpsertShape& shape, std::size_t rows) {
  auto columns = shape.keys;
  columns.insert(columns.end(), shape.replaced.begin(), shape.replaced.end());
  columns.insert(columns.end(), shape.kept.begin(), shape.kept.end());
  return insert_text(shape.table, columns, rows);
}

}  // namespace tillbridge::persistence::dialect
