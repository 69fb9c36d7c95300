#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace tillbridge::tests {

/// Holds requests against an OpenAPI 3 document with inline schemas: is there such a path and method, does every query parameter and every body member
/// stand there with this type, these words and at most so many entries. It looks for what we send and the contract does not know; required members
/// are not its business.
class OpenApiRequests {
 public:
  explicit OpenApiRequests(nlohmann::json document) : document_(std::move(document)) {}

  /// One line per violation; empty where the request fits. `body` is null for none.
  std::vector<std::string> violations(const std::string& method, const std::string& path, const std::map<std::string, std::string>& query,
                                      const nlohmann::json& body) const;

 private:
  const nlohmann::json* find_operation(const std::string& method, const std::string& path) const;

  nlohmann::json document_;
};

/// The folder of platform contracts: environment variable PLATFORM_CONTRACTS, else shared/contracts beside the checkout or above it.
std::optional<std::string> platform_contracts_folder();

}  // namespace tillbridge::tests
