#pragma once
#include <memory>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/secret_bytes.hpp"
#include "persistence/database.hpp"
#include "services/fingerprints/fingerprints.hpp"
#include "services/front/front_parser.hpp"
#include "services/handlers/update_answer.hpp"
#include "services/http/message.hpp"
#include "services/http/request_head.hpp"
#include "services/metrics.hpp"

namespace tillbridge::services {

struct SoapServiceOptions {
  front::FrontLimits front;
  UpdateLimits updates;
  std::size_t fingerprint_bytes = Fingerprints::kBytesByDefault;  ///< for what is remembered of update rows; 0 = nothing
  Metrics* metrics = nullptr;         ///< counts rows by status; outlives the service
  std::string spool_directory = "/var/tmp";  ///< where long answers wait to be sent, as files without a name
};

/// The SOAP service behind the HTTP server. Safe for any thread; never throws.
///   POST /soap/ProductTasks, /soap/OrderTasks: SOAP 1.1, SOAP 1.2 or a bare operation element; each takes every operation
///     both doors also take a form with one field named xml that holds such a document
///   POST /xml/<Service>/<Operation>: the plain-XML door, for callers without a SOAP toolkit
///   GET, HEAD …?wsdl, ?WSDL, ?singleWsdl, ?wsdl=soap12: the contract with the address under which the caller reached us
/// What is not SOAP at all gets a line of text: 404 unknown address, 405 other method, 400 empty body, 415 no XML.
class SoapService final : public http::RequestHandler {
 public:
  /// `database` and `clock` outlive it. `pepper`: base::MasterKey::pepper(). Throws std::runtime_error when the contract that is
  /// built in cannot be read.
  SoapService(persistence::Database& database, const base::Clock& clock, base::SecretBytes pepper, SoapServiceOptions options = {});
  ~SoapService() override;

  http::Response handle(http::Request& request) override;

  /// The fault for a call whose body the HTTP server could not take (too large, damaged by compression, in an unknown coding, no room, no worker): http::RefusalWriter. Nothing for what is no call.
  std::optional<http::Response> write_refusal(const http::Request& request, const http::Problem& problem) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tillbridge::services
