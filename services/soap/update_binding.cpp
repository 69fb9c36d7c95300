#include "services/soap/update_binding.hpp"

namespace tillbridge::services {
namespace {

tb__RowResultType to_soap(const domain::RowResult& row) {
  tb__RowResultType out;
  out.Index = std::to_string(row.index);
  out.ItemIntegrationId = soap_xml::legal_text(row.item_id);
  out.Status = domain::to_word(row.status);
  out.Code = optional_text(row.code);
  out.Message = optional_text(row.message);
  return out;
}

}  // namespace

BoundAnswer to_soap(const OperationCall& call, UpdateAnswer answer) {
  auto result = std::make_shared<tb__UpdateResultType>();
  fill_common(*result, call);
  const auto& counts = answer.counts;
  result->Received = std::to_string(counts.received);
  result->Created = std::to_string(counts.created);
  result->Updated = std::to_string(counts.updated);
  result->Unchanged = std::to_string(counts.unchanged);
  result->Stale = std::to_string(counts.stale);
  result->Superseded = std::to_string(counts.superseded);
  result->Rejected = std::to_string(counts.rejected);
  result->NotProcessed = std::to_string(counts.not_processed);
  auto rows = std::make_shared<std::vector<domain::RowResult>>(std::move(answer.results));
  result->Results.RowResult.assign(rows->size(), [rows](std::size_t i) { return to_soap((*rows)[i]); });
  auto bound = write_result(std::move(result), soap_out_tb__UpdateResultType);
  bound.counts = counts;
  bound.complete = counts.not_processed == 0;
  return bound;
}

}  // namespace tillbridge::services
