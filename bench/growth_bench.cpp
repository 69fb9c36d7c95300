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

constexpr int kChanged = 1'000;

/// A store of one size, whose till changes a thousand items and whose jobs deliver them.
class Shopkeeper {
 public:
  /// `apart`: how far the changed items lie from each other in the catalogue.
  Shopkeeper(const StoreKind& kind, const CatalogueSize& size, int account, int apart)
      : store_(kind.make()), catalogue_(*store_, size), door_(*store_, catalogue_), account_(account), apart_(apart),
        runner_({store_->database(), clock_, random_, [this](const domain::Site&) { return base::Result<std::unique_ptr<connectors::Connector>>(shop_.connect()); }}, "bench") {}

  void keep_apart(int apart) { apart_ = apart; }

  /// The till's call; the jobs follow outside the clock.
  Spent call() {
    store_->settle();
    Stopwatch watch(store_->server());
    change();
    watch.pause();
    deliver();
    return watch.spent();
  }
  /// The jobs' run; the till's call comes before, outside the clock.
  Spent run() {
    change();
    store_->settle();
    Stopwatch watch(store_->server());
    deliver();
    watch.pause();
    return watch.spent();
  }

 private:
  void change() {
    quantity_ = quantity_ == 7 ? 8 : 7;
    door_.update_inventory(account_, kChanged, apart_, quantity_);
    catalogue_.make_due(domain::JobKind::kInventory, account_);
  }
  void deliver() {
    const auto before = shop_.calls();
    while (runner_.run_one()) {
    }
    if (shop_.calls() == before) throw std::logic_error("nothing was delivered");
  }

  std::unique_ptr<Store> store_;
  base::SystemClock clock_;
  tests::SeededRandom random_;
  AcceptingShop shop_;
  Catalogue catalogue_;
  PosDoor door_;
  int account_, apart_, quantity_ = 5;
  jobs::JobRunner runner_;
};

void compare(const std::string& name, const std::string& small_name, Shopkeeper& small, const std::string& big_name, Shopkeeper& big, int rounds) {
  print(name + ", UpdateInventory, the whole call", race({{small_name, [&] { return small.call(); }}, {big_name, [&] { return big.call(); }}}, rounds), kChanged, "item");
  print(name + ", inventory run until all is in the shop", race({{small_name, [&] { return small.run(); }}, {big_name, [&] { return big.run(); }}}, rounds), kChanged,
        "item");
}

}  // namespace

void bench_growth(const Size& size) {
  const int few = 10'000, many = size.quick ? 100'000 : 1'000'000, accounts = size.quick ? 100 : 1'000;
  for (const auto& kind : store_kinds()) {
    {
      Shopkeeper small(kind, {.accounts = 1, .sites = 1, .items = few}, 0, 1), big(kind, {.accounts = 1, .sites = 1, .items = many}, 0, 1);
      const auto small_name = fmt::format("{} items", few), big_name = fmt::format("{} items", many);
      compare(fmt::format("{}: {} items that lie together", kind.name, kChanged), small_name, small, big_name, big, size.rounds);
      small.keep_apart(few / kChanged);
      big.keep_apart(many / kChanged);
      compare(fmt::format("{}: {} items from all over the catalogue", kind.name, kChanged), small_name, small, big_name, big, size.rounds);
    }
    Shopkeeper lone(kind, {.accounts = 1, .sites = 2, .items = kChanged}, 0, 1), shared(kind, {.accounts = accounts, .sites = 2, .items = kChanged}, accounts / 2, 1);
    compare(fmt::format("{}: {} items of one account, two sites", kind.name, kChanged), "1 account", lone, fmt::format("{} accounts", accounts), shared, size.rounds);
  }
}

}  // namespace tillbridge::bench
