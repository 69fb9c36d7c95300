#pragma once
#include <string>
#include <vector>

namespace tillbridge::persistence::dialect {

/// A table's columns as an upsert sees them. Values of a row come as keys, then replaced, then kept.
struct UpsertShape {
  std::string table;
  std::vector<std::string> keys;      ///< the primary key
  std::vector<std::string> replaced;  ///< taken from the new row when the key exists
  std::vector<std::string> kept = {}; ///< of a new row only; an existing row keeps its own
  std::string rising = {};            ///< one of `replaced`: an existing row with a higher value there stays as it is; "" = no guard

  std::size_t width() const { return keys.size() + replaced.size() + kept.size(); }
};

/// "INSERT INTO t (a, b) VALUES (?, ?), (?, ?)" for `rows` rows.
std::string insert_text(const std::string& table, const std::vector<std::string>& columns, std::size_t rows);
std::string insert_text(const UpsertShape& shape, std::size_t rows);

}  // namespace tillbridge::persistence::dialect
