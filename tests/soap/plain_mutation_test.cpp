// Whatever the gate accepts, the front parser accepts too, without a word and with the same rows: thousands of broken documents here, millions with
//   TILLBRIDGE_MUTANTS=20000000 [TILLBRIDGE_MUTANT_SEED=7] build/release-tests/tests/soap/soap --run_test=plain_mutations
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <random>
#include <string>

#include "tests/soap/decoded_request.hpp"
#include "tests/soap/plain_mutants.hpp"

using namespace tillbridge::tests;

namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plain_mutations)

BOOST_AUTO_TEST_CASE(every_seed_is_plain_and_means_the_same_both_ways) {
  for (const auto& seed : plain_seeds()) {
    const auto read = read_request(seed);
    BOOST_TEST(read.is_plain, seed);
    BOOST_TEST(read.refusal == "", seed);
    BOOST_TEST(difference(read, read_strictly(seed)) == "", seed);
    BOOST_TEST(read.rows.size() > 20u, seed);
  }
}

BOOST_AUTO_TEST_CASE(what_the_gate_accepts_means_the_same_to_the_front_parser) {
  std::mt19937_64 random(number_from("TILLBRIDGE_MUTANT_SEED", 20261125));
  const auto mutants = number_from("TILLBRIDGE_MUTANTS", 30'000);
  std::uint64_t accepted = 0;
  for (std::uint64_t at = 0; at < mutants; ++at) {
    const auto text = plain_mutant(random);
    if (!is_plain(text)) continue;
    ++accepted;
    const auto read = read_request(text);
    const auto different = difference(read, read_strictly(text));
    BOOST_REQUIRE_MESSAGE(different.empty(), "mutant " << at << ":\n" << text << "\n" << different);
  }
  BOOST_TEST_MESSAGE(accepted << " of " << mutants << " mutants were plain");
  BOOST_TEST(accepted > mutants / 20);
}

BOOST_AUTO_TEST_SUITE_END()
