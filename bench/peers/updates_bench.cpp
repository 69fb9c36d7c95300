#include <fmt/format.h>

#include <stdexcept>

#include "base/time_text.hpp"
#include "bench/peers/benches.hpp"
#include "bench/peers/caller.hpp"
#include "bench/peers/report.hpp"

namespace tillbridge::bench {
namespace {

/// How many rows of a call differ from the call before: none, each 100th (another hundredth in every call), all.
enum class Changed { kNone, kHundredth, kAll };

struct Scenario {
  std::string title;
  Changed changed;
  bool has_as_of = false;
};

const std::vector<Scenario> kScenarios = {{"none changed", Changed::kNone},
                                          {"1 % changed", Changed::kHundredth},
                                          {"all changed", Changed::kAll},
                                          {"none changed, with AsOf", Changed::kNone, true},
                                          {"1 % changed, with AsOf", Changed::kHundredth, true},
                                          {"all changed, with AsOf", Changed::kAll, true}};

/// A till's stock of one account: what it told last.
class Stock {
 public:
  explicit Stock(int items) : quantities_(static_cast<std::size_t>(items)) {
    for (std::size_t n = 0; n < quantities_.size(); ++n) quantities_[n] = static_cast<int>(n * 7 % 90);
  }

  /// Changes some and says how many.
  int step(Changed changed) {
    ++calls_;
    int count = 0;
    for (std::size_t n = 0; n < quantities_.size(); ++n) {
      if (changed == Changed::kNone || (changed == Changed::kHundredth && n % 100 != static_cast<std::size_t>(calls_) % 100)) continue;
      quantities_[n] = quantities_[n] == 120 ? 0 : quantities_[n] + 1;
      ++count;
    }
    return count;
  }
  const std::vector<int>& quantities() const { return quantities_; }
  /// A second later with every call, all in the past.
  std::string as_of() const { return base::format_utc(kFirst + std::chrono::seconds(calls_)); }
  StockSum sum() const {
    StockSum sum;
    for (std::size_t n = 0; n < quantities_.size(); ++n) {
      ++sum.levels;
      sum.pieces += quantities_[n];
      sum.weighted += quantities_[n] * static_cast<double>(n);
    }
    return sum;
  }

 private:
  static constexpr base::Timestamp kFirst{std::chrono::hours(24 * 365 * 54)};
  std::vector<int> quantities_;
  int calls_ = 0;
};

/// One service in the race, with the till that calls it.
struct Runner {
  Runner(Service& service, pid_t server, int items) : caller(service, server), stock(items), editions(items) {}
  Caller caller;
  Stock stock, editions;

  Spent inventory(const Scenario& scenario) {
    const int changed = stock.step(scenario.changed);
    const auto& service = caller.service();
    const bool is_exact = service.counts_exactly && (!scenario.has_as_of || service.counts_exactly_with_as_of);
    return caller.call("UpdateInventory", inventory_call(service.logins[kInventoryAccount], stock.quantities(), scenario.has_as_of ? stock.as_of() : ""),
                       {static_cast<int>(stock.quantities().size()), changed, is_exact});
  }
  Spent products(Changed which) {
    const int changed = editions.step(which);
    return caller.call("UpdatePOSProducts", products_call(caller.service().logins[kProductsAccount], editions.quantities()),
                       {static_cast<int>(editions.quantities().size()), changed, true});
  }
};

template <class Call>
Spent average(int calls, Call call) {
  Spent sum;
  for (int i = 0; i < calls; ++i) {
    const Spent one = call();
    sum.wall += one.wall;
    sum.processor += one.processor;
  }
  return {sum.wall / calls, sum.processor / calls};
}

/// Items, and their stock often enough to be warm.
void load(Runner& runner, const Effort& effort) {
  const int items = effort.items;
  auto& service = runner.caller.service();
  if (service.is_ours) runner.caller.call("UpdatePOSProducts", plain_products_call(service.logins[kInventoryAccount], items), {items, 0, false});
  runner.caller.call("UpdateInventory", inventory_call(service.logins[kInventoryAccount], runner.stock.quantities()), {items, 0, false});
  for (int i = 0; i < effort.warm_up_calls / service.slowness; ++i) runner.inventory(kScenarios[i % 2 == 0 ? 0 : 2]);
  if (service.takes_products) runner.caller.call("UpdatePOSProducts", products_call(service.logins[kProductsAccount], runner.editions.quantities()), {items, 0, false});
}

void check_stock(Runner& runner) {
  const auto& service = runner.caller.service();
  const auto stored = service.stock(service.logins[kInventoryAccount]), told = runner.stock.sum();
  if (stored == told) return;
  throw std::runtime_error(fmt::format("{} holds {} levels, {} pieces, {} weighted; it was told {}, {}, {}", service.name, stored.levels, stored.pieces, stored.weighted,
                                       told.levels, told.pieces, told.weighted));
}

}  // namespace

void bench_updates(const Workshop& shop, Services& services, const Effort& effort) {
  std::vector<std::unique_ptr<Runner>> runners;
  for (auto& service : services) {
    runners.push_back(std::make_unique<Runner>(*service, shop.server->process(), effort.items));
    load(*runners.back(), effort);
  }
  const std::vector<std::string> against{kNaturalPhp, kDetectingPhp};
  for (const auto& scenario : kScenarios) {
    std::vector<Side> sides;
    for (auto& runner : runners)
      sides.push_back({runner->caller.service().name, [&runner, &scenario, &effort] {
                         return average(std::max(1, effort.calls / runner->caller.service().slowness), [&] { return runner->inventory(scenario); });
                       }});
    print_speeds(fmt::format("UpdateInventory, {} rows, {}", effort.items, scenario.title), race(sides, effort.rounds), against, effort.items, "row");
  }
  for (const auto& [title, changed] : {std::pair("none changed", Changed::kNone), std::pair("all changed", Changed::kAll)}) {
    std::vector<Side> sides;
    for (auto& runner : runners)
      if (runner->caller.service().takes_products)
        sides.push_back({runner->caller.service().name, [&runner, changed = changed] { return average(1, [&] { return runner->products(changed); }); }});
    print_speeds(fmt::format("UpdatePOSProducts, {} rows of 25 fields, {}", effort.items, title), race(sides, effort.rounds), against, effort.items, "row");
  }
  for (auto& runner : runners) check_stock(*runner);
  fmt::print("\nEvery side holds what its till told last.\n");
}

}  // namespace tillbridge::bench
