#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tillbridge::guide {

/// Where a code stands when a caller meets it.
enum class ErrorPlace {
  kFault,      ///< Code of a ServiceFault: nothing was done
  kXml,        ///< the same; what came is no sound XML
  kLimit,      ///< the same; a limit was broken
  kStatus,     ///< Status of a row of the three updates
  kRow,        ///< Code of a row of the three updates
  kConfirm,    ///< Status of an entry of a Confirm…
  kShipment,   ///< Status or Code of a shipment
  kWarning,    ///< Code of a warning: all was taken
  kHttp,       ///< first word of a line of text: what came is no call
};

enum class Retry {
  kNo,         ///< the same again will fail again; a fault says Retryable false
  kYes,        ///< the same again may succeed later; a fault says Retryable true
  kNotNeeded,  ///< it was taken, or a newer value stands
};

/// One row of the error catalogue. A code that can stand in several places has a row for each; its meaning is the same word for all.
struct ErrorEntry {
  std::string_view code;
  ErrorPlace place;
  std::string_view where;   ///< operations, "…" for any ending: "GetNew…, SaveShipments"; "" for all. Of kHttp: the status, "400"
  std::string_view cause;   ///< what happened
  std::string_view fix;     ///< what to do about it
  Retry retry;
};

/// Every code that a caller can meet, place by place in the order of ErrorPlace: the one source of docs/errors.md, of the pages under
/// /help/errors and of `tillbridge errors`. tests/soap/error_catalogue_test.cpp fails when the sources can give a code that is missing.
const std::vector<ErrorEntry>& error_catalogue();

/// The rows of one code; empty for a word that is none.
std::vector<ErrorEntry> find_errors(std::string_view code);
/// Every code once, sorted.
std::vector<std::string> error_codes();

bool is_fault(const ErrorEntry& entry);
bool applies_to(const ErrorEntry& entry, std::string_view operation);

std::string_view to_words(ErrorPlace place);    ///< "fault", "row of an update" …
std::string_view to_words(Retry retry);         ///< "no", "yes", "not needed"

}  // namespace tillbridge::guide
