#include "services/soap/confirm_binding.hpp"

namespace tillbridge::services {
namespace {

std::string message_of(const domain::ConfirmOutcome& outcome) {
  if (outcome.warning.empty()) return outcome.message;
  return outcome.message.empty() ? outcome.warning : outcome.message + "; " + outcome.warning;
}

}  // namespace

BoundAnswer to_soap(const OperationCall& call, const ConfirmAnswer& answer) {
  auto result = std::make_shared<tb__ConfirmResultType>();
  fill_common(*result, call, answer.warnings);
  std::map<std::string, std::int64_t> results;
  for (std::size_t i = 0; i < answer.outcomes.size(); ++i) {
    const auto& outcome = answer.outcomes[i];
    tb__DocumentResultType one;
    one.Index = std::to_string(i);
    one.DocumentId = soap_xml::legal_text(outcome.id);
    one.Status = domain::to_word(outcome.result);
    one.Message = optional_text(message_of(outcome));
    result->Results.DocumentResult.push_back(std::move(one));
    ++results[domain::to_word(outcome.result)];
  }
  auto bound = write_result(std::move(result), soap_out_tb__ConfirmResultType);
  bound.results = std::move(results);
  return bound;
}

}  // namespace tillbridge::services
