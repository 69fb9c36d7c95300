#include <fmt/format.h>

#include <stdexcept>

#include "bench/benches.hpp"
#include "bench/order_list_connector.hpp"
#include "bench/race.hpp"
#include "bench/sample_orders.hpp"
#include "bench/stores.hpp"
#include "connectors/generic/make.hpp"
#include "jobs/run_by_hand.hpp"
#include "sandbox/place_order.hpp"
#include "sandbox/sandbox_server.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::bench {
namespace {

/// A shop to collect from. `connect` is asked once per poll.
struct Shop {
  std::string base_url;
  std::function<base::Result<std::unique_ptr<connectors::Connector>>(const domain::Site&)> connect;
};

/// Each poll is the first one of a new account with its own site and items, so that every order is new to it.
class Collector {
 public:
  Collector(Store& store, const Shop& shop, std::string name, int orders) : store_(store), shop_(shop), name_(std::move(name)), orders_(orders) {}

  Spent first_poll() {
    prepare();
    return poll();
  }
  /// The shop lists all of them again and nothing is new.
  Spent repeated_poll() {
    if (raw(account_) == 0) first_poll();
    store_.database().write([&](persistence::UnitOfWork& work) { work.sites().store_order_cursor(account_, site_, {}); });
    return poll();
  }

 private:
  void prepare() {
    auto account = tests::an_account();
    account.store_id = fmt::format("{} {}", name_, ++accounts_);
    account.pulls = {domain::DocumentKind::kTransaction};
    auto site = tests::a_site();
    site.base_url = shop_.base_url;
    site.allow_plain_http = site.allow_private_address = true;
    site.order_moment = domain::OrderMoment::kFirstShipment;
    site.orders_since = clock_.now() - std::chrono::hours(24 * 365 * 20);
    store_.database().write([&](persistence::UnitOfWork& work) {
      account_ = work.accounts().insert(account);
      site.account_id = account_;
      site_ = work.sites().insert(site);
      work.jobs().insert_for_site(account_, site_, clock_.now());
      std::vector<domain::Item> items(kSampleItems);
      for (int n = 0; n < kSampleItems; ++n) items[static_cast<std::size_t>(n)].id = items[static_cast<std::size_t>(n)].name = sample_sku(n);
      work.items().upsert(account_, items, work.accounts().step_clock(account_));
    });
    store_.settle();
  }

  Spent poll() {
    jobs::JobServices services{store_.database(), clock_, random_, shop_.connect};
    Stopwatch watch(store_.server());
    const auto report = jobs::run_job_once(services, account_, "shop", domain::JobKind::kOrders, {.force = true});
    watch.pause();
    if (!report || !report->fine() || report->orders < orders_)
      throw std::runtime_error("collection: " + (report ? report->result + " " + report->note + fmt::format(", {} orders", report->orders) : report.error().message));
    return watch.spent();
  }

  Store& store_;
  const Shop& shop_;
  std::string name_;
  int orders_;
  base::SystemClock clock_;
  tests::SeededRandom random_;
  domain::AccountId account_{};
  domain::SiteId site_{};
  int accounts_ = 0;
};

/// The built-in shop on 127.0.0.1 with `orders` paid orders of three lines.
std::unique_ptr<sandbox::SandboxServer> open_sandbox(int orders, const base::Clock& clock) {
  auto server = std::make_unique<sandbox::SandboxServer>(sandbox::SandboxOptions{}, clock);
  server->with_shop([&](sandbox::Shop& shop) {
    for (int n = 0; n < kSampleItems; ++n) {
      sandbox::Product product;
      product.sku = product.name = sample_sku(n);
      sandbox::Variant variant;
      variant.sku = product.sku;
      variant.price = tests::decimal("49.95");
      variant.quantity = tests::decimal("100000");
      product.variants = {variant};
      const auto made = shop.catalogue.create(product);
      sandbox::Merchandising change;
      change.status = "published";
      if (const auto published = shop.catalogue.merchandise(made.product_id, change); !published) throw std::runtime_error(published.error().message);
    }
    for (int n = 0; n < orders; ++n) {
      sandbox::Basket basket;
      for (int i = 0; i < 3; ++i) basket.lines.push_back({.sku = sample_sku(n * 7 + i), .quantity = tests::decimal("1"), .discount = {}, .name = {}, .unit_price = {}});
      basket.customer.email = fmt::format("zoe.oneill.{}@mail.example.com", n);
      if (const auto placed = sandbox::place_order(shop, basket); !placed) throw std::runtime_error(placed.error().message);
    }
  });
  return server;
}

}  // namespace

void bench_collect(const Size& size) {
  const int count = size.quick ? 1'000 : 10'000;
  std::vector<domain::CollectedOrder> orders;
  for (int n = 0; n < count; ++n) orders.push_back(sample_order(n));
  const base::SystemClock clock;
  tests::SeededRandom random;
  const auto sandbox = open_sandbox(count, clock);
  const Shop list{"https://shop.example", [&](const domain::Site&) { return base::Result<std::unique_ptr<connectors::Connector>>(connect_to_list(orders)); }};
  const Shop loopback{sandbox->api_url(), [&](const domain::Site& site) {
                        return connectors::generic::make({site, {{"token", "sandbox-token"}}, clock, random});
                      }};
  for (const auto& kind : store_kinds()) {
    const auto store = kind.make();
    Collector in_process(*store, list, "list", count), again(*store, list, "again", count), over_http(*store, loopback, "http", count);
    print(fmt::format("{}: {} orders of 3 lines collected in one poll", kind.name, count),
          race({{"new orders, from a list in memory", [&] { return in_process.first_poll(); }},
                {"the same orders again, nothing new", [&] { return again.repeated_poll(); }},
                {"new orders, from the sandbox over loopback HTTP", [&] { return over_http.first_poll(); }}},
               kFewestRounds),
          count, "order");
  }
}

}  // namespace tillbridge::bench
