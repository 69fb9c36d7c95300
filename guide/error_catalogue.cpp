#include "guide/error_catalogue.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "guide/errors/entries.hpp"

namespace tillbridge::guide {

const std::vector<ErrorEntry>& error_catalogue() {
  static const auto entries = [] {
    std::vector<ErrorEntry> all;
    for (const auto part : {errors::fault_entries(), errors::xml_entries(), errors::limit_entries(), errors::row_entries(), errors::document_entries(), errors::warning_entries(),
                            errors::http_entries()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return entries;
}

std::vector<ErrorEntry> find_errors(std::string_view code) {
  std::vector<ErrorEntry> found;
  for (const auto& entry : error_catalogue()) {
    if (entry.code == code) found.push_back(entry);
  }
  return found;
}

std::vector<std::string> error_codes() {
  std::set<std::string> codes;
  for (const auto& entry : error_catalogue()) codes.emplace(entry.code);
  return {codes.begin(), codes.end()};
}

bool is_fault(const ErrorEntry& entry) { return entry.place == ErrorPlace::kFault || entry.place == ErrorPlace::kXml || entry.place == ErrorPlace::kLimit; }

bool applies_to(const ErrorEntry& entry, std::string_view operation) {
  if (entry.place == ErrorPlace::kHttp || entry.where.empty()) return true;
  constexpr std::string_view kAnyEnding = "…", kComma = ", ";
  for (std::size_t at = 0; at <= entry.where.size();) {
    const auto comma = std::min(entry.where.find(kComma, at), entry.where.size());
    auto name = entry.where.substr(at, comma - at);
    if (name.ends_with(kAnyEnding) ? operation.starts_with(name.substr(0, name.size() - kAnyEnding.size())) : operation == name) return true;
    at = comma + kComma.size();
  }
  return false;
}

std::string_view to_words(ErrorPlace place) {
  switch (place) {
    case ErrorPlace::kFault: return "fault";
    case ErrorPlace::kXml: return "fault: no sound XML";
    case ErrorPlace::kLimit: return "fault: a limit";
    case ErrorPlace::kStatus: return "status of a row";
    case ErrorPlace::kRow: return "row of an update";
    case ErrorPlace::kConfirm: return "entry of a Confirm…";
    case ErrorPlace::kShipment: return "shipment";
    case ErrorPlace::kWarning: return "warning";
    case ErrorPlace::kHttp: return "HTTP refusal";
  }
  throw std::logic_error("unknown place of an error");
}

std::string_view to_words(Retry retry) {
  switch (retry) {
    case Retry::kNo: return "no";
    case Retry::kYes: return "yes";
    case Retry::kNotNeeded: return "not needed";
  }
  throw std::logic_error("unknown retry of an error");
}

}  // namespace tillbridge::guide
