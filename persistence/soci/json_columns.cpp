#include "persistence/soci/json_columns.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string_view>

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

/// As nlohmann::json writes it, and by it where something must be escaped or its UTF-8 be looked at.
void append_text(std::string& json, const std::string& text) {
  const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c != '"' && c != '\\'; });
  if (!is_plain) {
    json += nlohmann::json(text).dump();
    return;
  }
  json += '"';
  json += text;
  json += '"';
}

/// What stands between the quotes of a list as to_json writes it, where nothing is escaped and `between(i)` is just what stands before text i,
/// nothing for another form: that is read by nlohmann::json. `end`: behind the last text.
template <class Between>
std::optional<std::vector<std::string_view>> plain_texts(std::string_view json, Between between, std::string_view end) {
  if (json.find('\\') != std::string_view::npos) return std::nullopt;
  std::vector<std::string_view> texts;
  while (json != end) {
    const std::string_view before = between(texts.size());
    if (json.substr(0, before.size()) != before) return std::nullopt;
    json.remove_prefix(before.size());
    const auto quote = json.find('"');
    if (quote == std::string_view::npos) return std::nullopt;
    texts.push_back(json.substr(0, quote));
    json.remove_prefix(quote + 1);
  }
  return texts;
}

}  // namespace

std::string to_json(const std::vector<domain::NameValue>& pairs) {
  std::string json = "[";
  for (const auto& pair : pairs) {
    json += json.size() == 1 ? "[" : ",[";
    append_text(json, pair.name);
    json += ',';
    append_text(json, pair.value);
    json += ']';
  }
  return json + "]";
}

std::vector<domain::NameValue> name_values_from(const std::string& json) {
  std::vector<domain::NameValue> pairs;
  if (json == "[]") return pairs;
  const auto between = [](std::size_t i) -> std::string_view { return i == 0 ? "[[\"" : i % 2 == 0 ? "],[\"" : ",\""; };
  if (const auto texts = plain_texts(json, between, "]]"); texts && texts->size() % 2 == 0) {
    for (std::size_t i = 0; i < texts->size(); i += 2) pairs.push_back({std::string((*texts)[i]), std::string((*texts)[i + 1])});
    return pairs;
  }
  for (auto& [name, value] : parsed<std::vector<std::pair<std::string, std::string>>>(json)) pairs.push_back({std::move(name), std::move(value)});
  return pairs;
}

std::string to_json(const std::vector<std::string>& texts) {
  std::string json = "[";
  for (const auto& text : texts) {
    if (json.size() > 1) json += ',';
    append_text(json, text);
  }
  return json + "]";
}

std::vector<std::string> texts_from(const std::string& json) {
  if (json == "[]") return {};
  if (const auto texts = plain_texts(json, [](std::size_t i) { return std::string_view(i == 0 ? "[\"" : ",\""); }, "]")) return {texts->begin(), texts->end()};
  return parsed<std::vector<std::string>>(json);
}

std::string to_json(const std::map<std::string, std::string>& settings) { return settings.empty() ? "{}" : nlohmann::json(settings).dump(); }
std::map<std::string, std::string> settings_from(const std::string& json) { return parsed<std::map<std::string, std::string>>(json); }

}  // namespace tillbridge::persistence::soci
