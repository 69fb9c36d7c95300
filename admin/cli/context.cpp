#include "admin/cli/context.hpp"

#include <pwd.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>

#include "admin/installation.hpp"

namespace tillbridge::admin::cli {
namespace {

constexpr const char* kDefaultConfigFile = "/etc/tillbridge/tillbridge.toml";
constexpr const char* kConfigFileName = "tillbridge.toml";
/// A command works alone: more sessions would only cost time.
constexpr int kSessionsOfCommand = 2;

}  // namespace

/// Built in this order and torn down in the other: the services refer to all above them.
struct Context::Opened {
  base::SystemClock clock;
  base::SystemRandom random;
  base::MasterKey master_key;
  std::unique_ptr<persistence::Database> database;
  AdminServices services;

  Opened(base::MasterKey key, std::unique_ptr<persistence::Database> store, const jobs::JobSettings& settings, Role role)
      : master_key(std::move(key)),
        database(std::move(store)),
        services{.database = *database, .clock = clock, .random = random, .master_key = master_key, .job_settings = settings, .actor = "cli:" + os_user_name(), .role = role} {}
};

Context::Context(const GlobalOptions& options, const Parts& parts) : options_(options), parts_(parts) {}
Context::~Context() = default;

std::string Context::config_file() const {
  if (!options_.directory.empty()) return (std::filesystem::path(options_.directory) / kConfigFileName).string();
  return options_.config_file.empty() ? kDefaultConfigFile : options_.config_file;
}

base::Result<base::Config> Context::config(const std::vector<std::string>& overrides) const {
  base::ConfigSources sources{.file = {}, .environment = base::config_environment(), .overrides = options_.overrides};
  sources.overrides.insert(sources.overrides.end(), overrides.begin(), overrides.end());
  const bool named = !options_.directory.empty() || !options_.config_file.empty();
  if (named || std::filesystem::exists(config_file())) sources.file = config_file();
  auto config = base::load_config(sources);
  if (!config) return config;
  if (auto checked = check_database_url(database_options(*config).url); !checked) {
    auto error = checked.error();
    error.message = config->origin("database.url") + ": " + error.message;
    return error;
  }
  return config;
}

base::Result<AdminServices*> Context::services() {
  if (!opened_) {
    auto settings = config();
    if (!settings) return settings.error();
    auto key = base::MasterKey::read(master_key_file(*settings));
    if (!key) return key.error();
    auto database = database_options(*settings);
    database.pool_size = kSessionsOfCommand;
    opened_ = std::make_unique<Opened>(std::move(*key), persistence::open_database(database),
                                       parts_.job_settings ? parts_.job_settings(*settings) : jobs::JobSettings{},
                                       role_from(options_.role.empty() ? settings->text("admin.role") : options_.role).value());
    opened_->services.stuck_after_days = static_cast<int>(settings->integer("reservations.stuck_after_days"));
  }
  return &opened_->services;
}

void Context::show(const Json& json, const std::function<void(std::ostream&)>& text) const {
  if (options_.json) std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
  else text(std::cout);
}

base::Timestamp Context::now() const { return base::SystemClock{}.now(); }

std::string os_user_name() {
  const auto* entry = ::getpwuid(::geteuid());
  return entry ? entry->pw_name : std::to_string(::geteuid());
}

}  // namespace tillbridge::admin::cli
