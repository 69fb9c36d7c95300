#include "tests/unit/connectors/openapi_requests.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <sstream>

namespace tillbridge::tests {
namespace {

using nlohmann::json;

/// A query text as the value that the schema asks for, null where it is none.
json typed(const std::string& text, const json& schema) {
  const std::string type = schema.value("type", "string");
  if (type == "integer") return std::regex_match(text, std::regex("-?[0-9]+")) ? json(std::stoll(text)) : json();
  if (type == "boolean") return text == "true" ? json(true) : text == "false" ? json(false) : json();
  if (type != "array") return text;
  // WordPress takes a comma list for an array.
  json list = json::array();
  std::stringstream in(text);
  for (std::string part; std::getline(in, part, ',');) list.push_back(typed(part, schema.value("items", json::object())));
  return list;
}

bool has_type(const json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  return true;
}

void check(const json& value, const json& schema, const std::string& where, std::vector<std::string>& out) {
  const std::string type = schema.value("type", "");
  if (!has_type(value, type)) {
    out.push_back(where + " is not of type " + type + ": " + value.dump().substr(0, 80));
    return;
  }
  if (schema.contains("enum") && value.is_string() && std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
    out.push_back(where + " is none of the known words: " + value.dump());
  if (schema.contains("maximum") && value.is_number_integer() && value.get<long long>() > schema["maximum"].get<long long>()) out.push_back(where + " is too large");
  if (schema.contains("maxItems") && value.is_array() && value.size() > schema["maxItems"].get<std::size_t>()) out.push_back(where + " has too many entries");
  if (value.is_object() && schema.contains("properties"))
    for (const auto& [name, inner] : value.items()) {
      if (schema["properties"].contains(name)) check(inner, schema["properties"][name], where + "." + name, out);
      else out.push_back(where + "." + name + " is unknown to the contract");
    }
  if (value.is_array() && schema.contains("items"))
    for (const auto& inner : value) check(inner, schema["items"], where + "[]", out);
}

}  // namespace

const json* OpenApiRequests::find_operation(const std::string& method, const std::string& path) const {
  std::string lower = method;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  const json* templated = nullptr;
  for (const auto& [pattern, item] : document_["paths"].items()) {
    const auto operation = item.find(lower);
    if (operation == item.end()) continue;
    if (pattern == path) return &*operation;
    if (std::regex_match(path, std::regex(std::regex_replace(pattern, std::regex("\\{[^}]*\\}"), "[0-9]+")))) templated = &*operation;
  }
  return templated;
}

std::vector<std::string> OpenApiRequests::violations(const std::string& method, const std::string& path, const std::map<std::string, std::string>& query,
                                                     const json& body) const {
  const std::string line = method + " " + path;
  const json* operation = find_operation(method, path);
  if (operation == nullptr) return {line + " is unknown to the contract"};
  std::vector<std::string> out;
  for (const auto& [name, text] : query) {
    const json parameters = operation->value("parameters", json::array());
    const auto known = std::find_if(parameters.begin(), parameters.end(), [&](const json& one) { return one["in"] == "query" && one["name"] == name; });
    if (known == parameters.end()) out.push_back(line + " ?" + name + " is unknown to the contract");
    else check(typed(text, (*known)["schema"]), (*known)["schema"], line + " ?" + name, out);
  }
  if (body.is_null()) return out;
  if (!operation->contains("requestBody")) out.push_back(line + " takes no body");
  else check(body, (*operation)["requestBody"]["content"]["application/json"]["schema"], line + " body", out);
  return out;
}

std::optional<std::string> platform_contracts_folder() {
  if (const char* named = std::getenv("PLATFORM_CONTRACTS"); named != nullptr && *named != '\0') return named;
  for (auto folder = std::filesystem::current_path(); folder != folder.root_path(); folder = folder.parent_path())
    if (std::filesystem::is_directory(folder / "shared" / "contracts")) return (folder / "shared" / "contracts").string();
  return std::nullopt;
}

}  // namespace tillbridge::tests
