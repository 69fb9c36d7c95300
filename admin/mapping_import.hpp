#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "admin/mapping_file.hpp"
#include "admin/mappings.hpp"

namespace tillbridge::admin {

struct ImportRequest {
  MappingScope scope;                 ///< of lines that name no site
  std::vector<MappingLine> lines;
  bool replace = false;               ///< removes what the scopes of the file have and the file does not name
  bool dry_run = false;
};

struct ImportReport {
  std::int64_t added = 0, changed = 0, unchanged = 0, removed = 0;
  std::vector<std::string> notes;     ///< as MappingChange::notes, at most 20
};

/// All lines or none: kInvalidRequest names the first lines that are wrong, among them one value with two targets. With `replace` the
/// scope of the request counts also where no line has it. One audit entry with the counts.
base::Result<ImportReport> import_mappings(AdminServices& services, const ImportRequest& request);

}  // namespace tillbridge::admin
