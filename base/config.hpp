#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace tillbridge::base {

enum class ConfigType { kText, kInteger, kFlag, kList, kPath };

/// One row of the definition table (base/config_table.cpp): everything that is ever said about a setting.
struct ConfigKey {
  std::string_view name;           ///< "section.name", lower case, snake_case
  ConfigType type = ConfigType::kText;
  std::string_view default_value;  ///< as one would write it after --set; lists separated by commas; "" = none
  std::string_view constraint;     ///< kInteger: "min..max"; kText: "" or "a|b|c"
  bool secret = false;             ///< also readable from a file by "<name>_file"; never shown
  std::string_view text;           ///< what it is for, one or more sentences
};

/// All settings, grouped by section, in the order of the documentation.
std::span<const ConfigKey> config_table();

/// The settings of one process after all sources were read and checked. Immutable; safe for any thread.
/// Asking for a key that the table does not have, or by another type, is a bug: std::logic_error.
class Config {
 public:
  /// kText or kPath; a relative path from the file is already resolved against the folder of the file.
  std::string text(std::string_view key) const;
  std::int64_t integer(std::string_view key) const;
  bool flag(std::string_view key) const;
  std::vector<std::string> list(std::string_view key) const;

  /// Where the value came from: "default", "environment", "command line" or "<file>:<line>".
  const std::string& origin(std::string_view key) const;
  /// The file that was read; empty when there was none.
  const std::filesystem::path& file() const { return file_; }

 private:
  friend class ConfigLoader;
  struct Value {
    std::string text;
    std::vector<std::string> list;
    std::string origin = "default";
  };
  const Value& value(std::string_view key, ConfigType type) const;
  std::map<std::string, Value, std::less<>> values_;
  std::filesystem::path file_;
};

/// Where settings are read from; a later source wins: table default, file, environment, overrides.
struct ConfigSources {
  std::optional<std::filesystem::path> file;                        ///< TOML; must exist when given
  std::vector<std::pair<std::string, std::string>> environment;     ///< TILLBRIDGE_SERVE_LISTEN=… means serve.listen
  std::vector<std::string> overrides;                               ///< "serve.listen=127.0.0.1:8470"; secrets are refused here
};

/// Reads and checks everything. All mistakes are found in one go: the error's message holds one line for each, with file and line,
/// what is wrong and what to write instead (an unknown key names the nearest known one). Refuses a file that holds a secret and can
/// be read by group or others. Code kInvalidRequest, kNotFound when the file does not exist.
Result<Config> load_config(const ConfigSources& sources);

/// The TILLBRIDGE_… variables of this process.
std::vector<std::pair<std::string, std::string>> config_environment();

/// "TILLBRIDGE_SERVE_LISTEN" for "serve.listen".
std::string environment_name(std::string_view key);

/// docs/configuration.md as the command `config reference` prints it.
std::string config_reference();

/// A configuration file with every key commented out and explained; `values` are written as set.
std::string config_sample(const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace tillbridge::base
