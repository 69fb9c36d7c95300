#include "services/soap/answer_form.hpp"

namespace tillbridge::services {
namespace {

constexpr std::string_view kProlog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string declare_contract() { return " xmlns:tb=\"" + std::string(kContractNamespace) + "\""; }

std::string_view envelope_namespace(front::SoapVersion version) {
  return version == front::SoapVersion::kSoap12 ? "http://www.w3.org/2003/05/soap-envelope" : "http://schemas.xmlsoap.org/soap/envelope/";
}

}  // namespace

std::string content_type_of(const AnswerForm& form) {
  return !form.bare && form.version == front::SoapVersion::kSoap12 ? "application/soap+xml; charset=utf-8" : "text/xml; charset=utf-8";
}

std::string open_answer(const AnswerForm& form) {
  std::string text(kProlog);
  if (form.bare) return text;
  return text + "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"" + std::string(envelope_namespace(form.version)) + "\"" + declare_contract() + "><SOAP-ENV:Body>";
}

std::string close_answer(const AnswerForm& form) { return form.bare ? "\n" : "</SOAP-ENV:Body></SOAP-ENV:Envelope>\n"; }

std::string namespace_of_root(const AnswerForm& form) { return form.bare ? declare_contract() : std::string(); }

}  // namespace tillbridge::services
