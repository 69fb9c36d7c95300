#pragma once
#include <fmt/format.h>

#include <memory>

#include "services/handlers/confirm_documents.hpp"
#include "services/soap/common_answer.hpp"
#include "services/soap/field_reader.hpp"

namespace tillbridge::services {

BoundAnswer to_soap(const OperationCall& call, const ConfirmAnswer& answer);

inline constexpr std::size_t kMaxPosDocumentNumbers = 20;

/// One confirmation. `id`: the document's key as sent, judged by the handler.
template <class SoapConfirmation>
domain::ConfirmEntry read_confirmation(FieldReader& read, const SoapConfirmation& sent, const std::string& id) {
  domain::ConfirmEntry entry;
  entry.id = read.text({.field = "id", .max = 128}, id);
  entry.accepted = read.flag("Accepted", sent.Accepted);
  entry.error_code = read.text({.field = "ErrorCode", .max = 64}, sent.ErrorCode);
  entry.error_message = read.text({.field = "ErrorMessage", .max = 1'000, .multi_line = true}, sent.ErrorMessage);
  entry.booked_at = read.moment("BookedAt", sent.BookedAt);
  entry.pos_customer_number = read.text({.field = "PosCustomerNumber", .max = 64}, sent.PosCustomerNumber);
  for (const auto& number : sent.PosDocumentNumbers.PosDocumentNumber)
    if (auto one = read.text({.field = "PosDocumentNumber", .max = 64}, number); !one.empty()) entry.pos_document_numbers.push_back(std::move(one));
  if (entry.pos_document_numbers.size() > kMaxPosDocumentNumbers) read.fail("PosDocumentNumbers", "too_many", ": at most 20 are kept");
  return entry;
}

/// The course of the three Confirm… operations. What cannot be read refuses the whole list, naming the entry: a confirmation that is
/// half understood could lose a sale.
template <class SoapRequest, class Handler, class Parse, class Entries, class IdOf>
base::Result<BoundAnswer> run_confirm(OperationCall& call, Parse parse, Entries entries, IdOf id_of) {
  SoapRequest sent;
  call.soap.read([&](struct soap* soap) {
    sent.soap_default(soap);
    return parse(soap, &sent);
  });
  ConfirmRequest request;
  for (const auto& one : entries(sent)) {
    FieldReader read(call.account.time_zone);
    request.entries.push_back(read_confirmation(read, one, id_of(one)));
    if (!read.failed()) continue;
    const auto index = request.entries.size() - 1;
    base::Error error = with_line(call, read.error(), static_cast<std::int64_t>(index));
    error.message = fmt::format("confirmation {}: {}; nothing was confirmed", index, error.message);
    error.field = "Confirmations/" + error.field;
    return error;
  }
  const auto answer = Handler(call.database, call.clock).handle(call.caller, request);
  if (!answer) return answer.error();
  return to_soap(call, *answer);
}

}  // namespace tillbridge::services
