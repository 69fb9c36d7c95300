#pragma once
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "connectors/connector.hpp"
#include "connectors/http/http_client.hpp"
#include "connectors/http/oauth.hpp"
#include "connectors/woocommerce/json.hpp"
#include "connectors/woocommerce/settings.hpp"

namespace tillbridge::connectors::woocommerce {

using http::Parameters;

/// One answer of the shop. `body` is what was asked for where outcome.ok(), else the error object (null when there was none).
struct Reply {
  Outcome outcome;
  int status = 0;                     ///< 0 = no answer
  Json body;
  int total_pages = 0;                ///< X-WP-TotalPages; 0 = not said (and past the last page)

  bool ok() const { return outcome.ok(); }
  /// The platform's error code, "" when there was no error object.
  std::string error_code() const { return text_member(body, "code"); }
};

/// The platform's code words that mean something to us.
namespace code {
inline constexpr const char* kNoRoute = "rest_no_route";
inline constexpr const char* kTooManyItems = "woocommerce_rest_request_entity_too_large";
inline constexpr const char* kFatal = "internal_server_error";
inline constexpr const char* kDuplicateSku = "product_invalid_sku";
inline constexpr const char* kDuplicateGtin = "product_invalid_global_unique_id";
inline constexpr const char* kNotCreated = "woocommerce_rest_product_not_created";
}  // namespace code

/// What an exchange means for WooCommerce: http::classify, refined by the shop's own error object. A 5xx with such an object is a plain refusal
/// (the shop's code ran and said no); HTML and everything unreadable is the machinery around it, and a write may be done or not.
Outcome classify(const http::HttpExchange& exchange, const Json& body, base::Timestamp now);
/// One refused item of a batch, or the error object of a whole answer: gone, unauthorised or rejected.
Outcome classify_error(const Json& error, int status);

/// Requests to one shop with their credentials: Basic or keys in the query over https, a fresh OAuth 1.0a signature per try over http.
/// Not for several threads.
class Api {
 public:
  Api(const Settings& settings, http::HttpClient& client, const base::Clock& clock, base::Random& random);

  /// `path` under /wp-json/wc/v3, e.g. "/orders/17".
  Reply get(const std::string& path, const Parameters& parameters = {});
  Reply post(const std::string& path, const Json& body);
  Reply put(const std::string& path, const Json& body);
  /// `path` under /wp-json, without credentials: what a shop tells everybody ("", "/wc/v3").
  Reply get_public(const std::string& path, const Parameters& parameters = {});

 private:
  Reply send(const std::string& method, const std::string& path, const Parameters& parameters, const std::string& body);
  http::HttpRequest request(const std::string& method, const std::string& path, Parameters parameters, const std::string& body);
  Reply read(const http::HttpExchange& answer);

  const Settings& settings_;
  http::HttpClient& client_;
  const base::Clock& clock_;
  base::Random& random_;
};

}  // namespace tillbridge::connectors::woocommerce
