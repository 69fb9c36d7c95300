#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "connectors/bigcommerce/rate_window.hpp"
#include "connectors/bigcommerce/settings.hpp"
#include "connectors/connector.hpp"
#include "connectors/http/http_client.hpp"
#include "connectors/http/json.hpp"

namespace tillbridge::connectors::bigcommerce {

using http::Json;
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// One answer of the store. `body` is what was asked for where outcome.ok() (null for 204, an empty list of V2), else the error object, null when there
/// was none.
struct Reply {
  Outcome outcome;
  int status = 0;                     ///< 0 = no answer, or not sent
  Json body;

  bool ok() const { return outcome.ok(); }
  /// V3's "data", null when absent.
  const Json& data() const { return http::member(body, "data"); }
  /// V3's rows, empty when there are none.
  const Json& rows() const { return http::list_member(body, "data"); }
  /// V3's number of pages; 0 = not said.
  int total_pages() const;
  /// Whether the content was refused (400, 409, 413, 422), so that other content or less of it may pass.
  bool content_refused() const { return status == 400 || status == 409 || status == 413 || status == 422; }
};

/// What an exchange means for BigCommerce: http::classify, refined by the store's own words. V3 says {status, title, errors}, V2 a list of {status, message}.
/// 404 is kGone. A 5xx of a store whose window is used up is taken for throttling (`window_used_up`). `call` is "METHOD /path", for the right that is missing.
Outcome classify(const http::HttpExchange& exchange, const Json& body, const std::string& call, const RateWindow& window, base::Timestamp now);
/// The words of an error object of V3 or V2: the title and each field's complaint; "" when there are none.
std::string error_words(const Json& body);

/// Requests to one store with its token, paced by the window that every answer tells. A call that would run into the wall is not sent: its outcome is kThrottled with
/// the time to wait. Not for several threads.
class Api {
 public:
  Api(const Settings& settings, http::HttpClient& client, const base::Clock& clock);

  /// `path` with its version, e.g. "/v3/catalog/products" or "/v2/orders/17/shipments"; ids in it are the caller's to encode.
  Reply get(const std::string& path, const Parameters& parameters = {});
  Reply post(const std::string& path, const Json& body);
  Reply put(const std::string& path, const Json& body);

  const RateWindow& window() const { return window_; }

 private:
  Reply send(const std::string& method, const std::string& path, const Parameters& parameters, const std::string& body);

  const Settings& settings_;
  http::HttpClient& client_;
  const base::Clock& clock_;
  RateWindow window_;
};

}  // namespace tillbridge::connectors::bigcommerce
