#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "connectors/bisector.hpp"
#include "connectors/generic/json.hpp"
#include "connectors/generic/settings.hpp"
#include "connectors/http/http_client.hpp"

namespace tillbridge::connectors::generic {

/// What one call gave: `body` is an object where outcome.ok(). A refusal carries the shop's own code and words.
struct ApiAnswer {
  Outcome outcome;
  int status = 0;
  Json body;

  /// The content was refused without naming a culprit: halving may help.
  bool divisible() const { return outcome.kind == OutcomeKind::kRejected && (status == 400 || status == 413 || status == 422); }
  /// The shop itself says that it has no such object; a 404 page of a proxy or a wrong path does not.
  bool object_missing() const { return status == 404 && outcome.code == "not_found"; }
};

/// The shop's API: address, credentials, JSON in and out. Everything that the generic connector sends goes through here.
class Api {
 public:
  Api(const Settings& settings, const base::Clock& clock, std::unique_ptr<http::HttpClient> client);

  ApiAnswer get(const std::string& path);
  ApiAnswer post(const std::string& path, const Json& body);

  /// Reads "results": exactly `count` entries, else the whole answer is unreadable (outcome kUnknown).
  std::vector<Json> results(ApiAnswer& answer, std::size_t count) const;
  /// One entry's "status", "code" and "message" as an outcome.
  Outcome entry_outcome(const Json& entry) const;
  /// A good answer that does not hold what the contract says.
  Outcome unreadable(const std::string& what) const;

 private:
  ApiAnswer call(http::HttpRequest request);

  const Settings& settings_;
  const base::Clock& clock_;
  std::unique_ptr<http::HttpClient> client_;
  std::vector<std::string> secrets_;
};

}  // namespace tillbridge::connectors::generic
