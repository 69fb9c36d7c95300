#pragma once
#include <string>

#include "connectors/http/http_client.hpp"

namespace tillbridge::tests {

/// Holds a request against docs/generic-connector.openapi.yaml: known path and method, only declared query parameters, required fields, types,
/// patterns, no field that the document does not name. Throws std::logic_error naming what differs.
void check_against_openapi(const connectors::http::HttpRequest& request, const std::string& base_url);

/// The same for an answer with this status.
void check_answer_against_openapi(const connectors::http::HttpRequest& request, const connectors::http::HttpExchange& answer, const std::string& base_url);

}  // namespace tillbridge::tests
