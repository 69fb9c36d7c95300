#include "tests/contract/connector/openapi_check.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <stdexcept>

#include "sandbox/http_server.hpp"

namespace tillbridge::tests {
namespace {

using Json = nlohmann::json;
using nlohmann::literals::operator""_json_pointer;

// The document as JSON; every scalar stays text.
Json to_json(const YAML::Node& node) {
  if (node.IsMap()) {
    Json object = Json::object();
    for (const auto& entry : node) object[entry.first.as<std::string>()] = to_json(entry.second);
    return object;
  }
  if (node.IsSequence()) {
    Json list = Json::array();
    for (const auto& entry : node) list.push_back(to_json(entry));
    return list;
  }
  return node.IsNull() ? Json(nullptr) : Json(node.as<std::string>());
}

const Json& document() {
  static const Json json = to_json(YAML::LoadFile(TILLBRIDGE_SOURCE_DIR "/docs/generic-connector.openapi.yaml"));
  return json;
}

const Json& child(const Json& object, const std::string& name) {
  static const Json kNone;
  const auto at = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && at != object.end() ? *at : kNone;
}

std::string word(const Json& object, const char* name) {
  const auto& value = child(object, name);
  return value.is_string() ? value.get<std::string>() : "";
}

[[noreturn]] void differs(const std::string& where, const std::string& what) { throw std::logic_error("differs from the OpenAPI document: " + where + " " + what); }

const Json& resolved(const Json& node) {
  const auto reference = word(node, "$ref");
  return reference.empty() ? node : document().at(Json::json_pointer(reference.substr(1)));
}

const std::regex& regex_of(const std::string& pattern) {
  static std::map<std::string, std::regex> compiled;
  return compiled.try_emplace(pattern, pattern).first->second;
}

bool has_type(const Json& value, const std::string& type) {
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "boolean") return value.is_boolean();
  if (type == "array") return value.is_array();
  return type == "object" && value.is_object();
}

void check_text(const std::string& text, const Json& schema, const std::string& where) {
  if (!word(schema, "pattern").empty() && !std::regex_match(text, regex_of(word(schema, "pattern")))) differs(where, "'" + text + "' does not have the pattern");
  if (!word(schema, "minLength").empty() && text.size() < std::stoul(word(schema, "minLength"))) differs(where, "is too short");
  if (!word(schema, "maxLength").empty() && text.size() > std::stoul(word(schema, "maxLength"))) differs(where, "is too long");
  const auto& words = child(schema, "enum");
  if (words.is_array() && std::find(words.begin(), words.end(), text) == words.end()) differs(where, "'" + text + "' is not one of the words");
}

void check_value(const Json& value, const Json& raw, const std::string& where, bool strict);

void check_object(const Json& value, const Json& schema, const std::string& where, bool strict) {
  for (const auto& name : child(schema, "required"))
    if (!value.contains(name.get<std::string>())) differs(where, "lacks " + name.get<std::string>());
  const auto& properties = child(schema, "properties");
  for (const auto& [name, field] : value.items()) {
    if (properties.contains(name)) check_value(field, properties.at(name), where + "." + name, strict);
    else if (strict && properties.is_object()) differs(where, "has the unknown field " + name);
  }
}

void check_value(const Json& value, const Json& raw, const std::string& where, bool strict) {
  const auto& schema = resolved(raw);
  if (schema.contains("allOf")) {
    for (const auto& part : schema.at("allOf")) check_value(value, part, where, false);
    return;
  }
  if (value.is_null() && (!strict || word(schema, "nullable") == "true")) return;
  if (schema.contains("type") && !has_type(value, word(schema, "type"))) differs(where, "is not " + word(schema, "type"));
  if (value.is_string()) check_text(value.get<std::string>(), schema, where);
  if (value.is_object()) check_object(value, schema, where, strict);
  if (value.is_array() && schema.contains("items"))
    for (const auto& entry : value) check_value(entry, schema.at("items"), where + "[]", strict);
}

bool same_path(const std::string& pattern, const std::string& path) {
  return std::regex_match(path, regex_of(std::regex_replace(pattern, regex_of(R"(\{[a-z_]+\})"), "[^/]+")));
}

/// The operation of a request: literal paths win over patterns, as OpenAPI says.
const Json& operation_of(const connectors::http::HttpRequest& request, const std::string& path) {
  std::string method;
  for (const char c : request.method) method += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const auto& paths = document().at("paths");
  if (paths.contains(path)) return child(paths.at(path), method);
  for (const auto& [pattern, operations] : paths.items())
    if (same_path(pattern, path) && operations.contains(method)) return operations.at(method);
  return child({}, "");
}

std::string path_of(const connectors::http::HttpRequest& request, const std::string& base_url) {
  if (!request.url.starts_with(base_url + "/")) differs(request.url, "is not below the site's address");
  const auto rest = request.url.substr(base_url.size());
  return rest.substr(0, rest.find('?'));
}

void check_query(const connectors::http::HttpRequest& request, const Json& operation, const std::string& where) {
  std::set<std::string> given, declared;
  if (const auto question = request.url.find('?'); question != std::string::npos)
    for (const auto& [name, value] : sandbox::parse_form(std::string_view(request.url).substr(question + 1))) given.insert(name);
  for (const auto& raw : child(operation, "parameters")) {
    const auto& parameter = resolved(raw);
    if (word(parameter, "in") != "query") continue;
    declared.insert(word(parameter, "name"));
    if (word(parameter, "required") == "true" && !given.contains(word(parameter, "name"))) differs(where, "lacks the parameter " + word(parameter, "name"));
  }
  for (const auto& name : given)
    if (!declared.contains(name)) differs(where, "has the unknown parameter " + name);
}

}  // namespace

void check_against_openapi(const connectors::http::HttpRequest& request, const std::string& base_url) {
  const auto path = path_of(request, base_url);
  const auto where = request.method + " " + path;
  const auto& operation = operation_of(request, path);
  if (operation.is_null()) differs(where, "is not in the document");
  check_query(request, operation, where);
  if (!operation.contains("requestBody")) {
    if (!request.body.empty()) differs(where, "must have no body");
    return;
  }
  check_value(Json::parse(request.body), operation.at("/requestBody/content/application~1json/schema"_json_pointer), where, true);
}

void check_answer_against_openapi(const connectors::http::HttpRequest& request, const connectors::http::HttpExchange& answer, const std::string& base_url) {
  const auto path = path_of(request, base_url);
  const auto where = "answer of " + request.method + " " + path;
  const auto& response = resolved(child(child(operation_of(request, path), "responses"), std::to_string(answer.status)));
  if (response.is_null()) differs(where, "has the undocumented status " + std::to_string(answer.status));
  check_value(Json::parse(answer.body), response.at("/content/application~1json/schema"_json_pointer), where, false);
}

}  // namespace tillbridge::tests
