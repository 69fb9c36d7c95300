#pragma once
#include <map>
#include <string>

#include "base/clock.hpp"
#include "connectors/connector.hpp"
#include "connectors/http/http_client.hpp"
#include "connectors/shopify/json.hpp"
#include "connectors/shopify/pacer.hpp"
#include "connectors/shopify/settings.hpp"
#include "connectors/shopify/tokens.hpp"

namespace tillbridge::connectors::shopify {

/// A GraphQL document of ours. `points` is what we think it asks the shop's bucket for; the shop's own figure corrects it after the first answer.
struct Document {
  std::string name;                   ///< of its operation
  std::string text;
  int points = 10;
};

/// One answer of the shop. An answer of status 200 with errors is none: outcome says what the first of them means.
struct Reply {
  Outcome outcome;
  int status = 0;                     ///< 0 = no answer
  Json data;                          ///< what was asked for; may hold a part where the outcome is not ok; null when there was none
  Json errors = Json::array();        ///< the list beside the data

  bool ok() const { return outcome.ok(); }
};

/// What an exchange means for Shopify: http::classify, refined by the errors of GraphQL. THROTTLED with status 200 is kThrottled, a missing scope and
/// a closed shop are kUnauthorized, a failure inside the shop is kUnknown, anything else in a document is refused. `body` is null where it is no JSON object.
Outcome classify(const http::HttpExchange& exchange, const Json& body, base::Timestamp now);

/// Documents to one shop, with its token and within its bucket of points. Returns kThrottled with the time to wait *before* a document is
/// refused for want of points, and never waits itself. After a 401 the token is renewed and the document sent once more. Not for several threads.
class Api {
 public:
  Api(const Settings& settings, http::HttpClient& client, const base::Clock& clock, base::Random& random, SiteMemory& memory)
      : settings_(settings), client_(client), clock_(clock), random_(random), tokens_(settings, client, clock, memory) {}

  Reply call(const Document& document, const Json& variables = Json::object());

  /// How many entries a document of this operation is to ask for: `usual`, or fewer once the shop has found it too dear.
  std::size_t portion(const std::string& operation, std::size_t usual) const;
  /// Whether the answer says that a document with so many entries was too dear, and a smaller one is to be tried.
  bool try_smaller(const Reply& reply, const std::string& operation, std::size_t entries);
  /// A new key for @idempotent: one for each intent to change something. Content is no key: 5, 7 and 5 again within a day are three changes.
  std::string new_key();
  /// The way back from an error of a read before a write; a throttled one keeps the time to wait.
  Outcome as_outcome(const base::Error& error) const;
  /// The version that the shop answered with last; "" before the first answer.
  const std::string& served_version() const { return served_version_; }
  /// Words for people without secrets.
  std::string scrubbed(const std::string& text) const;

 private:
  http::HttpExchange send(const std::string& token, const std::string& body);

  const Settings& settings_;
  http::HttpClient& client_;
  const base::Clock& clock_;
  base::Random& random_;
  Tokens tokens_;
  Pacer pacer_;
  std::map<std::string, std::size_t> portions_;  ///< by operation, where the usual one was too dear
  std::string served_version_;
  std::chrono::seconds last_wait_{};
};

}  // namespace tillbridge::connectors::shopify
