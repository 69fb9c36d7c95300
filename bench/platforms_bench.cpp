#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "bench/benches.hpp"
#include "bench/race.hpp"
#include "bench/stores.hpp"
#include "tests/fake_shops/shop_account.hpp"

namespace tillbridge::bench {
namespace {

using domain::JobKind;
using tests::ShopAccount;

/// One job's work: what it cost, and the seconds of all of it.
struct Measured {
  ShopAccount::Work work;
  double seconds = 0;
};

class PlatformBench {
 public:
  PlatformBench(Store& store, const tests::ShopMaker& maker, int made, int all)
      : store_(store), account_(store.database(), maker), name_(maker.platform), made_(made), all_(all) {}

  void run(int rounds) {
    account_.post_items(1, made_);
    print("products created", made_, "publish", {measure(JobKind::kProducts)});
    list_the_rest();
    measure(JobKind::kInventory);  // the till's first values: nothing is left to do after these two
    measure(JobKind::kPricing);
    print("stock changed", made_, "stock", repeat(rounds, [&](int round) { account_.post_quantities(1, made_, fmt::format("{}", 10 + round)); }, JobKind::kInventory));
    print("prices changed", made_, "prices", repeat(rounds, [&](int round) { account_.post_prices(1, made_, fmt::format("{}.50", 10 + round)); }, JobKind::kPricing));
    print(fmt::format("stock changed among {}", all_), kFew, "stock",
          repeat(rounds, [&](int round) { account_.post_quantities(1, kFew, fmt::format("{}", 50 + round)); }, JobKind::kInventory));
    print(fmt::format("prices changed among {}", all_), kFew, "prices",
          repeat(rounds, [&](int round) { account_.post_prices(1, kFew, fmt::format("{}.50", 50 + round)); }, JobKind::kPricing));
    print(fmt::format("stock changed among {}", all_), 0, "stock", {measure(JobKind::kInventory)});
    print(fmt::format("prices changed among {}", all_), 0, "prices", {measure(JobKind::kPricing)});
  }

 private:
  static constexpr int kFew = 10;

  Measured measure(JobKind job) {
    store_.settle();
    Stopwatch watch(store_.server());
    Measured out{.work = account_.run(job)};
    watch.pause();
    out.seconds = watch.spent().wall;
    if (out.work.parked > 0) throw std::runtime_error(fmt::format("{}: {} items were parked", name_, out.work.parked));
    return out;
  }

  template <class Change>
  std::vector<Measured> repeat(int rounds, Change change, JobKind job) {
    std::vector<Measured> all;
    for (int round = 0; round < rounds; ++round) {
      change(round);
      all.push_back(measure(job));
    }
    return all;
  }

  /// The other items are in the shop, too, and never change: the store knows them, so that every job has to find its work among all of them.
  void list_the_rest() {
    account_.post_items(made_ + 1, all_ - made_);
    constexpr int kPortion = 1'000;
    for (int first = made_ + 1; first <= all_; first += kPortion)
      account_.write([&](persistence::UnitOfWork& work, domain::Step) {
        std::vector<domain::Listing> listings;
        for (int n = first; n < std::min(first + kPortion, all_ + 1); ++n) {
          domain::Listing listing;
          listing.site_id = account_.site().id;
          listing.item_id = ShopAccount::item_id(n);
          listing.remote.product_id = fmt::format("elsewhere-{}", n);
          listing.sent_quantity = base::Decimal::from_integer(5);
          listing.sent_price = domain::WebPrice{.price = base::Decimal::from_integer(10), .sale_price = {}, .sale_start = {}, .sale_end = {}};
          listing.created_at = account_.shop().clock().now();
          listings.push_back(std::move(listing));
        }
        work.listings().upsert(account_.account(), listings);
      });
  }

  void print(const std::string& what, int items, const char* verb, std::vector<Measured> all) const {
    std::ranges::sort(all, {}, &Measured::seconds);
    const auto& median = all[all.size() / 2];
    const auto found = median.work.costs.find(verb);
    const tests::VerbCost cost = found == median.work.costs.end() ? tests::VerbCost{} : found->second;
    fmt::print("  {:12} {:6} {:32} {:6} calls  {:8.3f} s, of them {:8.3f} s connector and shop", name_, items, what, cost.calls, median.seconds, cost.seconds);
    if (median.work.waited.count() > 0) fmt::print("; {} s of the shop's time waited", median.work.waited.count());
    fmt::print("\n");
    std::fflush(stdout);
    if (median.work.sent != items) throw std::logic_error(fmt::format("{}: {} items were sent instead of {}", name_, median.work.sent, items));
  }

  Store& store_;
  ShopAccount account_;
  std::string name_;
  int made_, all_;
};

}  // namespace

void bench_platforms(const Size& size) {
  const int made = size.quick ? 1'000 : 10'000, all = size.quick ? 10'000 : 100'000, rounds = size.quick ? 1 : 3;
  for (const auto& kind : store_kinds()) {
    fmt::print("\n{}: what changes cost at each platform, median of {} rounds\n", kind.name, rounds);
    for (const auto& maker : tests::shops_under_test()) {
      if (!maker.kind.empty()) continue;
      const auto store = kind.make();
      PlatformBench(*store, maker, made, all).run(rounds);
    }
  }
}

}  // namespace tillbridge::bench
