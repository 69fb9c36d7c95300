#pragma once
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "admin/admin_services.hpp"
#include "admin/cli/command_line.hpp"
#include "base/config.hpp"
#include "base/result.hpp"

namespace tillbridge::admin::cli {

using Json = nlohmann::ordered_json;

/// What may stand before or behind every sub-command.
struct GlobalOptions {
  std::string config_file;            ///< --config, else TILLBRIDGE_CONFIG
  std::string directory;              ///< --dir: <directory>/tillbridge.toml
  std::vector<std::string> overrides; ///< --set
  std::string account;                ///< --account
  std::string role;                   ///< --role, else admin.role
  bool json = false;
  bool verbose = false;
};

/// One call of the program: reads the settings and opens the store only when a command asks for it.
class Context {
 public:
  Context(const GlobalOptions& options, const Parts& parts);
  ~Context();

  const GlobalOptions& options() const { return options_; }
  const Parts& parts() const { return parts_; }
  /// The file that --config, --dir or the environment name, else the default one.
  std::string config_file() const;
  /// `overrides` win over --set.
  base::Result<base::Config> config(const std::vector<std::string>& overrides = {}) const;
  /// Opens database and master key at the first call.
  base::Result<AdminServices*> services();

  /// JSON with --json, else what `text` prints.
  void show(const Json& json, const std::function<void(std::ostream&)>& text) const;
  bool json() const { return options_.json; }
  base::Timestamp now() const;

 private:
  struct Opened;
  const GlobalOptions& options_;
  const Parts& parts_;
  std::unique_ptr<Opened> opened_;
};

/// "root" for the user who runs the program.
std::string os_user_name();

}  // namespace tillbridge::admin::cli
