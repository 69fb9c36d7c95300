#include <boost/test/unit_test.hpp>

#include <map>
#include <random>

#include "services/fingerprints/print_table.hpp"

using namespace tillbridge::services;

namespace {

RowKey key(std::uint64_t item, std::uint64_t place = 3) { return {item * 0x9E3779B97F4A7C15, item, place}; }
constexpr std::size_t kPlenty = 1'000'000;

}  // namespace

BOOST_AUTO_TEST_SUITE(print_table)

BOOST_AUTO_TEST_CASE(finds_what_was_put_and_nothing_else) {
  PrintTable table(kPlenty);
  BOOST_TEST(table.find(key(1)) == 0u);
  for (std::uint64_t i = 1; i <= 1'000; ++i) table.put(key(i), i);
  for (std::uint64_t i = 1; i <= 1'000; ++i) BOOST_TEST(table.find(key(i)) == i);
  for (std::uint64_t i = 1; i <= 1'000; ++i) BOOST_TEST(table.find(key(i, 2)) == 0u);
  // Many places of one item: none is taken for another one.
  table.put(key(5, 1), 55);
  for (std::uint64_t place = 4; place <= 300'000; ++place) BOOST_REQUIRE(table.find(key(5, place)) == 0u);
  table.put(key(7), 70);
  BOOST_TEST(table.find(key(7)) == 70u);
}

BOOST_AUTO_TEST_CASE(forgets_one_place_or_a_whole_item) {
  PrintTable table(kPlenty);
  for (const std::uint64_t item : {1, 2})
    for (const std::uint64_t place : {1, 2, 3, 400'000}) table.put(key(item, place), item * 10 + place);
  table.forget(key(1, 2));
  BOOST_TEST(table.find(key(1, 2)) == 0u);
  BOOST_TEST(table.find(key(1, 3)) == 13u);
  table.forget_item(key(2));
  for (const std::uint64_t place : {1, 2, 3, 400'000}) BOOST_TEST(table.find(key(2, place)) == 0u);
  BOOST_TEST(table.find(key(1, 400'000)) == 400'010u);
  table.forget_item(key(1));
  BOOST_TEST(table.empty());
}

BOOST_AUTO_TEST_CASE(items_that_share_their_first_slot_keep_apart) {
  PrintTable table(kPlenty);
  // Equal in the low bits by which slots are chosen, also after growing.
  const auto twin = [](std::uint64_t number) { return RowKey{number << 32, number, 1}; };
  for (std::uint64_t i = 1; i <= 100; ++i) table.put(twin(i), i);
  for (std::uint64_t i = 1; i <= 100; i += 2) table.forget_item(twin(i));
  for (std::uint64_t i = 1; i <= 100; ++i) BOOST_TEST(table.find(twin(i)) == (i % 2 == 1 ? 0 : i));
}

BOOST_AUTO_TEST_CASE(an_item_with_too_many_places_is_partly_not_remembered) {
  PrintTable table(kPlenty);
  for (std::uint64_t place = 1; place <= 1'000; ++place) table.put(key(1, place), place);
  std::uint64_t found = 0;
  for (std::uint64_t place = 1; place <= 1'000; ++place) {
    const auto fingerprint = table.find(key(1, place));
    BOOST_TEST((fingerprint == 0 || fingerprint == place));
    found += fingerprint != 0;
  }
  BOOST_TEST(found >= 200u);
  table.forget_item(key(1));
  for (std::uint64_t place = 1; place <= 1'000; ++place) BOOST_TEST(table.find(key(1, place)) == 0u);
}

BOOST_AUTO_TEST_CASE(never_grows_beyond_its_limit_and_goes_on_with_what_it_holds) {
  constexpr std::size_t kLimit = 24 * 256;
  PrintTable table(kLimit);
  for (std::uint64_t i = 1; i <= 10'000; ++i) table.put(key(i), i);
  BOOST_TEST(table.bytes() <= kLimit);
  BOOST_TEST(table.find(key(1)) == 1u);
  BOOST_TEST(table.find(key(10'000)) == 0u);
  table.put(key(1), 11);
  BOOST_TEST(table.find(key(1)) == 11u);
  // What was forgotten makes room.
  for (std::uint64_t i = 1; i <= 10'000; ++i) table.forget(key(i));
  for (std::uint64_t i = 20'001; i <= 20'100; ++i) table.put(key(i), i);
  for (std::uint64_t i = 20'001; i <= 20'100; ++i) BOOST_TEST(table.find(key(i)) == i);

  PrintTable nothing(0);
  nothing.put(key(1), 1);
  BOOST_TEST(nothing.find(key(1)) == 0u);
}

BOOST_AUTO_TEST_CASE(does_what_a_map_does_over_a_long_life) {
  PrintTable table(kPlenty);
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint64_t> model;
  std::mt19937_64 random(5);
  for (int step = 0; step < 200'000; ++step) {
    const std::uint64_t item = random() % 300 + 1, place = random() % 4 + 1;
    switch (random() % 8) {
      case 0: table.forget(key(item, place)); model.erase({item, place}); break;
      case 1:
        table.forget_item(key(item));
        model.erase(model.lower_bound({item, 0}), model.lower_bound({item + 1, 0}));
        break;
      default: {
        const std::uint64_t fingerprint = random() | 1;
        table.put(key(item, place), fingerprint);
        model[{item, place}] = fingerprint;
      }
    }
    const auto found = model.find({item, place});
    BOOST_REQUIRE_EQUAL(table.find(key(item, place)), found == model.end() ? 0 : found->second);
  }
  BOOST_TEST(table.bytes() <= 24u * 4'096);
}

BOOST_AUTO_TEST_SUITE_END()
