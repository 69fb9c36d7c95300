#include <fmt/format.h>

#include "bench/peers/benches.hpp"
#include "bench/peers/caller.hpp"

namespace tillbridge::bench {
namespace {

constexpr double kMegabyte = 1e6;

/// What a call adds to the memory of the service's largest process, and how long it takes.
template <class Call>
void measure(Service& service, const std::string& what, std::size_t idle, Call call) {
  const auto processes = service.processes();
  forget_peaks(processes);
  const Spent spent = call();
  const auto peak = largest_peak(processes);
  fmt::print("| {} | {} | {:.0f} | {:.0f} | **{:.0f}** | {:.1f} |\n", service.name, what, static_cast<double>(idle) / kMegabyte, static_cast<double>(peak) / kMegabyte,
             static_cast<double>(peak - std::min(peak, idle)) / kMegabyte, spent.wall);
  std::fflush(stdout);
}

/// The items whose stock is told, in calls of an ordinary size.
void load_items(Caller& caller, const Login& login, int rows) {
  constexpr int kCalls = 10;
  for (int i = 0; i < kCalls; ++i) caller.call("UpdatePOSProducts", plain_products_call(login, rows / kCalls, i * (rows / kCalls)), {rows / kCalls, 0, false});
}

}  // namespace

void bench_large_calls(const Workshop& shop, Services& services, const Effort& effort) {
  const int rows = effort.large_rows;
  const std::vector<int> quantities(static_cast<std::size_t>(rows), 7), editions(static_cast<std::size_t>(rows), 1);
  fmt::print("\nOne call of {} rows, everything new: memory of the service's largest process in MB\n\n| side | call | idle | most | added | s |\n|---|---|---|---|---|---|\n", rows);
  for (auto& service : services) {
    const auto& login = service->logins[kLargeAccount];
    const auto idle = largest_memory(service->processes());
    Caller caller(*service, shop.server->process());
    if (service->is_ours) load_items(caller, login, rows);
    measure(*service, "UpdateInventory", idle, [&] { return caller.call("UpdateInventory", inventory_call(login, quantities), {rows, 0, false}); });
    if (!service->takes_products) continue;
    const auto& other = service->logins[kLargeProductsAccount];
    measure(*service, "UpdatePOSProducts", idle, [&] { return caller.call("UpdatePOSProducts", products_call(other, editions), {rows, 0, false}); });
  }
}

}  // namespace tillbridge::bench
