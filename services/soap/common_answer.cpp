#include "services/soap/common_answer.hpp"

namespace tillbridge::services {

tb__ArrayOfWarningType to_soap(const std::vector<front::FrontWarning>& front, const std::vector<std::string>& handler) {
  tb__ArrayOfWarningType list;
  for (const auto& warning : front) {
    tb__WarningType one;
    one.Code = warning.code;
    one.Message = soap_xml::legal_text(warning.message);
    list.Warning.push_back(std::move(one));
  }
  for (const auto& message : handler) {
    tb__WarningType one;
    one.Code = "notice";
    one.Message = soap_xml::legal_text(message);
    list.Warning.push_back(std::move(one));
  }
  return list;
}

}  // namespace tillbridge::services
