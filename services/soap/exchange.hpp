#pragma once
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "persistence/database.hpp"
#include "services/authentication.hpp"
#include "services/caller_reference_guard.hpp"
#include "services/front/front_parser.hpp"
#include "services/front/value_lines.hpp"
#include "services/http/message.hpp"
#include "services/metrics.hpp"
#include "services/soap/answer_form.hpp"
#include "services/soap/clean_request.hpp"
#include "services/soap/operation_call.hpp"
#include "services/unknown_id_watch.hpp"

namespace tillbridge::services {

/// What one call needs and all calls share. Everything outlives the exchange.
struct ExchangeParts {
  persistence::Database& database;
  const base::Clock& clock;
  const contract::ContractTable& contract;
  const front::FrontLimits& front_limits;
  const UpdateLimits& update_limits;
  Fingerprints& fingerprints;
  Authentication& authentication;
  CallerReferenceGuard& references;
  UnknownIdWatch& unknown_ids;
  Metrics* metrics;                   ///< may be null
  const std::string& spool_directory; ///< where long answers wait to be sent
};

/// One call from received bytes to the answer: front pass → login → rest of the document → caller's reference → binding → commit →
/// answer. Whatever goes wrong becomes one fault in the caller's form; nothing is thrown.
class Exchange {
 public:
  /// `expected_operation`: what the path named (/xml/<Service>/<Operation>), "" = any.
  Exchange(const ExchangeParts& parts, const http::Request& request, std::string expected_operation);
  http::Response run();

 private:
  base::Result<http::Response> answer();
  base::Result<Login> log_in();
  base::Result<std::optional<CallerReferenceGuard::Claim>> claim_reference(const Login& login);
  base::Result<http::Response> carry_out(const Login& login, std::optional<CallerReferenceGuard::Claim> claim);
  http::Response write(SoapContext& soap, const BoundAnswer& bound, const Login& login, const std::optional<CallerReferenceGuard::Claim>& claim);
  /// The same error with the line on which its field stands, where that is an element of the operation itself.
  base::Error with_line(base::Error error);
  http::Response repeat(const std::string& first_answer);
  void settle(const Login& login, const CallerReferenceGuard::Claim& claim, const std::string* answer);
  void count(const BoundAnswer& bound, const domain::Account& account);
  http::Response begin_response() const;
  http::Response refuse(const base::Error& error);

  ExchangeParts parts_;
  const http::Request& request_;
  std::string expected_operation_;
  std::string content_type_;
  CleanRequest clean_;
  front::ValueLines lines_;
  AnswerForm form_;
};

}  // namespace tillbridge::services
