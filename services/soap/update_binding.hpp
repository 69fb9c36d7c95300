#pragma once
#include <memory>
#include <string>

#include "services/handlers/update_answer.hpp"
#include "services/soap/common_answer.hpp"
#include "services/soap/field_reader.hpp"

namespace tillbridge::services {

BoundAnswer to_soap(const OperationCall& call, UpdateAnswer answer);

/// The course of all three updates: rows go from the parser through `read` into the handler's run, one by one; one that cannot be
/// read is reported and passed by.
///   SoapRow: generated row type · Run: the handler's run · read: Row(FieldReader&, SoapRow&) · parse: reads the operation's element
template <class SoapRow, class Run, class Read, class Parse>
base::Result<BoundAnswer> run_update(OperationCall& call, Run run, Read read, Parse parse) {
  std::int64_t index = 0;
  call.soap.on_row([&](void* parsed) {
    auto& soap_row = *static_cast<SoapRow*>(parsed);
    FieldReader reader(call.account.time_zone);
    auto row = read(reader, soap_row);
    row.index = index++;
    if (reader.failed()) run.reject(rejected_row(row.index, row.item_id, with_line(call, reader.error(), row.index)));
    else run.add(std::move(row));
  });
  call.soap.read(parse);
  return to_soap(call, run.finish());
}

}  // namespace tillbridge::services
