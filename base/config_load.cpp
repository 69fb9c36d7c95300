#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "base/config.hpp"
#include "base/config_toml.hpp"
#include "base/nearest_name.hpp"
#include "base/text.hpp"


extern char** environ;

namespace tillbridge::base {
namespace {

constexpr std::string_view kFileSuffix = "_file";
constexpr std::uintmax_t kMaxSecretFile = 64 * 1024;

const ConfigKey* find_key(std::string_view name) {
  const auto table = config_table();
  const auto row = std::find_if(table.begin(), table.end(), [&](const ConfigKey& k) { return k.name == name; });
  return row == table.end() ? nullptr : &*row;
}

/// The secret that "<name>_file" stands for.
const ConfigKey* find_secret_of_file_key(std::string_view name) {
  if (!name.ends_with(kFileSuffix)) return nullptr;
  const auto* key = find_key(name.substr(0, name.size() - kFileSuffix.size()));
  return key && key->secret ? key : nullptr;
}

std::string nearest_key(std::string_view name) {
  std::vector<std::string> names;
  for (const auto& key : config_table()) names.emplace_back(key.name);
  return nearest_name(name, names);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find(separator, from), text.size());
    if (auto part = std::string(trim_blanks(text.substr(from, to - from))); !part.empty()) out.push_back(std::move(part));
    from = to + 1;
  }
  return out;
}

