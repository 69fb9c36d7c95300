#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/config.hpp"
#include "base/master_key.hpp"
#include "base/random.hpp"
#include "persistence/database.hpp"

namespace tillbridge::admin {

/// Where an installation keeps its things, read from its settings. Used by every process.
persistence::DatabaseOptions database_options(const base::Config& config);
/// kInvalidRequest says what is wrong with a database address and how it should look.
base::Result<void> check_database_url(const std::string& url);
std::filesystem::path master_key_file(const base::Config& config);

/// One thing that `init` looked at.
struct InitStep {
  std::string what;                   ///< "configuration", "data folder", "log folder", "master key", "database"
  std::string where;
  bool made = false;                  ///< false = it was there and was kept
};

struct InitRequest {
  std::filesystem::path config_file;
  std::filesystem::path data_directory;  ///< written into a new configuration
  std::string database_url;           ///< likewise; "" = SQLite in the data folder
  std::vector<std::string> overrides; ///< --set of this call
};

/// Makes what is missing of an installation: configuration file (0640, every setting explained), folders (0750), master key (0400), database with its
/// tables. Keeps what is there, so that it can be run again. kConflict when the database holds data but the master key is gone: a new key
/// could not open its secrets.
base::Result<std::vector<InitStep>> init_installation(const InitRequest& request, base::Random& random);

}  // namespace tillbridge::admin
