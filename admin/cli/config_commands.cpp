#include <fmt/format.h>

#include "admin/cli/commands.hpp"
#include "admin/cli/exit_code.hpp"
#include "admin/cli/table.hpp"

namespace tillbridge::admin::cli {
namespace {

std::string value_text(const base::Config& config, const base::ConfigKey& key) {
  switch (key.type) {
    case base::ConfigType::kInteger: return std::to_string(config.integer(key.name));
    case base::ConfigType::kFlag: return config.flag(key.name) ? "true" : "false";
    case base::ConfigType::kList: return fmt::format("{}", fmt::join(config.list(key.name), ","));
    case base::ConfigType::kText:
    case base::ConfigType::kPath: break;
  }
  const auto text = config.text(key.name);
  return key.secret && !text.empty() ? "(secret)" : text;
}

base::Result<int> check(Context& context) {
  const auto config = context.config();
  if (!config) return config.error();
  Json json = {{"file", config->file().string()}, {"settings", Json::array()}};
  Table table({"SETTING", "VALUE", "FROM"});
  for (const auto& key : base::config_table()) {
    const auto value = value_text(*config, key);
    json["settings"].push_back({{"name", std::string(key.name)}, {"value", value}, {"from", config->origin(key.name)}});
    if (config->origin(key.name) != "default") table.add({std::string(key.name), value, config->origin(key.name)});
  }
  context.show(json, [&](std::ostream& out) {
    out << fmt::format("The configuration is right: {}\n\n", config->file().empty() ? "no file, defaults only" : config->file().string());
    table.print(out);
  });
  return kExitOk;
}

base::Result<int> reference(Context& context) {
  Json json = Json::array();
  for (const auto& key : base::config_table()) {
    json.push_back({{"name", std::string(key.name)}, {"default", std::string(key.default_value)}, {"constraint", std::string(key.constraint)},
                    {"secret", key.secret}, {"text", std::string(key.text)}, {"environment", base::environment_name(key.name)}});
  }
  context.show(json, [](std::ostream& out) { out << base::config_reference(); });
  return kExitOk;
}

}  // namespace

void add_config_commands(Registry& registry) {
  auto* group = add_group(registry.app, "config", "The settings: check them, read what each means");
  add_command(*group, "check", "Checks file, environment and --set, and shows what differs from the defaults",
              {"tillbridge config check --config ./shop/tillbridge.toml", "tillbridge config check --json"})
      ->callback([&registry] { registry.chosen = check; });
  add_command(*group, "reference", "Every setting with type, default and meaning, as Markdown", {"tillbridge config reference > configuration.md"})
      ->callback([&registry] { registry.chosen = reference; });
}

}  // namespace tillbridge::admin::cli
