// Random calls, confirms and releases: what two serving processes with a memory answer and store is what a store without memory does.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <memory>
#include <random>

#include "base/time_text.hpp"
#include "services/handlers/update_inventory_handler.hpp"
#include "services/handlers/update_pos_products_handler.hpp"
#include "services/handlers/update_pricing_handler.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/support/temp_database.hpp"
#include "tests/support/temp_mariadb.hpp"
#include "tests/updates/counting_database.hpp"

using namespace tillbridge;
using domain::Change;
using persistence::UnitOfWork;

namespace {

const std::vector<std::string> kStores = {"sqlite", "mariadb"};
constexpr std::size_t kItems = 8;
const services::UpdateLimits kSmall{.slice_rows = 3, .whole_request_rows = 6, .transaction_rows = 5, .unknown_rows_to_read = 4};

/// One store and the processes that serve it.
struct World {
  std::unique_ptr<tests::TempDatabase> sqlite;
  std::unique_ptr<tests::TempMariadb> mariadb;
  std::unique_ptr<tests::CountingDatabase> database;
  base::SystemRandom random;
  std::vector<std::unique_ptr<services::Fingerprints>> processes;
  domain::AccountId account{};
  std::int64_t calls = 0, untouched = 0;

  World(const std::string& kind, std::vector<std::size_t> memories) {
    if (kind == "sqlite") sqlite = std::make_unique<tests::TempDatabase>();
    else mariadb = std::make_unique<tests::TempMariadb>();
    database = std::make_unique<tests::CountingDatabase>(sqlite ? **sqlite : **mariadb);
    for (const auto bytes : memories) processes.push_back(std::make_unique<services::Fingerprints>(random, bytes));
    database->write([&](UnitOfWork& work) {
      account = work.accounts().insert(tests::an_account());
      auto site = tests::a_site();
      site.account_id = account;
      work.sites().insert(site);
    });
  }

  domain::AccountClock moment() {
    domain::AccountClock now;
    database->read([&](UnitOfWork& work) { now = work.accounts().clock_moment(account); });
    return now;
  }

