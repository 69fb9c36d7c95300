#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace tillbridge::base {

/// One value of a TOML file as text, with its place. Lists keep their entries apart.
struct TomlEntry {
  std::string key;                   ///< "section.name"
  std::string text;                  ///< scalars: as after --set
  std::vector<std::string> list;
  bool is_list = false;
  bool is_text = false;              ///< was written in quotes
  bool is_readable = true;           ///< false: a date, a float or a nested table, which no setting has
  int line = 0;
};

/// All values of the file in order of their keys. kNotFound when there is no such file, kInvalidRequest with line and column when it is
/// not TOML.
Result<std::vector<TomlEntry>> read_toml(const std::filesystem::path& file);

}  // namespace tillbridge::base
