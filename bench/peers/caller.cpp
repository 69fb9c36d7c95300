#include "bench/peers/caller.hpp"

#include <fmt/format.h>

#include <chrono>
#include <stdexcept>

namespace tillbridge::bench {

Spent Caller::call(std::string_view operation, const std::string& envelope, const Expected& expected) {
  const auto request = post(service_.endpoint, operation, envelope);
  auto processes = service_.processes();
  processes.push_back(server_);
  const double processor = processor_seconds(processes);
  const auto since = std::chrono::steady_clock::now();
  const auto answer = bench::call(service_, connection_, request);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - since;
  check(service_.name, answer, expected);
  return {wall.count(), processor_seconds(processes) - processor};
}

void check(const std::string& side, std::string_view answer, const Expected& expected) {
  const long received = count_in(answer, "Received"), updated = count_in(answer, "Updated"), unchanged = count_in(answer, "Unchanged");
  if (received == expected.received && (!expected.is_exact || (updated == expected.updated && unchanged == expected.received - expected.updated))) return;
  throw std::runtime_error(fmt::format("{}: of {} rows {} differ, but it answered {} received, {} updated, {} unchanged: {}", side, expected.received, expected.updated,
                                       received, updated, unchanged, answer.substr(0, 600)));
}

}  // namespace tillbridge::bench
