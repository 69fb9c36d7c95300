#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

#include "concurrent_callers.hpp"
#include "tests/support/temp_database.hpp"
#include "tests/support/temp_mariadb.hpp"

// Callers at the same time, through the whole service on real stores.

namespace {

using namespace tillbridge;
using namespace tillbridge::tests;

using AllStores = std::tuple<TempDatabase, TempMariadb>;

std::int64_t deadlocks(const TempDatabase&) { return 0; }
std::int64_t deadlocks(const TempMariadb&) { return shared_mariadb().status("Innodb_deadlocks"); }

std::size_t piece_rows(const TempDatabase&) { return kPiece; }
std::size_t piece_rows(const TempMariadb&) { return kWholeCall; }

/// The server has to break no tie while this lives.
template <class Store>
class NoDeadlock {
 public:
  explicit NoDeadlock(const Store& store) : store_(store), before_(deadlocks(store)) {}
  ~NoDeadlock() { BOOST_TEST(deadlocks(store_) == before_); }
  NoDeadlock(const NoDeadlock&) = delete;
  NoDeadlock& operator=(const NoDeadlock&) = delete;

 private:
  const Store& store_;
  std::int64_t before_;
};

void expect_sums(const UpdateCounts& counts, std::size_t rows) {
  BOOST_TEST(counts.received == static_cast<std::int64_t>(rows));
  BOOST_TEST(counts.updated + counts.unchanged == counts.received);
  BOOST_TEST(counts.created + counts.other == 0);
}

/// One call of a history: which value it asked for, whether it was told that the value was new, and when.
struct Told {
  int value;
  bool updated;
  std::chrono::steady_clock::time_point sent, answered;
};

/// "Unchanged" was right when the value may have stood at some moment of the call: behind every other value whose call had ended
/// before this one began, a call that stored this value may have committed.
bool may_be_unchanged(const Told& call, const std::vector<Told>& history) {
  return std::all_of(history.begin(), history.end(), [&](const Told& other) {
    if (!other.updated || other.value == call.value || other.answered >= call.sent) return true;
    return std::any_of(history.begin(), history.end(), [&](const Told& own) {
      return own.updated && own.value == call.value && own.answered > other.sent && own.sent < call.answered;
    });
  });
}

/// Two callers that send all rows again and again, each with its own value.
template <class Store>
void argue(int processes) {
  constexpr int kRows = 60, kCalls = 60;
  Store store;
  ServingProcesses serving(store.options(), processes);
  const auto items = item_ids("A", 0, kRows);
  serving.add_account("main-street", items);
  const NoDeadlock watch(store);

  std::array<std::vector<Told>, 2> told;
  const auto caller = [&](int which) {
    auto rows = all_at(items, which + 1);
    if (which == 1) std::reverse(rows.begin(), rows.end());
    for (int i = 0; i < kCalls; ++i) {
      const auto counts = serving.post("main-street", rows, which % processes);
      if (counts.updated != 0 && counts.updated != kRows) throw std::runtime_error("a call met the rows of another one half written");
      told[static_cast<std::size_t>(which)].push_back({which + 1, counts.updated != 0, counts.sent, counts.answered});
    }
  };
  run_together({[&] { caller(0); }, [&] { caller(1); }});

  std::vector<Told> history = told[0];
  history.insert(history.end(), told[1].begin(), told[1].end());
  const auto lost = std::count_if(history.begin(), history.end(), [&](const Told& call) { return !call.updated && !may_be_unchanged(call, history); });
  BOOST_TEST(lost == 0);
  // The values took turns: what stands at the end is what was stored once more, or it was the second to begin.
  const auto stored = [&](std::size_t which) { return std::count_if(told[which].begin(), told[which].end(), [](const Told& call) { return call.updated; }); };
  BOOST_TEST(std::abs(stored(0) - stored(1)) <= 1);
  const auto held = serving.quantities("main-street", items);
  const int last = held.begin()->second;
  BOOST_TEST(std::all_of(held.begin(), held.end(), [&](const auto& level) { return level.second == last; }));
  BOOST_TEST((last == 1 || last == 2));
  if (stored(0) != stored(1)) BOOST_TEST(last == (stored(0) > stored(1) ? 1 : 2));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(concurrent_updates)

BOOST_AUTO_TEST_CASE_TEMPLATE(eight_accounts_at_once_keep_their_own_last_values, Store, AllStores) {
  constexpr int kAccounts = 8, kCalls = 4;
  Store store;
  ServingProcesses serving(store.options(), 1);
  const auto items = item_ids("A", 0, 250);  // the same ids in all accounts
  const auto name = [](int account) { return "store-" + std::to_string(account); };
  for (int account = 0; account < kAccounts; ++account) serving.add_account(name(account), items);
  const NoDeadlock watch(store);

  std::vector<std::vector<UpdateCounts>> answers(kAccounts);
  std::vector<std::function<void()>> callers;
  for (int account = 0; account < kAccounts; ++account)
    callers.push_back([&, account] {
      for (int call = 1; call <= kCalls; ++call)
        answers[static_cast<std::size_t>(account)].push_back(serving.post(name(account), all_at(items, account * 100 + call)));
    });
  run_together(callers);

  for (int account = 0; account < kAccounts; ++account) {
    for (const auto& counts : answers[static_cast<std::size_t>(account)]) {
      expect_sums(counts, items.size());
      BOOST_TEST(counts.updated == 250);
    }
    const auto held = serving.quantities(name(account), items);
    BOOST_TEST(held.size() == items.size());
    BOOST_TEST(std::all_of(held.begin(), held.end(), [&](const auto& level) { return level.second == account * 100 + kCalls; }));
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(two_callers_in_opposite_order_leave_whole_pieces, Store, AllStores) {
  constexpr int kCalls = 12;
  Store store;
  ServingProcesses serving(store.options(), 1);
  const auto own = std::array{item_ids("A", 0, 60), item_ids("C", 0, 60)};
  const auto shared = item_ids("B", 0, 230);
  std::vector<std::string> all = own[0];
  all.insert(all.end(), shared.begin(), shared.end());
  all.insert(all.end(), own[1].begin(), own[1].end());
  serving.add_account("main-street", all);
  const NoDeadlock watch(store);

  // The first sends A and B upwards, the second C and B downwards.
  const auto rows_of = [&](int which, int call) {
    auto items = own[static_cast<std::size_t>(which)];
    items.insert(which == 0 ? items.end() : items.begin(), shared.begin(), shared.end());
    if (which == 1) std::reverse(items.begin(), items.end());
    return all_at(items, which * 1'000 + call);
  };
  const auto caller = [&](int which) {
    for (int call = 1; call <= kCalls; ++call) expect_sums(serving.post("main-street", rows_of(which, call)), 290);
  };
  run_together({[&] { caller(0); }, [&] { caller(1); }});

  for (int which = 0; which < 2; ++which)
    for (const auto& [item, quantity] : serving.quantities("main-street", own[static_cast<std::size_t>(which)])) BOOST_TEST(quantity == which * 1'000 + kCalls);
  // Rows that both callers have in one piece of theirs bear the values of one call, the last of its caller.
  std::map<std::pair<std::size_t, std::size_t>, std::set<int>> pieces;
  const auto held = serving.quantities("main-street", shared);
  const auto place = [&](int which, const std::string& item) {
    const auto rows = rows_of(which, 1);
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == item; });
    return static_cast<std::size_t>(at - rows.begin()) / piece_rows(store);
  };
  for (const auto& item : shared) pieces[{place(0, item), place(1, item)}].insert(held.at(item));
  for (const auto& [piece, values] : pieces) {
    BOOST_TEST(values.size() == 1U);
    BOOST_TEST((*values.begin() == kCalls || *values.begin() == 1'000 + kCalls));
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(unchanged_is_said_only_while_the_value_stands, Store, AllStores) { argue<Store>(1); }
BOOST_AUTO_TEST_CASE_TEMPLATE(unchanged_is_said_only_while_the_value_stands_across_processes, Store, AllStores) { argue<Store>(2); }

BOOST_AUTO_TEST_CASE_TEMPLATE(a_process_sees_what_another_one_stored, Store, AllStores) {
  Store store;
  ServingProcesses serving(store.options(), 2);
  const auto items = item_ids("A", 0, 80);
  serving.add_account("main-street", items);
  for (int turn = 0; turn < 3; ++turn) {
    BOOST_TEST(serving.post("main-street", all_at(items, 5), 0).updated == 80);
    BOOST_TEST(serving.post("main-street", all_at(items, 5), 0).unchanged == 80);
    BOOST_TEST(serving.post("main-street", all_at(items, 5), 1).unchanged == 80);
    BOOST_TEST(serving.post("main-street", all_at(items, 7), 1).updated == 80);
    BOOST_TEST(serving.quantities("main-street", items).begin()->second == 7);
  }
  // One row by the other process, then the old call again: just that row is new.
  BOOST_TEST(serving.post("main-street", all_at(items, 5), 0).updated == 80);
  BOOST_TEST(serving.post("main-street", {{items[40], 9}}, 1).updated == 1);
  const auto repeated = serving.post("main-street", all_at(items, 5), 0);
  BOOST_TEST(repeated.updated == 1);
  BOOST_TEST(repeated.unchanged == 79);
  BOOST_TEST(serving.quantities("main-street", items).at(items[40]) == 5);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(small_calls_beside_large_ones_all_count, Store, AllStores) {
  constexpr int kSmall = 3, kLargeCalls = 6, kSmallCalls = 25;
  Store store;
  ServingProcesses serving(store.options(), 1);
  const auto large = item_ids("B", 0, 280), small = item_ids("A", 0, kSmall);
  auto all = small;
  all.insert(all.end(), large.begin(), large.end());
  serving.add_account("main-street", all);
  serving.add_account("other-street", small);
  const NoDeadlock watch(store);

  std::vector<std::function<void()>> callers{[&] {
    for (int call = 1; call <= kLargeCalls; ++call) expect_sums(serving.post("main-street", all_at(large, call)), large.size());
  }};
  for (const char* account : {"main-street", "other-street"})
    for (int which = 0; which < kSmall; ++which)
      callers.push_back([&, account, which] {
        for (int call = 1; call <= kSmallCalls; ++call)
          if (serving.post(account, {{small[static_cast<std::size_t>(which)], call}}).updated != 1) throw std::runtime_error("a new quantity was called unchanged");
      });
  run_together(callers);

  for (const auto& [item, quantity] : serving.quantities("main-street", large)) BOOST_TEST(quantity == kLargeCalls);
  for (const char* account : {"main-street", "other-street"})
    for (const auto& [item, quantity] : serving.quantities(account, small)) BOOST_TEST(quantity == kSmallCalls);
}

BOOST_AUTO_TEST_SUITE_END()
