#include "guide/error_pages.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "guide/error_catalogue.hpp"

namespace tillbridge::guide {
namespace {

constexpr std::string_view kIntroduction = R"(What a POS can meet, where, and what to do. Codes are lower snake_case words; they never change their meaning, messages may change, new codes may come.

* Fault: nothing was done. HTTP status 500, one `ServiceFault` with Code, Message, Field, Retryable, RequestId and, in Extras, the address of the code's page under the name `help`. The text of the fault is `code: message (request id)`. `Client` (SOAP 1.2: `Sender`) means that the same call will fail again, `Server` (`Receiver`) that it may succeed later.
* Row: an ordinary answer, HTTP 200. The row named by Index was not plainly taken; all others were.
* Warning: an ordinary answer. Something was accepted but looked odd.
* HTTP: what arrived is no call at all. One line of text, `code: what is wrong`.

Retry tells whether the same, sent again unchanged, may succeed: of a fault it is its Retryable. No answer at all is a case of its own: send the same call again unchanged, with the same CallerReference or ShipmentId; every call here may be repeated. Every fault names its RequestId: give it to the operator, the logs carry it.
)";

struct Section {
  ErrorPlace place;
  std::string_view title, text;
};

constexpr Section kSections[] = {
    {ErrorPlace::kFault, "Faults", "Nothing of the call was done. A Confirm… refuses the whole list when one entry cannot be read, so that no sale is half confirmed."},
    {ErrorPlace::kXml, "Faults of what is no sound XML", "Nothing of the call was done."},
    {ErrorPlace::kLimit, "Faults of limits", "A call that breaks a limit gets a fault that names it; nothing is done."},
    {ErrorPlace::kStatus, "Status of a row of the updates", "Received is the sum of the seven counts; an ordinary answer."},
    {ErrorPlace::kRow, "Code of a row of the updates", "The row named by Index; all others were taken."},
    {ErrorPlace::kConfirm, "Status of an entry of Confirm…", "One per id; a repeat changes nothing."},
    {ErrorPlace::kShipment, "Status and code of a shipment", "One per shipment; `rejected` comes with a code."},
    {ErrorPlace::kWarning, "Warnings", "All was taken."},
    {ErrorPlace::kHttp, "HTTP", "What is no call gets a line of text. Without a code: 400 an empty body, 404 an unknown address, 405 a GET of a service without ?wsdl, 415 a body that is no XML."},
};

std::string code_link(std::string_view code) { return fmt::format("[`{}`](error:{})", code, code); }

Table table_of(ErrorPlace place) {
  const bool is_http = place == ErrorPlace::kHttp;
  Table table{.heading = {is_http ? "Status" : "Where", "Code", "Cause", "What to do", "Retry"}, .rows = {}};
  for (const auto& entry : error_catalogue()) {
    if (entry.place != place) continue;
    table.rows.push_back({std::string(entry.where.empty() ? "every operation" : entry.where), code_link(entry.code), std::string(entry.cause), std::string(entry.fix), std::string(to_words(entry.retry))});
  }
  return table;
}

/// "Fault of every operation", "Code of a row of UpdateInventory, UpdatePricing" …
std::string place_words(const ErrorEntry& entry) {
  const auto where = entry.where.empty() ? std::string_view("every operation") : entry.where;
  switch (entry.place) {
    case ErrorPlace::kFault:
    case ErrorPlace::kXml:
    case ErrorPlace::kLimit: return fmt::format("Fault of {}: nothing was done", where);
    case ErrorPlace::kStatus: return fmt::format("Status of a row of {}", where);
    case ErrorPlace::kRow: return fmt::format("Code of a row of {}", where);
    case ErrorPlace::kConfirm: return fmt::format("Status of an entry of {}", where);
    case ErrorPlace::kShipment: return fmt::format("Status or code of a shipment of {}", where);
    case ErrorPlace::kWarning: return fmt::format("Warning of {}: all was taken", where);
    case ErrorPlace::kHttp: return fmt::format("HTTP {}: what came is no call", where);
  }
  throw std::logic_error("unknown place of an error");
}

Bullets list_of_codes() {
  Bullets list;
  for (const auto& code : error_codes()) list.items.push_back(code_link(code));
  return list;
}

}  // namespace

Page catalogue_page() {
  Page page{.title = "Errors", .blocks = read_blocks(kIntroduction)};
  for (const auto& section : kSections) {
    page.blocks.emplace_back(Heading{2, std::string(section.title)});
    page.blocks.emplace_back(Paragraph{std::string(section.text)});
    page.blocks.emplace_back(table_of(section.place));
  }
  return page;
}

std::optional<Page> error_page(std::string_view code) {
  const auto entries = find_errors(code);
  if (entries.empty()) return std::nullopt;
  Page page{.title = code_span(code), .blocks = {}};
  for (const auto& entry : entries) {
    page.blocks.emplace_back(Heading{2, place_words(entry)});
    page.blocks.emplace_back(Table{.heading = {"", ""},
                                   .rows = {{"Cause", std::string(entry.cause)}, {"What to do", std::string(entry.fix)}, {"Retry unchanged", std::string(to_words(entry.retry))}}});
  }
  return page;
}

Page unknown_error_page() {
  Page page{.title = "No such code", .blocks = {}};
  page.blocks.emplace_back(Paragraph{"This service gives no such code. It knows these:"});
  page.blocks.emplace_back(list_of_codes());
  return page;
}

}  // namespace tillbridge::guide
