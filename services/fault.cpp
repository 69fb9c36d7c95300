#include "services/fault.hpp"

#include "services/soap/xml_text.hpp"

namespace tillbridge::services {
namespace {

using base::ErrorCode;
using front::SoapVersion;
using soap_xml::element;
using soap_xml::escape;

constexpr int kFaultStatus = 500;

bool is_callers_fault(ErrorCode code) {
  switch (code) {
    case ErrorCode::kBusy:
    case ErrorCode::kRateLimited:
    case ErrorCode::kUnavailable:
    case ErrorCode::kInternal: return false;
    default: return true;
  }
}

/// The specification has two codes of its own for envelopes that cannot be understood.
std::string fault_code(const base::Error& error, SoapVersion version) {
  if (error.catalogue_word() == "version_mismatch") return "VersionMismatch";
  if (error.catalogue_word() == "must_understand") return "MustUnderstand";
  const bool soap12 = version == SoapVersion::kSoap12;
  if (is_callers_fault(error.code)) return soap12 ? "Sender" : "Client";
  return soap12 ? "Receiver" : "Server";
}

/// What an answer has room for beside its fixed elements.
std::string fault_extras(const base::Error& error, const std::string& public_base) {
  if (public_base.empty()) return "<tb:Extras/>";
  return "<tb:Extras><tb:Property>" + element("Name", "help") + element("Value", help_address(public_base, error.catalogue_word())) + "</tb:Property></tb:Extras>";
}

std::string service_fault(const base::Error& error, const std::string& request_id, const AnswerForm& form) {
  const std::string declarations = namespace_of_root(form);
  std::string text = "<tb:ServiceFault" + declarations + ">" + element("Code", error.catalogue_word()) + element("Message", error.message);
  if (!error.field.empty()) text += element("Field", error.field);
  return text + element("Retryable", is_retryable(error.code) ? "true" : "false") + element("RequestId", request_id) + fault_extras(error, form.public_base) +
         "</tb:ServiceFault>";
}

std::string fault_text(const base::Error& error, const std::string& request_id) {
  return escape(std::string(error.catalogue_word()) + ": " + error.message + " (" + request_id + ")");
}

}  // namespace

std::string help_address(std::string_view public_base, std::string_view code) {
  return std::string(public_base) + "/help/errors/" + std::string(code);
}

bool is_retryable(ErrorCode code) { return !is_callers_fault(code); }

http::Response make_fault(const base::Error& error, const std::string& request_id, const AnswerForm& form) {
  const std::string detail = service_fault(error, request_id, form);
  std::string body;
  if (form.bare) {
    body = detail;
  } else if (form.version == SoapVersion::kSoap12) {
    body = "<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:" + fault_code(error, form.version) +
           "</SOAP-ENV:Value></SOAP-ENV:Code><SOAP-ENV:Reason><SOAP-ENV:Text xml:lang=\"en\">" + fault_text(error, request_id) +
           "</SOAP-ENV:Text></SOAP-ENV:Reason><SOAP-ENV:Detail>" + detail + "</SOAP-ENV:Detail></SOAP-ENV:Fault>";
  } else {
    body = "<SOAP-ENV:Fault><faultcode>SOAP-ENV:" + fault_code(error, form.version) + "</faultcode><faultstring>" + fault_text(error, request_id) +
           "</faultstring><detail>" + detail + "</detail></SOAP-ENV:Fault>";
  }
  http::Response response;
  response.status = kFaultStatus;
  response.content_type = content_type_of(form);
  response.text = open_answer(form) + body + close_answer(form);
  return response;
}

}  // namespace tillbridge::services
