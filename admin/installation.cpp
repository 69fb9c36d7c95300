#include "admin/installation.hpp"

#include <sys/stat.h>

#include <fstream>

#include <fmt/format.h>

#include "persistence/database_url.hpp"

namespace tillbridge::admin {
namespace {

namespace fs = std::filesystem;
constexpr auto kFolderMode = fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec;
constexpr auto kConfigMode = fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read;

base::Error cannot_make(const fs::path& path, const std::string& why) {
  return {base::ErrorCode::kUnavailable, fmt::format("{}: cannot be made: {}; run as the user who owns the folder, or name another with --dir", path.string(), why)};
}

base::Result<InitStep> make_folder(const std::string& what, const fs::path& folder) {
  std::error_code failed;
  const bool made = fs::create_directories(folder, failed);
  if (failed) return cannot_make(folder, failed.message());
  if (made) fs::permissions(folder, kFolderMode);
  return InitStep{what, folder.string(), made};
}

base::Result<InitStep> make_config(const InitRequest& request) {
  const InitStep kept{"configuration", request.config_file.string(), false};
  if (fs::exists(request.config_file)) return kept;
  if (auto folder = make_folder("", request.config_file.parent_path()); !folder) return folder.error();
  std::vector<std::pair<std::string, std::string>> values{{"data.directory", request.data_directory.string()}};
  if (!request.database_url.empty()) values.emplace_back("database.url", request.database_url);
  std::ofstream out(request.config_file);
  out << base::config_sample(values);
  out.close();
  if (!out) return cannot_make(request.config_file, "it cannot be written");
  fs::permissions(request.config_file, kConfigMode);
  return InitStep{"configuration", request.config_file.string(), true};
}

base::Result<InitStep> make_key(const base::Config& config, base::Random& random) {
  const auto file = master_key_file(config);
  if (fs::exists(file)) {
    if (auto key = base::MasterKey::read(file); !key) return key.error();
    return InitStep{"master key", file.string(), false};
  }
  if (persistence::schema_status(database_options(config)).applied > 0) {
    return base::Error{base::ErrorCode::kConflict,
                       fmt::format("{}: the master key is missing, but the database holds data that was sealed with it; put the copy of the key back",
                                   file.string())};
  }
  if (auto key = base::MasterKey::create(file, random); !key) return key.error();
  return InitStep{"master key", file.string(), true};
}

}  // namespace

persistence::DatabaseOptions database_options(const base::Config& config) {
  auto url = config.text("database.url");
  if (url.empty()) url = "sqlite:" + (fs::path(config.text("data.directory")) / "tillbridge.db").string();
  return {.url = url, .password = config.text("database.password"), .pool_size = static_cast<int>(config.integer("database.pool_size"))};
}

base::Result<void> check_database_url(const std::string& url) {
  try {
    persistence::parse_database_url(url);
    return {};
  } catch (const std::invalid_argument& error) {
    return base::Error{base::ErrorCode::kInvalidRequest, error.what(), {}, {}, "database.url"};
  }
}

fs::path master_key_file(const base::Config& config) {
  const fs::path file = config.text("secrets.master_key_file");
  return file.empty() ? fs::path(config.text("data.directory")) / "master.key" : file;
}

base::Result<std::vector<InitStep>> init_installation(const InitRequest& request, base::Random& random) {
  if (!request.database_url.empty()) {
    if (auto checked = check_database_url(request.database_url); !checked) return checked.error();
  }
  std::vector<InitStep> steps;
  const auto take = [&](base::Result<InitStep> step) -> base::Result<void> {
    if (!step) return step.error();
    steps.push_back(*step);
    return {};
  };
  if (auto done = take(make_config(request)); !done) return done.error();
  const auto config = base::load_config({request.config_file, base::config_environment(), request.overrides});
  if (!config) return config.error();
  const fs::path data = config->text("data.directory");
  if (auto done = take(make_folder("data folder", data)); !done) return done.error();
  if (auto done = take(make_folder("log folder", data / "log")); !done) return done.error();
  if (auto done = take(make_key(*config, random)); !done) return done.error();
  const auto options = database_options(*config);
  steps.push_back({"database", options.url, !persistence::migrate_schema(options).empty()});
  return steps;
}

}  // namespace tillbridge::admin
