#include <fmt/format.h>

#include <chrono>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

#include "bench/peers/benches.hpp"
#include "bench/peers/caller.hpp"
#include "bench/peers/report.hpp"

namespace tillbridge::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kConnections = kWorkers, kItemsOfAConnection = 200;

/// One till: its own items, with requests ready to be sent for two quantities of each.
class Till {
 public:
  Till(const Service& service, const Login& login, int first_item) : service_(service), connection_(service.endpoint.port) {
    for (const int quantity : {5, 6})
      for (int n = 0; n < kItemsOfAConnection; ++n) requests_.push_back(post(service.endpoint, "UpdateInventory", one_row_call(login, first_item + n, quantity)));
  }

  /// Calls until then, one item after the other; `changes`: the other quantity with every pass. Keeps the time of each call.
  void work(Clock::time_point until, bool changes) {
    while (Clock::now() < until) {
      if (++item_ == kItemsOfAConnection) {
        item_ = 0;
        if (changes) quantity_ = 1 - quantity_;
      }
      const auto since = Clock::now();
      const auto answer = call(service_, connection_, requests_[static_cast<std::size_t>(quantity_ * kItemsOfAConnection + item_)]);
      seconds_.push_back(std::chrono::duration<double>(Clock::now() - since).count());
      check(service_.name, answer, {1, changes ? 1 : 0, service_.counts_exactly});
    }
  }
  /// All items once, so that it is known what changes from now on.
  void begin() {
    for (int n = 0; n < kItemsOfAConnection; ++n) call(service_, connection_, requests_[static_cast<std::size_t>(n)]);
    quantity_ = 0;
    item_ = kItemsOfAConnection - 1;
  }
  std::vector<double> take_seconds() { return std::exchange(seconds_, {}); }

 private:
  const Service& service_;
  Connection connection_;
  std::vector<std::string> requests_;
  std::vector<double> seconds_;
  int item_ = 0, quantity_ = 0;
};

/// The tills of one service.
struct Tills {
  std::vector<std::unique_ptr<Till>> tills;
  std::vector<double> seconds;

  Tills(const Service& service, bool one_account) {
    for (int n = 0; n < kConnections; ++n)
      tills.push_back(std::make_unique<Till>(service, service.logins[static_cast<std::size_t>(kFirstOneRowAccount + (one_account ? 0 : n))],
                                             one_account ? n * kItemsOfAConnection : 0));
  }

  /// All at once for so long; returns the time per call.
  double run(double duration, bool changes) {
    std::vector<std::thread> threads;
    std::exception_ptr failed;
    std::mutex guard;
    const auto since = Clock::now(), until = since + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(duration));
    for (auto& till : tills)
      threads.emplace_back([&] {
        try {
          till->work(until, changes);
        } catch (...) {
          const std::lock_guard hold(guard);
          failed = std::current_exception();
        }
      });
    for (auto& thread : threads) thread.join();
    const std::chrono::duration<double> took = Clock::now() - since;
    if (failed) std::rethrow_exception(failed);
    std::size_t calls = 0;
    for (auto& till : tills) {
      const auto times = till->take_seconds();
      calls += times.size();
      seconds.insert(seconds.end(), times.begin(), times.end());
    }
    return took.count() / static_cast<double>(calls);
  }
};

void load(Service& service, pid_t server) {
  if (!service.is_ours) return;
  Caller caller(service, server);
  constexpr int kItems = kConnections * kItemsOfAConnection;
  for (int n = 0; n < kConnections; ++n)
    caller.call("UpdatePOSProducts", plain_products_call(service.logins[static_cast<std::size_t>(kFirstOneRowAccount + n)], kItems), {kItems, 0, false});
}

Spent timed_run(Service& service, Tills& tills, pid_t server, double seconds, bool changes) {
  auto processes = service.processes();
  processes.push_back(server);
  const double processor = processor_seconds(processes);
  const auto before = tills.seconds.size();
  const double per_call = tills.run(seconds, changes);
  return {per_call, (processor_seconds(processes) - processor) / static_cast<double>(tills.seconds.size() - before)};
}

}  // namespace

void bench_one_row(const Workshop& shop, Services& services, const Effort& effort) {
  const pid_t server = shop.server->process();
  for (auto& service : services) load(*service, server);
  for (const bool one_account : {false, true}) {
    std::map<const Service*, std::unique_ptr<Tills>> all;
    for (auto& service : services) all[service.get()] = std::make_unique<Tills>(*service, one_account);
    for (const bool changes : {false, true}) {
      std::vector<Side> sides;
      for (auto& service : services) {
        auto& tills = *all[service.get()];
        for (auto& till : tills.tills) till->begin();
        if (!one_account && !changes) tills.run(effort.warm_up_seconds, false);
        tills.seconds.clear();
        sides.push_back({service->name, [&, service = service.get(), changes] { return timed_run(*service, *all[service], server, effort.seconds, changes); }});
      }
      print_speeds(fmt::format("One row per call, {} connections, {}, the quantity {}", kConnections, one_account ? "one account for all" : "an account each",
                               changes ? "another in every call" : "as before"),
                   race(sides, effort.rounds), {kNaturalPhp, kNode}, 1, "call");
      fmt::print("\n99 of 100 calls within:");
      for (auto& service : services) fmt::print(" {} {:.1f} ms;", service->name, p99_milliseconds(all[service.get()]->seconds));
      fmt::print("\n");
      std::fflush(stdout);
    }
  }
}

}  // namespace tillbridge::bench
