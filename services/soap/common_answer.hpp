#pragma once
#include <string>
#include <vector>

#include "services/soap/operation_call.hpp"
#include "services/soap/xml_text.hpp"
#include "soapH.h"

namespace tillbridge::services {

/// Absent where the text is empty.
inline std::optional<std::string> optional_text(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(soap_xml::legal_text(text));
}
inline std::string to_soap(bool flag) { return flag ? "true" : "false"; }

tb__ArrayOfWarningType to_soap(const std::vector<front::FrontWarning>& front, const std::vector<std::string>& handler);

/// What every Result has: the request's id and its warnings. Extras are the binding's.
template <class ResultType>
void fill_common(ResultType& result, const OperationCall& call, const std::vector<std::string>& warnings = {}) {
  result.RequestId = call.caller.request_id;
  result.Warnings = to_soap(call.warnings, warnings);
}

/// The answer that serialises `result` by the generated function `out`.
template <class ResultType, class Out>
BoundAnswer write_result(std::shared_ptr<ResultType> result, Out out) {
  return {.write = [result = std::move(result), out](struct soap* soap) { return out(soap, "tb:Result", -1, result.get(), ""); }};
}

}  // namespace tillbridge::services
