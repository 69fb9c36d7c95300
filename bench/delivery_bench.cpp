#include <fmt/format.h>

#include <stdexcept>

#include "bench/accepting_shop.hpp"
#include "bench/benches.hpp"
#include "bench/catalogue.hpp"
#include "bench/pos_door.hpp"
#include "bench/race.hpp"
#include "jobs/job_runner.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::bench {
namespace {

using domain::JobKind;

constexpr int kRuns = 20;
constexpr int kUpdates = 100;
constexpr int kAccounts = 1'000, kSites = 2;
constexpr int kIdleSeconds = 20;

/// The system's clock, which can be put on.
class AdvancingClock final : public base::Clock {
 public:
  base::Timestamp now() const override { return system_.now() + ahead_; }
  void advance(std::chrono::microseconds by) { ahead_ += by; }

 private:
  base::SystemClock system_;
  std::chrono::microseconds ahead_{};
};

/// A runner on a catalogue whose shops take everything at once.
class Runner {
 public:
  Runner(Store& store, const CatalogueSize& size)
      : store_(store), catalogue_(store, size),
        runner_({store.database(), clock_, random_, [this](const domain::Site&) { return base::Result<std::unique_ptr<connectors::Connector>>(shop_.connect()); }}, "bench") {}

  /// Claims and ends the job this many times, with nothing to do.
  Spent unchanged(JobKind job, int times) {
    Stopwatch watch(store_.server());
    watch.pause();
    for (int i = 0; i < times; ++i) {
      catalogue_.make_due(job);
      watch.go_on();
      const bool ran = runner_.run_one();
      watch.pause();
      if (!ran) throw std::logic_error("no job was due");
    }
    if (shop_.calls() != 0) throw std::logic_error("a run with nothing to do made a call");
    return watch.spent();
  }

  /// Looks for work through so many seconds, as often as a runner does; there is none.
  Spent idle(int seconds) {
    const std::chrono::microseconds pause = jobs::JobSettings{}.poll;
    Stopwatch watch(store_.server());
    for (std::chrono::microseconds passed{}; passed < std::chrono::seconds(seconds); passed += pause, clock_.advance(pause))
      if (runner_.run_one()) throw std::logic_error("a job was due");
    watch.pause();
    return watch.spent();
  }

  /// The till changes one item that many times; then comes one run. Returns the calls that it made.
  std::int64_t calls_for(int updates) {
    PosDoor door(store_, catalogue_);
    for (int i = 0; i < updates; ++i) door.update_inventory(0, 1, 1, 6 + i);
    catalogue_.make_due(JobKind::kInventory);
    const auto before = shop_.calls();
    runner_.run_one();
    return shop_.calls() - before;
  }

 private:
  Store& store_;
  AdvancingClock clock_;
  tests::SeededRandom random_;
  AcceptingShop shop_;
  Catalogue catalogue_;
  jobs::JobRunner runner_;
};

}  // namespace

void bench_delivery(const Size& size) {
  const int large = size.quick ? 100'000 : 1'000'000;
  for (const auto& kind : store_kinds()) {
    const auto small_store = kind.make(), large_store = kind.make();
    Runner small(*small_store, {.accounts = 1, .sites = 1, .items = 10'000}), big(*large_store, {.accounts = 1, .sites = 1, .items = large});
    for (const auto job : {JobKind::kInventory, JobKind::kPricing, JobKind::kProducts})
      print(fmt::format("{}: one {} run with nothing changed, claim and end included, no call", kind.name, domain::to_word(job)),
            race({{"10000 items", [&] { return small.unchanged(job, kRuns); }}, {fmt::format("{} items", large), [&] { return big.unchanged(job, kRuns); }}}, size.rounds),
            kRuns, "run");
    fmt::print("\n{}: {} updates of one item between two runs: {} call(s)\n", kind.name, kUpdates, big.calls_for(kUpdates));

    const auto shared_store = kind.make(), lone_store = kind.make();
    Runner shared(*shared_store, {.accounts = size.quick ? kAccounts / 10 : kAccounts, .sites = kSites, .items = 1}), lone(*lone_store, {.accounts = 1, .sites = kSites, .items = 1});
    print(fmt::format("{}: a runner that has nothing to do", kind.name),
          race({{fmt::format("1 account of {} sites", kSites), [&] { return lone.idle(kIdleSeconds); }},
                {fmt::format("{} accounts of {} sites", size.quick ? kAccounts / 10 : kAccounts, kSites), [&] { return shared.idle(kIdleSeconds); }}},
               size.rounds),
          kIdleSeconds, "second");
  }
}

}  // namespace tillbridge::bench
