#pragma once
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tillbridge::persistence::dialect {

/// Columns of rows that exist already and get new values. Values of a row come as replaced, then later, then keys.
struct UpdateShape {
  std::string table;
  std::vector<std::string> replaced;   ///< taken from the new values
  std::vector<std::string> later = {};  ///< times that are taken only where the row holds none or an earlier one; NULL takes nothing
  std::vector<std::string> keys;       ///< the row with all of these; others, and rows that do not exist, stay as they are
  /// All further columns that must not be NULL, each with a literal. Where it is given, a server may be told to insert or update, which
  /// costs it half of an update, and to take away again what that made: rows that bear the first of these literals, so no other row of
  /// the first key may bear it, and an index of (first key, first of these columns) should stand.
  std::vector<std::pair<std::string, std::string>> while_missing = {};

  std::size_t width() const { return columns().size(); }
  std::vector<std::string> columns() const;
};

/// "UPDATE t SET x = ? WHERE a = ? AND k = ?" for one row; `later_of` gives the value of a column of `later`, with one `?`.
std::string update_text(const UpdateShape& shape, const std::function<std::string(const std::string& column)>& later_of = {});

}  // namespace tillbridge::persistence::dialect
