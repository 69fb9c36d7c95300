#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <latch>
#include <thread>

#include "bench/benches.hpp"
#include "bench/log_watch.hpp"
#include "bench/race.hpp"
#include "bench/serving.hpp"

namespace tillbridge::bench {
namespace {

constexpr int kAccounts = 8;
constexpr int kSmallCallers = 4;

struct Amounts {
  int rows, small_calls;
};

/// Callers of the real server at the same time. Every call of a side brings new quantities for all its rows, or for none.
class Callers {
 public:
  Callers(UpdateStore& store, Amounts amounts) : store_(store), amounts_(amounts), serving_(store) {
    for (int i = 0; i < kAccounts; ++i) logins_.push_back(serving_.add_account(fmt::format("store-{}", i), amounts.rows + kSmallCallers));
  }

  Spent one_after_the_other(bool changed) {
    return timed({[&, changed] {
      for (int call = 0; call < kAccounts; ++call) post(rows_of(0, changed));
    }});
  }
  Spent eight_at_once(bool changed) {
    std::vector<std::function<void()>> callers;
    for (int i = 0; i < kAccounts; ++i) callers.push_back([&, i, changed] { post(rows_of(i, changed)); });
    return timed(callers);
  }
  /// Both send the same rows, the second from the last to the first; half as many calls each.
  Spent two_of_one_account(bool changed) {
    const auto caller = [&, changed](bool backwards) {
      for (int call = 0; call < kAccounts / 2; ++call) post(rows_of(1, changed, backwards));
    };
    return timed({[&] { caller(false); }, [&] { caller(true); }});
  }

  /// One-row calls on four connections; `beside` < 0, or the account whose large calls run beside them the whole time.
  Spent small_calls(int beside, std::vector<double>& latencies) {
    std::atomic<bool> enough{false};
    std::future<void> large;
    if (beside >= 0)
      large = std::async(std::launch::async, [&] {
        HttpCaller caller(serving_.port());
        while (!enough) caller.post(kUpdatePath, rows_of(beside, true));
      });
    std::vector<std::function<void()>> callers;
    std::vector<std::vector<double>> times(kSmallCallers);
    for (int i = 0; i < kSmallCallers; ++i) callers.push_back([&, i] { call_one_row(i, times[static_cast<std::size_t>(i)]); });
    const Spent spent = timed(callers);
    enough = true;
    if (large.valid()) large.get();
    for (const auto& some : times) latencies.insert(latencies.end(), some.begin(), some.end());
    return spent;
  }

 private:
  std::string rows_of(int account, bool changed, bool backwards = false) {
    const int version = changed ? ++version_ : 0;
    return inventory_envelope(logins_[static_cast<std::size_t>(account)], 0, amounts_.rows, {.each = changed ? 1 : 0, .version = version % 1'000}, {}, backwards);
  }
  void post(const std::string& envelope) { HttpCaller(serving_.port()).post(kUpdatePath, envelope); }
  void call_one_row(int row, std::vector<double>& times) {
    HttpCaller caller(serving_.port());
    for (int call = 0; call < amounts_.small_calls / kSmallCallers; ++call) {
      Stopwatch watch;
      caller.post(kUpdatePath, inventory_envelope(logins_[0], amounts_.rows + row, 1, {.each = 1, .version = ++version_ % 1'000}));
      watch.pause();
      times.push_back(watch.spent().wall);
    }
  }
  Spent timed(const std::vector<std::function<void()>>& callers) {
    store_.settle();
    std::latch ready(static_cast<std::ptrdiff_t>(callers.size()) + 1);
    std::vector<std::future<void>> running;
    for (const auto& caller : callers)
      running.push_back(std::async(std::launch::async, [&] {
        ready.arrive_and_wait();
        caller();
      }));
    ready.arrive_and_wait();
    Stopwatch watch(store_.server());
    for (auto& one : running) one.wait();
    watch.pause();
    for (auto& one : running) one.get();
    return watch.spent();
  }

  UpdateStore& store_;
  Amounts amounts_;
  Serving serving_;
  std::vector<TillLogin> logins_;
  std::atomic<int> version_{0};
};

double percentile(std::vector<double> values, double part) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(values.size() - 1) * part);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

void run(std::unique_ptr<UpdateStore> store, Amounts amounts, int rounds) {
  const LogWatch log;
  const auto deadlocks = store->deadlocks();
  Callers callers(*store, amounts);
  for (const bool changed : {true, false})
    print(fmt::format("{}: 8 calls of {} rows, {} changed", store->name(), amounts.rows, changed ? "all" : "none"),
          race({{"one caller, one after the other", [&] { return callers.one_after_the_other(changed); }},
                {"8 accounts at once, a call each", [&] { return callers.eight_at_once(changed); }},
                {"2 callers of one account, same rows in opposite order", [&] { return callers.two_of_one_account(changed); }}},
               rounds),
          kAccounts * amounts.rows, "row");

  std::vector<double> alone, same, other;
  print(fmt::format("{}: {} one-row calls on {} connections", store->name(), amounts.small_calls, kSmallCallers),
        race({{"alone", [&] { return callers.small_calls(-1, alone); }},
              {"beside calls of all rows by another account", [&] { return callers.small_calls(kAccounts - 1, other); }},
              {"beside calls of all rows by the same account", [&] { return callers.small_calls(0, same); }}},
             rounds),
        amounts.small_calls, "call");
  for (const auto& [name, times] : {std::pair{"alone", &alone}, {"another account", &other}, {"the same account", &same}})
    fmt::print("  half of the calls within {:.2f} ms, 99 % within {:.2f} ms: {}\n", percentile(*times, 0.5) * 1e3, percentile(*times, 0.99) * 1e3, name);
  fmt::print("  {} deadlocks counted by the database, {} units of work repeated, no call failed\n", store->deadlocks() - deadlocks, log.count("unit_of_work_repeated"));
  std::fflush(stdout);
}

}  // namespace

void bench_concurrent(const Size& size) {
  const Amounts amounts = size.quick ? Amounts{2'000, 200} : Amounts{10'000, 1'000};
  run(make_mariadb_store(), amounts, size.rounds);
  run(make_sqlite_store(), amounts, size.rounds);
}

}  // namespace tillbridge::bench
