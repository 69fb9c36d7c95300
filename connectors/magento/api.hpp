#pragma once
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "connectors/connector.hpp"
#include "connectors/http/http_client.hpp"
#include "connectors/http/json.hpp"
#include "connectors/http/oauth.hpp"
#include "connectors/magento/settings.hpp"

namespace tillbridge::connectors::magento {

using http::Json;
using http::Parameters;

/// One answer of the shop. `body` is what was asked for where outcome.ok() (any JSON: Magento answers a bare number or true as well), else the
/// error object (null when there was none).
struct Reply {
  Outcome outcome;
  int status = 0;                     ///< 0 = no answer
  Json body;

  bool ok() const { return outcome.ok(); }
  /// Whether the content was refused (400), so that other content, or less of it, may pass.
  bool content_refused() const { return status == 400; }
};

/// Codes of ours for refusals that Magento tells by status and words only.
namespace code {
inline constexpr const char* kNotFound = "not_found";
inline constexpr const char* kNoRoute = "no_route";
inline constexpr const char* kNoPermission = "no_permission";
}  // namespace code

/// What an exchange means for Magento: http::classify, refined by the shop's own words. 404 with an error object is kGone "not_found", an unknown
/// route kRejected "no_route". A 500 stays kUnknown: deadlocks and time-outs of its database end so, with or without the work done.
Outcome classify(const http::HttpExchange& exchange, const Json& body, base::Timestamp now);

/// The error object's words with its parameters in their places (%1, %fieldName), those of "errors" behind; "" when there are none.
std::string words_of(const Json& error);

/// Requests to one shop, each with a fresh OAuth 1.0a signature (HMAC-SHA256) in the Authorization header. Not for several threads.
class Api {
 public:
  Api(const Settings& settings, http::HttpClient& client, const base::Clock& clock, base::Random& random);

  /// `path` under /rest/{store}/V1, e.g. "/orders/17"; already percent-encoded (segment()).
  Reply get(const std::string& path, const Parameters& parameters = {});
  Reply post(const std::string& path, const Json& body);
  Reply put(const std::string& path, const Json& body);
  /// `path` under /rest/{store}/async/bulk/V1; the body is an array of what the single calls take.
  Reply post_bulk(const std::string& path, const Json& body);

 private:
  Reply send(const std::string& method, const std::string& door, const std::string& path, const Parameters& parameters, const std::string& body);
  http::HttpRequest request(const std::string& method, const std::string& path, const Parameters& parameters, const std::string& body);
  Reply read(const http::HttpExchange& answer);

  const Settings& settings_;
  http::HttpClient& client_;
  const base::Clock& clock_;
  base::Random& random_;
};

/// A path segment such as a SKU, percent-encoded.
std::string segment(const std::string& text);

}  // namespace tillbridge::connectors::magento
