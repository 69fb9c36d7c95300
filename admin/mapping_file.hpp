#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace tillbridge::admin {

/// One line of a mapping file, not yet checked.
struct MappingLine {
  int line = 0;                       ///< where it begins, from 1
  std::string attribute, pos_value, web_value;
  std::string site;                   ///< "" = the column is missing or empty
};

/// Reads CSV with a heading that names attribute, pos_value and web_value, and site where it is wanted, in any order. Divided by
/// commas, semicolons or tabs, whichever the heading has; fields may stand in double quotes, with "" for one inside and line ends;
/// a BOM and empty lines are passed by. kInvalidRequest with the line: no heading, a missing or unknown column, another number of
/// fields, an open quote, more than 100,000 lines or 16 MB.
base::Result<std::vector<MappingLine>> read_mapping_file(std::string_view text);

}  // namespace tillbridge::admin
