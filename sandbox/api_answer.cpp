#include "sandbox/api_answer.hpp"

namespace tillbridge::sandbox {
namespace {

int status_of(base::ErrorCode code) {
  switch (code) {
    case base::ErrorCode::kNotFound: return 404;
    case base::ErrorCode::kConflict: return 409;
    case base::ErrorCode::kInvalidRequest: return 400;
    default: return 500;
  }
}

}  // namespace

std::vector<std::string> segments_of(const std::string& path) {
  std::vector<std::string> segments;
  for (std::size_t at = 0; at < path.size();) {
    const auto slash = std::min(path.find('/', at), path.size());
    if (slash > at) segments.push_back(path.substr(at, slash - at));
    at = slash + 1;
  }
  return segments;
}

Response api_answer(int status, const Json& body) { return json_response(status, dump(body)); }
Response api_error(int status, const std::string& code, const std::string& message) { return api_answer(status, Json{{"code", code}, {"message", message}}); }
Response api_error(const base::Error& error) { return api_error(status_of(error.code), std::string(error.catalogue_word()), error.message); }

Json object_of(const Request& request) {
  if (request.body.empty()) return Json::object();
  auto body = Json::parse(request.body);
  if (!body.is_object()) throw BadValue("the body must be a JSON object");
  return body;
}

}  // namespace tillbridge::sandbox
