#include "services/soap_service.hpp"

#include <algorithm>
#include <cctype>

#include "base/log.hpp"
#include "base/random.hpp"
#include "base/text.hpp"

#include "services/authentication.hpp"
#include "services/caller_reference_guard.hpp"
#include "contract/contract_text.hpp"
#include "services/soap/contract_document.hpp"
#include "services/front/form_post.hpp"
#include "services/fault.hpp"
#include "services/soap/exchange.hpp"

namespace tillbridge::services {
namespace {

http::Response text_answer(int status, std::string text) {
  http::Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.text = std::move(text);
  return response;
}

bool begins_like_xml(std::string_view body) {
  const auto begins = [&](std::string_view mark) { return body.substr(0, mark.size()) == mark; };
  constexpr std::string_view kBlanks = " \t\r\n";
  // UTF-8 and UTF-16 byte order marks, and UTF-16 without one.
  if (begins("\xEF\xBB\xBF") || begins("\xFF\xFE") || begins("\xFE\xFF") || begins(std::string_view("\0<", 2)) || begins(std::string_view("<\0", 2))) return true;
  const auto first = body.find_first_not_of(kBlanks);
  return first != std::string_view::npos && body[first] == '<';
}

/// Where a path leads: nowhere, to the service, or to one operation of the plain-XML door.
struct Route {
  bool known = false;
  std::string operation;
};

Route find_route(const contract::ContractTable& contract, const std::string& path) {
  for (const auto& operation : contract.operations()) {
    if (path == "/soap/" + operation.service) return {true, ""};
    if (path == "/xml/" + operation.service + "/" + operation.name) return {true, operation.name};
  }
  return {};
}

/// Whose fault it is that the HTTP server could not take a body.
base::ErrorCode code_of(const http::Problem& problem) {
  if (problem.status != 503) return base::ErrorCode::kInvalidRequest;
  return problem.word == "busy" ? base::ErrorCode::kBusy : base::ErrorCode::kUnavailable;
}

/// All that is known of a body that never came: its label.
bool is_labelled_soap12(const http::Request& request) {
  return base::to_lower(std::string(request.header("content-type").value_or(""))).find("application/soap+xml") != std::string::npos;
}

/// The document that a form held.
class FormBody final : public http::Body {
 public:
  explicit FormBody(std::string xml) : xml_(std::move(xml)) {}
  std::string_view bytes() const override { return xml_; }

 private:
  std::string xml_;
};

/// Makes the request what it would have been without the form around it; says why where that cannot be done.
std::optional<std::string> unwrap_form(http::Request& request) {
  const std::string content_type(request.header("content-type").value_or(""));
  if (!front::is_form(content_type, request.body->bytes())) return std::nullopt;
  auto document = front::read_form(content_type, request.body->bytes());
  if (!document) return document.error().message;
  request.body = std::make_unique<FormBody>(std::move(document->xml));
  std::erase_if(request.headers, [](const auto& header) { return header.first == "content-type"; });
  request.headers.emplace_back("content-type", std::move(document->content_type));
  return std::nullopt;
}

}  // namespace

class SoapService::Impl {
 public:
  Impl(persistence::Database& database, const base::Clock& clock, base::SecretBytes pepper, SoapServiceOptions options)
      : options_(std::move(options)),
        contract_(contract::ContractTable::from_wsdl(contract::contract_text())),
        authentication_(database, clock, std::move(pepper)),
        references_(database, clock),
        unknown_ids_(clock),
        fingerprints_(random_, options_.fingerprint_bytes),
        parts_{database, clock, contract_, options_.front, options_.updates, fingerprints_, authentication_, references_, unknown_ids_, options_.metrics, options_.spool_directory} {}

  http::Response handle(http::Request& request) {
    const Route route = find_route(contract_, request.path);
    if (!route.known && request.path.starts_with("/xml/"))
      return text_answer(404, "No such operation here. Plain XML goes to /xml/ProductTasks/<Operation> or /xml/OrderTasks/<Operation>, such as /xml/ProductTasks/UpdateInventory; /help lists them.\n");
    if (!route.known) return text_answer(404, "Nothing here. The SOAP service answers at /soap/ProductTasks and /soap/OrderTasks; append ?wsdl for its contract.\n");
    if (request.method == "GET" || request.method == "HEAD") return describe(request);
    if (request.method == "POST") return exchange(request, route);
    auto refused = text_answer(405, "Send operations with POST; get the contract with GET and ?wsdl.\n");
    refused.headers.emplace_back("Allow", "GET, HEAD, POST");
    return refused;
  }

  std::optional<http::Response> write_refusal(const http::Request& request, const http::Problem& problem) const {
    const Route route = find_route(contract_, request.path);
    // Broken framing stays a 400 in plain text: nobody knows then who asked for what.
    const bool is_limit = problem.status == 413 || problem.status == 503 || problem.word == "bad_coding" || problem.word == "bad_compression";
    if (!route.known || request.method != "POST" || !is_limit) return std::nullopt;
    const base::Error error{.code = code_of(problem), .message = problem.text, .word = problem.word};
    AnswerForm form;
    form.version = is_labelled_soap12(request) ? front::SoapVersion::kSoap12 : front::SoapVersion::kSoap11;
    form.bare = !route.operation.empty();
    form.public_base = request.public_base;
    auto response = make_fault(error, request.request_id, form);
    response.operation = route.operation.empty() ? "unknown" : route.operation;
    response.outcome = problem.word;
    return response;
  }

 private:
  http::Response describe(const http::Request& request) {
    const std::string query = base::to_lower(request.query);
    const bool soap12 = query == "wsdl=soap12";
    if (!soap12 && query != "wsdl" && query != "singlewsdl") {
      auto refused = text_answer(405, "Send operations with POST; get the contract with ?wsdl.\n");
      refused.headers.emplace_back("Allow", "POST");
      return refused;
    }
    http::Response response;
    response.text = contract_document(request.public_base, soap12);
    return response;
  }

  http::Response exchange(http::Request& request, const Route& route) {
    if (request.body->bytes().empty()) return text_answer(400, "The body is empty; send a SOAP envelope.\n");
    if (auto refused = unwrap_form(request)) return text_answer(415, *refused + ".\n");
    const std::string_view body = request.body->bytes();
    if (!begins_like_xml(body)) return text_answer(415, "The body is no XML; send a SOAP envelope as text/xml.\n");
    return Exchange(parts_, request, route.operation).run();
  }

  SoapServiceOptions options_;
  contract::ContractTable contract_;
  Authentication authentication_;
  CallerReferenceGuard references_;
  UnknownIdWatch unknown_ids_;
  base::SystemRandom random_;
  Fingerprints fingerprints_;
  ExchangeParts parts_;
};

SoapService::SoapService(persistence::Database& database, const base::Clock& clock, base::SecretBytes pepper, SoapServiceOptions options)
    : impl_(std::make_unique<Impl>(database, clock, std::move(pepper), std::move(options))) {}
SoapService::~SoapService() = default;

http::Response SoapService::handle(http::Request& request) { return impl_->handle(request); }

std::optional<http::Response> SoapService::write_refusal(const http::Request& request, const http::Problem& problem) const {
  return impl_->write_refusal(request, problem);
}

}  // namespace tillbridge::services
