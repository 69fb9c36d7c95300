#include "jobs/run_report.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace tillbridge::jobs {
namespace {

/// A line is read at a glance; the whole of a shop's words stands in the log and on the row.
constexpr std::size_t kLongestNote = 300;

std::string shortened(const std::string& note) {
  if (note.size() <= kLongestNote) return note;
  return std::string(base::cut_at_character(note, kLongestNote)) + "…";
}

}  // namespace

std::string summary_line(const RunReport& report) {
  auto line = fmt::format("{} sent, {} failed, {} waiting", report.sent, report.parked, report.waiting);
  if (report.unchanged > 0) line += fmt::format(", {} unchanged", report.unchanged);
  if (report.orders > 0) line += fmt::format(", {} orders read", report.orders);
  if (!report.note.empty()) line += "; " + shortened(report.note);
  return line;
}

}  // namespace tillbridge::jobs