  /// The stored rows as text, the account's clock with them.
  std::string stored() {
    std::string text;
    std::vector<domain::ItemId> ids;
    for (std::size_t i = 0; i < kItems; ++i) ids.push_back(fmt::format("I{}", i));
    const auto time = [](const std::optional<base::Timestamp>& at) { return at ? base::format_utc(*at) : std::string("-"); };
    database->read([&](UnitOfWork& work) {
      text = fmt::format("step {}\n", work.accounts().clock(account));
      for (const auto& item : work.items().find_many(account, ids)) text += fmt::format("item {} {} {} {}\n", item.id, item.name, item.brand, time(item.as_of));
      for (const auto& price : work.prices().find_many(account, ids))
        text += fmt::format("price {} {} {} {} {}\n", price.item_id, price.price ? price.price->to_text() : "-", price.sale_price ? price.sale_price->to_text() : "-", time(price.sale_end), time(price.as_of));
      for (const auto& level : work.stock().find_many(account, ids))
        text += fmt::format("stock {} '{}' {} {} {}\n", level.item_id, level.location, level.quantity.to_text(), time(level.as_of), time(level.received_at));
      for (const auto& release : work.allocations().list_pending_releases(account, ids))
        text += fmt::format("waits {} {} {} {}\n", release.item_id, release.document_id, release.quantity.to_text(), fmt::join(release.posted_locations, ","));
      for (const auto& [id, sum] : work.allocations().sums(account, ids)) text += fmt::format("reserved {} {}\n", id, sum.to_text());
      for (const auto& [step, id] : work.stock().list_changed(account, 0, 1'000'000, {}, 1'000)) text += fmt::format("moved {} {}\n", id, step);
      for (const auto& [step, id] : work.prices().list_changed(account, 0, 1'000'000, {}, 1'000)) text += fmt::format("priced {} {}\n", id, step);
      for (const auto& [step, id] : work.items().list_changed(account, 0, 1'000'000, {}, 1'000)) text += fmt::format("described {} {}\n", id, step);
    });
    return text;
  }
};

std::string to_text(const services::UpdateAnswer& answer) {
  const auto& counts = answer.counts;
  std::string text = fmt::format("{} {} {} {} {} {} {}\n", counts.received, counts.created, counts.updated, counts.unchanged, counts.stale, counts.superseded, counts.rejected);
  for (const auto& row : answer.results) text += fmt::format("{} {} {} {} {}\n", row.index, row.item_id, domain::to_word(row.status), row.code, row.message);
  return text;
}

template <class Handler, class Row>
std::string call(World& world, const base::Clock& clock, std::size_t process, const std::vector<Row>& rows, const std::optional<domain::AccountClock>& login) {
  const services::Caller caller{world.account, "till", "req", login};
  world.database->forget();
  auto update = Handler(*world.database, clock, *world.processes[process % world.processes.size()], kSmall).begin(caller, true);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Row row = rows[i];
    row.index = static_cast<std::int64_t>(i);
    update.add(row);
  }
  const auto text = to_text(update.finish());
  ++world.calls;
  if (world.database->reads + world.database->writes == 0) ++world.untouched;
  return text;
}

/// Draws calls from few items, few quantities and few places, so that much repeats.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return engine_() % bound; }
  bool once_in(std::size_t times) { return below(times) == 0; }
  std::string item() { return fmt::format("I{}", below(kItems)); }
  base::Decimal number() { return base::Decimal::from_integer(static_cast<std::int64_t>(below(3))); }
  std::string location() { return once_in(3) ? (once_in(2) ? "cellar" : "attic") : ""; }
  std::optional<base::Timestamp> as_of() {
    if (!once_in(40)) return std::nullopt;
    return tests::at("2026-11-25T08:00:00Z") + std::chrono::minutes(below(200));
  }

  domain::InventoryRow inventory() { return {.item_id = item(), .quantity = number(), .location = location(), .as_of = as_of()}; }
  domain::PriceRow price() {
    domain::PriceRow row{.item_id = item(), .as_of = as_of()};
    if (!once_in(4)) row.price = Change<base::Decimal>::set(number());
    if (once_in(4)) row.sale_price = Change<base::Decimal>::set(number());
    if (once_in(8)) row.sale_start = Change<domain::Timestamp>::set(tests::at("2026-11-25T10:00:00Z"));
    if (once_in(8)) row.sale_end = Change<domain::Timestamp>::set(tests::at("2026-11-25T09:00:00Z"));
    return row;
  }
  domain::ProductRow product() {
    domain::ProductRow row{.item_id = item(), .as_of = as_of()};
    row.name = Change<std::string>::set(once_in(4) ? "cap" : "hat");
    if (once_in(3)) row.brand = Change<std::string>::set(once_in(2) ? "North" : "South");
    if (once_in(3)) row.price = Change<base::Decimal>::set(number());
    if (once_in(6)) row.sites = Change<std::vector<std::string>>::set({once_in(2) ? tests::a_site().name : "nowhere"});
    for (std::size_t i = below(3); i > 0; --i) row.quantities.push_back({location(), number()});
    return row;
  }

 private:
  std::mt19937_64 engine_;
};

struct Walk {
  World with, without;
  Draw draw;
  tests::FixedClock clock{tests::at("2026-11-25T08:00:00Z")};
  std::vector<domain::InventoryRow> inventory;  ///< the last call of each operation: repeated often
  std::vector<domain::PriceRow> prices;
  std::vector<domain::ProductRow> products;
  int number = 0;

  /// Of the two processes the second one has hardly room.
  Walk(const std::string& kind, std::uint64_t seed) : with(kind, {services::Fingerprints::kBytesByDefault, 24 * 128}), without(kind, {0}), draw(seed) {}

  template <class Handler, class Row, class DrawRow>
  void update(std::vector<Row>& last, DrawRow draw_row) {
    if (draw.once_in(3) || last.empty()) {
      if (draw.once_in(3)) last.clear();
      for (auto& row : last)
        if (draw.once_in(6)) row = draw_row();
      for (auto size = 1 + draw.below(draw.once_in(4) ? 12 : 4); last.size() < size;) last.push_back(draw_row());
    }
    const std::size_t process = draw.once_in(4) ? 1 : 0;
    const bool has_login = !draw.once_in(5);
    with.database->commit_twice = without.database->commit_twice = draw.once_in(10);
    const auto ours = call<Handler>(with, clock, process, last, has_login ? std::optional(with.moment()) : std::nullopt);
    const auto theirs = call<Handler>(without, clock, 0, last, has_login ? std::optional(without.moment()) : std::nullopt);
    with.database->commit_twice = without.database->commit_twice = false;
    BOOST_REQUIRE_EQUAL(ours, theirs);
  }

  void in_both(const std::function<void(World&, UnitOfWork&)>& act) {
    for (auto* world : {&with, &without}) world->database->write([&](UnitOfWork& work) { act(*world, work); });
  }

  void confirm() {
    ++number;
    const auto item = draw.item();
    const auto later = clock.now() + std::chrono::minutes(draw.once_in(3) ? 5 : 0);
    in_both([&](World& world, UnitOfWork& work) {
      work.accounts().step_clock(world.account);
      const auto order = fmt::format("ord_{}", number);
      work.allocations().append(world.account, {{.entry_key = order, .item_id = item, .site_id = domain::SiteId{1}, .order_id = order, .line_id = "1",
                                                 .quantity = base::Decimal::from_integer(1), .document_id = "", .at = clock.now()}});
      work.allocations().append_pending_releases(world.account, {{.item_id = item, .site_id = domain::SiteId{1}, .order_id = order, .line_id = "1",
                                                                  .document_id = fmt::format("txn_{}", number), .quantity = base::Decimal::from_integer(1),
                                                                  .confirmed_at = later, .booked_at = {}}});
    });
  }

  /// What runs of jobs and admin commands do to an account.
  void move_by_another_hand() {
    const auto item = draw.item();
    const auto how = draw.below(3);
    in_both([&](World& world, UnitOfWork& work) {
      for (std::size_t i = 0; i < (how == 2 ? 40u : 1u); ++i) {
        const auto step = work.accounts().step_clock(world.account);
        if (how == 0) work.stock().touch(world.account, {item}, step);
      }
    });
  }

  void step() {
    clock.advance(std::chrono::seconds(20));
    if (draw.once_in(20)) return confirm();
    if (draw.once_in(20)) return move_by_another_hand();
    switch (draw.below(6)) {
      case 0: return update<services::UpdatePOSProductsHandler>(products, [&] { return draw.product(); });
      case 1: case 2: return update<services::UpdatePricingHandler>(prices, [&] { return draw.price(); });
      default: return update<services::UpdateInventoryHandler>(inventory, [&] { return draw.inventory(); });
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(fingerprints_walk)

BOOST_DATA_TEST_CASE(answers_and_stored_rows_are_those_of_a_store_without_memory, kStores, kind) {
  const int walks = kind == "sqlite" ? 12 : 6;
  std::int64_t untouched = 0;
  for (int seed = 1; seed <= walks; ++seed) {
    Walk walk(kind, static_cast<std::uint64_t>(seed));
    for (int step = 0; step < 150; ++step) {
      BOOST_TEST_CONTEXT("seed " << seed << ", step " << step) {
        walk.step();
        if (step % 5 == 0) BOOST_REQUIRE_EQUAL(walk.with.stored(), walk.without.stored());
      }
    }
    untouched += walk.with.untouched;
  }
  BOOST_TEST(untouched > walks, "the memory was hardly used: " << untouched);
}

BOOST_AUTO_TEST_SUITE_END()
