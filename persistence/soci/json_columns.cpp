#include "persistence/soci/json_columns.hpp"

#include <nlohmann/json.hpp>

namespace tillbridge::persistence::soci {
namespace {

template <class T>
T parsed(const std::string& json) {
  try {
    return nlohmann::json::parse(json).get<T>();
  } catch (const nlohmann::json::exception& error) {
    throw std::runtime_error(std::string("database: broken JSON in a column: ") + error.what());
  }
}

}  // namespace

std::string to_json(const std::vector<domain::NameValue>& pairs) {
  if (pairs.empty()) return "[]";
  auto list = nlohmann::json::array();
  for (const auto& pair : pairs) list.push_back(nlohmann::json::array({pair.name, pair.value}));
  return list.dump();
}

std::vector<domain::NameValue> name_values_from(const std::string& json) {
  std::vector<domain::NameValue> pairs;
  if (json == "[]") return pairs;
  for (auto& [name, value] : parsed<std::vector<std::pair<std::string, std::string>>>(json)) pairs.push_back({std::move(name), std::move(value)});
  return pairs;
}

std::string to_json(const std::vector<std::string>& texts) { return texts.empty() ? "[]" : nlohmann::json(texts).dump(); }
std::vector<std::string> texts_from(const std::string& json) { return json == "[]" ? std::vector<std::string>{} : parsed<std::vector<std::string>>(json); }
std::string to_json(const std::map<std::string, std::string>& settings) { return settings.empty() ? "{}" : nlohmann::json(settings).dump(); }
std::map<std::string, std::string> settings_from(const std::string& json) { return parsed<std::map<std::string, std::string>>(json); }

}  // namespace tillbridge::persistence::soci
