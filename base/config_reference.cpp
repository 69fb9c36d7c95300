#include <algorithm>

#include <fmt/format.h>

#include "base/config.hpp"

namespace tillbridge::base {
namespace {

std::string_view section_of(const ConfigKey& key) { return key.name.substr(0, key.name.find('.')); }
std::string_view short_name(const ConfigKey& key) { return key.name.substr(key.name.find('.') + 1); }

std::string type_text(const ConfigKey& key) {
  switch (key.type) {
    case ConfigType::kText: return key.constraint.empty() ? "text" : "one of " + std::string(key.constraint);
    case ConfigType::kInteger: return "whole number " + std::string(key.constraint);
    case ConfigType::kFlag: return "true or false";
    case ConfigType::kList: return "list of texts";
    case ConfigType::kPath: return "path";
  }
  return {};
}

std::string escape_cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += "\\|";
    else if (c == '<') out += "&lt;";
    else out += c;
  }
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// The value as TOML.
std::string toml_value(const ConfigKey& key, std::string_view text) {
  if (key.type == ConfigType::kInteger || key.type == ConfigType::kFlag) return std::string(text);
  if (key.type != ConfigType::kList) return quoted(text);
  std::string out = "[";
  for (std::size_t from = 0; from < text.size();) {
    const auto to = std::min(text.find(',', from), text.size());
    out += (out.size() > 1 ? ", " : "") + quoted(text.substr(from, to - from));
    from = to + 1;
  }
  return out + "]";
}

std::string wrapped_comment(std::string_view text) {
  constexpr std::size_t kWidth = 110;
  std::string out, line = "#";
  for (std::size_t from = 0; from < text.size();) {
    const auto to = std::min(text.find(' ', from), text.size());
    if (line.size() + 1 + (to - from) > kWidth) {
      out += line + "\n";
      line = "#";
    }
    line += ' ';
    line += text.substr(from, to - from);
    from = to + 1;
  }
  return out + line + "\n";
}

}  // namespace

std::string config_reference() {
  std::string out =
      "# Configuration\n\n"
      "Written by `tillbridge config reference`; change base/config_table.cpp, not this page.\n\n"
      "Settings stand in a TOML file (`--config FILE`, else the variable TILLBRIDGE_CONFIG, else /etc/tillbridge/tillbridge.toml where it exists).\n"
      "A variable of the environment wins over the file (`TILLBRIDGE_LOG_LEVEL=debug`), `--set log.level=debug` wins over both.\n"
      "An unknown setting is an error. A secret can be kept in a file of its own: `<name>_file = \"path\"`. A configuration file that holds a\n"
      "secret must be readable by its owner only. Relative paths in the file count from the folder of the file.\n";
  std::string_view section;
  for (const auto& key : config_table()) {
    if (section_of(key) != section) {
      section = section_of(key);
      out += fmt::format("\n## [{}]\n\n| setting | value | default | meaning |\n|---|---|---|---|\n", section);
    }
    const auto value = type_text(key) + (key.secret ? "; secret" : "");
    const auto fallback = key.default_value.empty() ? std::string("none") : "`" + escape_cell(key.default_value) + "`";
    out += fmt::format("| `{}` | {} | {} | {} |\n", key.name, escape_cell(value), fallback, escape_cell(key.text));
  }
  return out;
}

std::string config_sample(const std::vector<std::pair<std::string, std::string>>& values) {
  std::string out =
      "# Configuration of Tillbridge. A line that begins with # shows the default; take the # away to change it.\n"
      "# Check it with: tillbridge config check\n";
  std::string_view section;
  for (const auto& key : config_table()) {
    if (section_of(key) != section) {
      section = section_of(key);
      out += fmt::format("\n[{}]\n", section);
    }
    out += "\n" + wrapped_comment(key.text) + wrapped_comment("Value: " + type_text(key) + ".");
    const auto set = std::find_if(values.begin(), values.end(), [&](const auto& pair) { return pair.first == key.name; });
    if (key.secret) out += fmt::format("#{0}_file = \"/etc/tillbridge/{0}\"\n", short_name(key));
    else if (set != values.end()) out += fmt::format("{} = {}\n", short_name(key), toml_value(key, set->second));
    else out += fmt::format("#{} = {}\n", short_name(key), toml_value(key, key.default_value));
  }
  return out;
}

}  // namespace tillbridge::base
