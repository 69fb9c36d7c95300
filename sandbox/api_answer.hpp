#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "sandbox/http_server.hpp"
#include "sandbox/model_json.hpp"

namespace tillbridge::sandbox {

/// "/orders/5001/refunds" → {"orders", "5001", "refunds"}.
std::vector<std::string> segments_of(const std::string& path);

/// An answer body of the JSON doors: {"code","message"} for errors.
Response api_answer(int status, const Json& body);
Response api_error(int status, const std::string& code, const std::string& message);
Response api_error(const base::Error& error);

/// The value as JSON, or the error with its status.
template <class T>
Response api_answer(const base::Result<T>& result, int status = 200) {
  return result ? api_answer(status, Json(*result)) : api_error(result.error());
}

/// The body as an object; throws BadValue for anything else.
Json object_of(const Request& request);

}  // namespace tillbridge::sandbox
