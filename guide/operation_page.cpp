#include "guide/operation_page.hpp"

#include <fmt/format.h>

#include "guide/error_catalogue.hpp"
#include "guide/example.hpp"
#include "guide/sample.hpp"
#include "guide/written_texts.hpp"

namespace tillbridge::guide {
namespace {

using contract::ContractTable;
using contract::ElementRule;

std::string type_words(const ElementRule& rule) {
  if (!rule.type.empty()) return rule.repeated ? "entry of the list" : rule.type.starts_with("ArrayOf") ? "list" : "group";
  return rule.repeated ? rule.simple_type + ", entry of the list" : rule.simple_type;
}

std::string meaning(const ElementRule& rule) {
  const auto example = example_in(rule.documentation);
  return without_example(rule.documentation) + (example.empty() ? "" : fmt::format(" Example: {}", code_span(example)));
}

/// One row per element, a path from the operation or result on. Extras and Warnings are the same everywhere: said once, not opened.
void add_rows(const ContractTable& contract, Table& table, std::string_view type, const std::string& path, bool with_required) {
  for (const auto& rule : *contract.find_children(type)) {
    const auto at = path.empty() ? rule.name : path + "/" + rule.name;
    std::vector<std::string> row{code_span(at), type_words(rule)};
    if (with_required) row.emplace_back(rule.repeated ? "" : rule.required ? "yes" : "no");
    row.push_back(meaning(rule));
    table.rows.push_back(std::move(row));
    if (!rule.type.empty() && rule.name != "Extras" && rule.name != "Warnings") add_rows(contract, table, rule.type, at, with_required);
  }
}

Table request_table(const ContractTable& contract, std::string_view operation) {
  Table table{.heading = {"Element", "Type", "Required", "Meaning"}, .rows = {}};
  add_rows(contract, table, operation, "", true);
  return table;
}

Table answer_table(const ContractTable& contract, std::string_view operation) {
  Table table{.heading = {"Element", "Type", "Meaning"}, .rows = {}};
  add_rows(contract, table, fmt::format("{}Response", operation), "", false);
  return table;
}

std::vector<std::string> error_row(const ErrorEntry& entry, bool with_kind) {
  std::vector<std::string> row{fmt::format("[`{}`](error:{})", entry.code, entry.code), std::string(entry.cause), std::string(entry.fix), std::string(to_words(entry.retry))};
  if (with_kind) row.insert(row.begin(), entry.place == ErrorPlace::kStatus || entry.place == ErrorPlace::kConfirm ? "status" : "code");
  return row;
}

void add_errors(Page& page, std::string_view operation) {
  Table own{.heading = {"Fault", "Cause", "What to do", "Retry"}, .rows = {}}, rows{.heading = {"", "Word", "Cause", "What to do", "Retry"}, .rows = {}}, common = own;
  for (const auto& entry : error_catalogue()) {
    if (entry.place == ErrorPlace::kWarning || entry.place == ErrorPlace::kHttp || !applies_to(entry, operation)) continue;
    if (!is_fault(entry)) rows.rows.push_back(error_row(entry, true));
    else if (!entry.where.empty()) own.rows.push_back(error_row(entry, false));
    else if (entry.place == ErrorPlace::kFault && (entry.retry == Retry::kYes || entry.code == "unauthenticated")) common.rows.push_back(error_row(entry, false));
  }
  page.blocks.emplace_back(Heading{2, "Errors"});
  page.blocks.emplace_back(Paragraph{"A fault means that nothing was done. \"yes\" under Retry: send the same call again unchanged, after the pause that is named. [All codes](errors:), with those of broken XML and HTTP."});
  page.blocks.emplace_back(std::move(own));
  page.blocks.emplace_back(Paragraph{"Faults of every operation that are worth a branch in your program:"});
  page.blocks.emplace_back(std::move(common));
  if (rows.rows.empty()) return;
  page.blocks.emplace_back(Paragraph{"In an ordinary answer, per entry:"});
  page.blocks.emplace_back(std::move(rows));
}

}  // namespace

SampleOptions page_sample_options(std::string_view operation) {
  SampleOptions options;
  if (operation.starts_with("Update")) options.values = {{"CallerReference", fmt::format("{}-2026-11-25-0815", operation)}};
  if (operation == "ConfirmOrders") options.values = {{"OrderDocumentId", "odc_aaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"OrderDocumentId", "odc_zzzzzzzzzzzzzzzzzzzzzzzzzz"}};
  if (operation == "ConfirmCaptures") options.values = {{"CaptureId", "cap_aaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"CaptureId", "cap_zzzzzzzzzzzzzzzzzzzzzzzzzz"}};
  if (operation == "ConfirmTransactions") options.values = {{"TransactionId", "txn_aaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"TransactionId", "txn_bbbbbbbbbbbbbbbbbbbbbbbbbb"}};
  if (operation == "SaveShipments") options.values = {{"OrderId", "ord_aaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"Line/ItemIntegrationId", "COAT-M"}};
  return options;
}

Page operation_page(const ContractTable& contract, std::string_view name) {
  const auto sample = make_sample(contract, name, page_sample_options(name));
  const auto& operation = sample.operation;
  Page page{.title = operation.name, .blocks = {}};
  page.blocks.emplace_back(Paragraph{operation.documentation});
  page.blocks.emplace_back(Bullets{{fmt::format("SOAP: POST to `/soap/{}`, SOAPAction `\"{}\"` or none", operation.service, operation.soap_action),
                                    fmt::format("Without a toolkit: POST the element `{}` alone to `/xml/{}/{}`", operation.name, operation.service, operation.name),
                                    fmt::format("As a program: `tillbridge sample {0} --as curl`, or php, python, csharp, java; a running service shows it at `/help/operations/{0}/curl`", operation.name)}});
  for (auto& block : read_blocks(written_text(name))) page.blocks.push_back(std::move(block));
  page.blocks.emplace_back(Heading{2, "Request"});
  page.blocks.emplace_back(request_table(contract, name));
  page.blocks.emplace_back(Heading{3, "Sample"});
  page.blocks.emplace_back(Code{"xml", write_sample(sample, Language::kXml)});
  page.blocks.emplace_back(Heading{2, "Answer"});
  page.blocks.emplace_back(Paragraph{"The service's answer to the sample, with line breaks added:"});
  page.blocks.emplace_back(Code{"xml", std::string(real_answer(name))});
  page.blocks.emplace_back(answer_table(contract, name));
  add_errors(page, name);
  return page;
}

Page help_page(const ContractTable& contract) {
  Page page{.title = "Help for programs that call this service", .blocks = {}};
  std::string service;
  for (const auto& operation : contract.operations()) {
    if (operation.service != service) {
      service = operation.service;
      page.blocks.emplace_back(Heading{2, service});
      page.blocks.emplace_back(Paragraph{fmt::format("Contract: [/soap/{0}?wsdl](/soap/{0}?wsdl) (SOAP 1.1), [?wsdl=soap12](/soap/{0}?wsdl=soap12) (both)", service)});
      page.blocks.emplace_back(Bullets{});
    }
    std::get<Bullets>(page.blocks.back()).items.push_back(fmt::format("[{0}](operation:{0}): {1}", operation.name, operation.documentation));
  }
  page.blocks.emplace_back(Heading{2, "Errors"});
  page.blocks.emplace_back(Paragraph{"[Every code](errors:) with its cause, what to do, and whether to send again. A fault names the page of its code in its Extras, under `help`."});
  return page;
}

}  // namespace tillbridge::guide
