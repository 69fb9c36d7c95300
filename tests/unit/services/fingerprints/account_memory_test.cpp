#include <boost/test/unit_test.hpp>

#include <thread>

#include "services/fingerprints/fingerprints.hpp"
#include "tests/support/seeded_random.hpp"

using namespace tillbridge;
using namespace tillbridge::services;
using namespace std::chrono_literals;

namespace {

constexpr RowFate kChangedAndLasting{.changed = true, .lasting = true}, kRepeated{.changed = false, .lasting = true}, kPassing{.changed = true, .lasting = false};
constexpr domain::AccountClock kMoment{7, 1234};

struct Fixture {
  tests::SeededRandom random;
  Fingerprints fingerprints{random};
  RowPrinter printer{fingerprints.secret()};
  AccountMemory memory{1'000'000};

  RowPrint stock(const std::string& id, int quantity, const std::string& location = "") {
    return printer.print(domain::InventoryRow{.item_id = id, .quantity = base::Decimal::from_integer(quantity), .location = location});
  }
  RowPrint price(const std::string& id, int amount) {
    domain::PriceRow row{.item_id = id};
    row.price = domain::Change<base::Decimal>::set(base::Decimal::from_integer(amount));
    return printer.print(row);
  }
  RowPrint product(const std::string& id, const std::string& name) {
    domain::ProductRow row{.item_id = id};
    row.name = domain::Change<std::string>::set(name);
    return printer.print(row);
  }
  void note(const RowPrint& print, RowFate fate, domain::AccountClock moment = kMoment) {
    const AccountMemory::Noted noted[] = {{&print, fate}};
    memory.note(noted, moment);
  }
  Recollection recall(const RowPrint& print) { return memory.recall({&print, 1}).rows.front(); }
  std::string recall(const std::vector<RowPrint>& prints) {
    std::string letters;
    for (const auto row : memory.recall(prints).rows) letters += row == Recollection::kHeld ? 'h' : row == Recollection::kDiffers ? 'd' : row == Recollection::kBeside ? 'b' : 'u';
    return letters;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(account_memory, Fixture)

BOOST_AUTO_TEST_CASE(holds_a_row_that_was_plainly_taken_and_says_as_of_when) {
  BOOST_TEST(!memory.recall({}).moment.has_value());
  note(stock("A", 5), kChangedAndLasting);
  BOOST_TEST((recall(stock("A", 5)) == Recollection::kHeld));
  BOOST_TEST((recall(stock("A", 6)) == Recollection::kDiffers));
  BOOST_TEST((recall(stock("A", 5, "cellar")) == Recollection::kUnknown));
  BOOST_TEST((recall(stock("B", 5)) == Recollection::kUnknown));
  BOOST_TEST((recall(price("A", 5)) == Recollection::kUnknown));
  BOOST_TEST((memory.moment() == kMoment));
}

BOOST_AUTO_TEST_CASE(a_row_that_does_not_last_takes_away_what_was_held_of_its_place) {
  note(stock("A", 5), kChangedAndLasting);
  note(stock("A", 6), kPassing);
  BOOST_TEST((recall(stock("A", 5)) == Recollection::kUnknown));
  BOOST_TEST((recall(stock("A", 6)) == Recollection::kUnknown));
}

BOOST_AUTO_TEST_CASE(a_change_puts_in_doubt_what_other_operations_told_of_the_item) {
  note(product("A", "hat"), kChangedAndLasting);
  note(stock("A", 5), kRepeated);
  note(price("A", 9), kRepeated);
  BOOST_TEST(recall({product("A", "hat"), stock("A", 5), price("A", 9)}) == "hhh");

  note(stock("A", 6), kChangedAndLasting);
  BOOST_TEST(recall({product("A", "hat"), stock("A", 6), price("A", 9)}) == "uhh");
  note(product("A", "hat"), kRepeated);
  BOOST_TEST(recall({product("A", "hat"), stock("A", 6), price("A", 9)}) == "hhh");
  note(price("A", 10), kChangedAndLasting);
  BOOST_TEST(recall({product("A", "hat"), stock("A", 6), price("A", 10)}) == "uhh");
  note(product("A", "cap"), kChangedAndLasting);
  BOOST_TEST(recall({product("A", "cap"), stock("A", 6), price("A", 10)}) == "huu");
}

BOOST_AUTO_TEST_CASE(rows_of_one_place_are_held_together_or_not_at_all) {
  note(stock("A", 5), kChangedAndLasting);
  note(stock("B", 5), kChangedAndLasting);
  BOOST_TEST(recall({stock("A", 5), stock("A", 5), stock("B", 5)}) == "hhh");
  BOOST_TEST(recall({stock("A", 5), stock("B", 5), stock("A", 6), stock("A", 5)}) == "bhdb");
  BOOST_TEST(recall({stock("A", 5), stock("A", 6, "cellar")}) == "hu");
}

BOOST_AUTO_TEST_CASE(forgets_items_in_all_their_places) {
  for (const auto& print : {stock("A", 5), stock("A", 5, "cellar"), price("A", 1), product("A", "hat"), stock("B", 5)}) note(print, kRepeated);
  const RowKey gone[] = {printer.item_key("A")};
  memory.forget_items(gone);
  BOOST_TEST(recall({stock("A", 5), stock("A", 5, "cellar"), price("A", 1), product("A", "hat"), stock("B", 5)}) == "uuuuh");
  memory.forget_all();
  BOOST_TEST((recall(stock("B", 5)) == Recollection::kUnknown));
  BOOST_TEST(!memory.moment().has_value());
}

BOOST_AUTO_TEST_CASE(one_at_a_time_has_the_turn) {
  auto turn = memory.take_turn(0ms);
  BOOST_REQUIRE(turn.has_value());
  std::thread([&] { BOOST_TEST(!memory.take_turn(1ms).has_value()); }).join();
  turn.reset();
  std::thread([&] { BOOST_TEST(memory.take_turn(1ms).has_value()); }).join();
}

BOOST_AUTO_TEST_CASE(drops_the_account_that_was_not_used_for_the_longest_time) {
  constexpr std::size_t kTwoAccounts = 2 * (24 * 128 + sizeof(AccountMemory));
  Fingerprints small(random, kTwoAccounts);
  const auto fill = [&](int account) {
    const auto of = small.of(domain::AccountId{account});
    std::vector<RowPrint> prints;
    for (int i = 0; i < 80; ++i) prints.push_back(stock(std::to_string(i), account));
    std::vector<AccountMemory::Noted> noted;
    for (const auto& print : prints) noted.push_back({&print, kRepeated});
    of->note(noted, kMoment);
    small.keep_within_limit(domain::AccountId{account});
  };
  const auto knows = [&](int account) { return small.of(domain::AccountId{account})->moment().has_value(); };
  fill(1);
  fill(2);
  BOOST_TEST(knows(2));
  BOOST_TEST(knows(1));
  fill(3);
  BOOST_TEST(knows(3));
  BOOST_TEST(small.bytes() <= kTwoAccounts);
  BOOST_TEST(knows(3));
  BOOST_TEST(knows(1));
  BOOST_TEST(!knows(2));
}

BOOST_AUTO_TEST_CASE(a_limit_of_zero_remembers_nothing) {
  Fingerprints none(random, 0);
  const auto of = none.of(domain::AccountId{1});
  const auto print = stock("A", 5);
  const AccountMemory::Noted noted[] = {{&print, kRepeated}};
  of->note(noted, kMoment);
  BOOST_TEST((of->recall({&print, 1}).rows.front() == Recollection::kUnknown));
  BOOST_TEST(none.of(domain::AccountId{2}) != nullptr);
  BOOST_TEST(none.bytes() == sizeof(AccountMemory));
}

BOOST_AUTO_TEST_SUITE_END()
