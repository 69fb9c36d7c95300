#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/item.hpp"

namespace tillbridge::persistence::soci {

/// Lists inside one row as JSON text: [["Size","XL"],…], ["a","b"], {"key":"value"}. Reading anything else throws
/// std::runtime_error (a broken row).
std::string to_json(const std::vector<domain::NameValue>& pairs);
std::vector<domain::NameValue> name_values_from(const std::string& json);
std::string to_json(const std::vector<std::string>& texts);
std::vector<std::string> texts_from(const std::string& json);
std::string to_json(const std::map<std::string, std::string>& settings);
std::map<std::string, std::string> settings_from(const std::string& json);

}  // namespace tillbridge::persistence::soci