std::optional<std::int64_t> to_integer(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// "" or what is wrong with the value.
std::string check_value(const ConfigKey& key, const std::string& text) {
  if (key.type == ConfigType::kFlag && text != "true" && text != "false") return "must be true or false";
  if (key.type == ConfigType::kInteger) {
    const auto dots = key.constraint.find("..");
    const auto low = to_integer(key.constraint.substr(0, dots)), high = to_integer(key.constraint.substr(dots + 2));
    const auto number = to_integer(text);
    if (!number || *number < low || *number > high) return fmt::format("must be a whole number from {} to {}", *low, *high);
  }
  if (key.type == ConfigType::kText && !key.constraint.empty()) {
    const auto words = split(key.constraint, '|');
    if (std::find(words.begin(), words.end(), text) == words.end()) return fmt::format("must be one of {}", fmt::join(words, ", "));
  }
  return {};
}

bool is_open_to_others(const std::filesystem::path& file) {
  struct stat info {};
  return ::stat(file.c_str(), &info) == 0 && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

}  // namespace

/// Fills a Config from its sources and remembers every mistake on the way.
class ConfigLoader {
 public:
  Result<Config> load(const ConfigSources& sources) {
    for (const auto& key : config_table()) {
      auto& value = config_.values_[std::string(key.name)];
      value.text = key.default_value;
      if (key.type == ConfigType::kList) value.list = split(key.default_value, ',');
    }
    if (sources.file) {
      if (auto read = load_file(*sources.file); !read) return read.error();
    }
    load_environment(sources.environment);
    load_overrides(sources.overrides);
    if (!problems_.empty()) return Error{ErrorCode::kInvalidRequest, fmt::format("{}", fmt::join(problems_, "\n"))};
    return std::move(config_);
  }

 private:
  Result<void> load_file(const std::filesystem::path& file) {
    auto entries = read_toml(file);
    if (!entries) return entries.error();
    config_.file_ = std::filesystem::absolute(file);
    for (const auto& entry : *entries) take_entry(file, entry);
    return {};
  }

  void take_entry(const std::filesystem::path& file, const TomlEntry& entry) {
    const auto origin = fmt::format("{}:{}", file.string(), entry.line);
    const auto* key = find_key(entry.key);
    if (!key && !find_secret_of_file_key(entry.key)) return unknown(origin, entry.key);
    if (!entry.is_readable || entry.is_list != (key && key->type == ConfigType::kList)) {
      return complain(origin, entry.key, entry.is_list ? "is one value, not a list" : "must be written as the reference shows it");
    }
    if (key && entry.is_text != (key->type == ConfigType::kText || key->type == ConfigType::kPath) && !entry.is_list) {
      return complain(origin, entry.key, entry.is_text ? "is a number or true/false: write it without quotes" : "is a text: write it in quotes");
    }
    if (key && key->secret && is_open_to_others(file)) {
      return complain(origin, entry.key,
                      fmt::format("is a secret, but others may read this file: run `chmod 600 {}`, or name a file of its own by {}{}", file.string(),
                                  entry.key, kFileSuffix));
    }
    if (entry.is_list) take_list(origin, *key, entry.list);
    else take(origin, entry.key, entry.text, config_.file_.parent_path());
  }

  void load_environment(const std::vector<std::pair<std::string, std::string>>& environment) {
    for (const auto& [name, text] : environment) {
      if (const auto key = key_of_variable(name); !key.empty()) take("environment", key, text, {});
      else if (names_a_section(name)) problems_.push_back(fmt::format("environment: {} is no setting; `tillbridge config reference` lists them all", name));
    }
  }

  void load_overrides(const std::vector<std::string>& overrides) {
    for (const auto& text : overrides) {
      const auto equals = text.find('=');
      const auto* key = find_key(text.substr(0, equals));
      if (equals == std::string::npos) problems_.push_back(fmt::format("command line: --set {}: write --set key=value", text));
      else if (key && key->secret) {
        complain("command line", std::string(key->name),
                 fmt::format("is a secret, and other users can read the command line: set {}{} or {}", key->name, kFileSuffix, environment_name(key->name)));
      }
      else take("command line", text.substr(0, equals), text.substr(equals + 1), {});
    }
  }

  static std::string key_of_variable(const std::string& name) {
    for (const auto& key : config_table()) {
      if (environment_name(key.name) == name) return std::string(key.name);
      if (key.secret && environment_name(key.name) + "_FILE" == name) return std::string(key.name) + std::string(kFileSuffix);
    }
    return {};
  }

  static bool names_a_section(const std::string& name) {
    const auto table = config_table();
    return std::any_of(table.begin(), table.end(), [&](const ConfigKey& key) {
      return name.starts_with(environment_name(key.name.substr(0, key.name.find('.'))) + "_");
    });
  }

  void take(const std::string& origin, const std::string& name, const std::string& text, const std::filesystem::path& folder) {
    if (const auto* secret = find_secret_of_file_key(name)) return take_secret_file(origin, *secret, text, folder);
    const auto* key = find_key(name);
    if (!key) return unknown(origin, name);
    if (key->type == ConfigType::kList) return take_list(origin, *key, split(text, ','));
    if (const auto problem = check_value(*key, text); !problem.empty()) return complain(origin, name, problem);
    auto& value = config_.values_[name];
    const bool relative = key->type == ConfigType::kPath && !text.empty() && !folder.empty();
    value.text = relative ? (folder / text).lexically_normal().string() : text;
    if (relative && value.text.size() > 1 && value.text.ends_with('/')) value.text.pop_back();
    value.origin = origin;
  }

  void take_list(const std::string& origin, const ConfigKey& key, std::vector<std::string> list) {
    auto& value = config_.values_[std::string(key.name)];
    value.list = std::move(list);
    value.origin = origin;
  }

  void take_secret_file(const std::string& origin, const ConfigKey& key, const std::string& text, const std::filesystem::path& folder) {
    const auto file = folder.empty() ? std::filesystem::path(text) : folder / text;
    const auto name = std::string(key.name) + std::string(kFileSuffix);
    std::ifstream in(file, std::ios::binary);
    if (!in || !std::filesystem::is_regular_file(file)) return complain(origin, name, fmt::format("{} cannot be read", file.string()));
    if (is_open_to_others(file)) return complain(origin, name, fmt::format("others may read {0}: run `chmod 600 {0}`", file.string()));
    if (std::filesystem::file_size(file) > kMaxSecretFile) return complain(origin, name, fmt::format("{} is too long for a secret", file.string()));
    std::ostringstream content;
    content << in.rdbuf();
    auto& value = config_.values_[std::string(key.name)];
    value.text = std::string(trim_blanks(content.str()));
    value.origin = origin;
  }

  void unknown(const std::string& origin, const std::string& name) {
    problems_.push_back(fmt::format("{}: there is no setting {}; did you mean {}?", origin, name, nearest_key(name)));
  }
  void complain(const std::string& origin, const std::string& name, const std::string& what) {
    problems_.push_back(fmt::format("{}: {} {}", origin, name, what));
  }

  Config config_;
  std::vector<std::string> problems_;
};

Result<Config> load_config(const ConfigSources& sources) { return ConfigLoader{}.load(sources); }

std::vector<std::pair<std::string, std::string>> config_environment() {
  std::vector<std::pair<std::string, std::string>> out;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (text.starts_with("TILLBRIDGE_") && equals != std::string_view::npos) out.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return out;
}

}  // namespace tillbridge::base
