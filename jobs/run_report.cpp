#include "jobs/run_report.hpp"

#include <fmt/format.h>

namespace tillbridge::jobs {

std::string summary_line(const RunReport& report) {
  auto line = fmt::format("{} sent, {} failed, {} waiting", report.sent, report.parked, report.waiting);
  if (report.unchanged > 0) line += fmt::format(", {} unchanged", report.unchanged);
  if (report.orders > 0) line += fmt::format(", {} orders read", report.orders);
  if (!report.note.empty()) line += "; " + report.note;
  return line;
}

}  // namespace tillbridge::jobs
