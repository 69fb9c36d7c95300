#include "base/config.hpp"

#include <algorithm>
#include <stdexcept>

namespace tillbridge::base {

const Config::Value& Config::value(std::string_view key, ConfigType type) const {
  const auto table = config_table();
  const auto row = std::find_if(table.begin(), table.end(), [&](const ConfigKey& k) { return k.name == key; });
  if (row == table.end()) throw std::logic_error("no such setting in base/config_table.cpp: " + std::string(key));
  const bool text_or_path = type == ConfigType::kText && row->type == ConfigType::kPath;
  if (row->type != type && !text_or_path) throw std::logic_error("setting asked for by another type: " + std::string(key));
  return values_.find(key)->second;
}

std::string Config::text(std::string_view key) const { return value(key, ConfigType::kText).text; }
std::int64_t Config::integer(std::string_view key) const { return std::stoll(value(key, ConfigType::kInteger).text); }
bool Config::flag(std::string_view key) const { return value(key, ConfigType::kFlag).text == "true"; }
std::vector<std::string> Config::list(std::string_view key) const { return value(key, ConfigType::kList).list; }

const std::string& Config::origin(std::string_view key) const {
  const auto found = values_.find(key);
  if (found == values_.end()) throw std::logic_error("no such setting in base/config_table.cpp: " + std::string(key));
  return found->second.origin;
}

std::string environment_name(std::string_view key) {
  std::string out = "TILLBRIDGE_";
  for (const char c : key) out += c == '.' ? '_' : (c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  return out;
}

}  // namespace tillbridge::base
