#include "domain/customer_duplicates.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

#include "domain/customer_key.hpp"

using namespace tillbridge::domain;

namespace {

struct Person {
  const char* email;
  const char* phone;
  const char* first;
  const char* last;
  const char* street;
  const char* postcode;
};

CustomerTraits traits(const Person& person) {
  CustomerProfile profile;
  profile.first_name = person.first;
  profile.last_name = person.last;
  profile.street = person.street;
  profile.postcode = person.postcode;
  return traits_of(email_key(person.email), phone_key(person.phone, "DE"), profile);
}

DuplicateCandidate candidate(std::int64_t id, const Person& person, const std::string& number = "") { return {CustomerId{id}, number, traits(person)}; }

std::string explained(const Likeness& likeness) {
  std::string text = std::to_string(likeness.score) + ":";
  for (const auto& part : likeness.parts) text += " " + part.what + " " + std::to_string(part.points) + ",";
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(customer_duplicates)

BOOST_AUTO_TEST_CASE(scores_what_two_customers_have_in_common) {
  const Person ann = {"ann@example.com", "0170 1234567", "Anna", "Müller", "Hauptstraße 5", "10115"};
  struct Row { const char* name; Person other; int score; const char* part; };
  const std::vector<Row> rows = {
      {"the same in everything", ann, 100, "same e-mail"},
      {"the e-mail in other letters", {"ANN@Example.com", "", "Anna", "Müller", "", ""}, 100, "same e-mail"},
      {"a plus part", {"ann+shoes@example.com", "", "Anna", "Müller", "", ""}, 85, "plus part"},
      {"one letter mistyped", {"amn@example.com", "", "Anna", "Mueller", "", ""}, 60, "one slip"},
      {"one letter left out", {"an@example.com", "", "A.", "Müller", "", ""}, 50, "similar name"},
      {"two letters exchanged", {"ann@exmaple.com", "", "Anna", "Müller", "", ""}, 60, "one slip"},
      {"the telephone number in another writing and the name", {"x@x.example", "+49 (0)170/1234567", "MUELLER", "anna", "", ""}, 70, "same telephone number"},
      {"the address in another writing and the name", {"x@x.example", "", "Anna", "Müller", "Haupt Str. 5", "10115"}, 60, "same postcode and street"},
      {"a middle name", {"x@x.example", "0170 1234567", "Anna Maria", "Müller", "", ""}, 60, "similar name"},
      {"the e-mail of a couple", {"ann@example.com", "", "Bernd", "Schulz", "", ""}, 50, "other name"},
      {"a household: telephone and address, other names", {"x@x.example", "0170 1234567", "Bernd", "Schulz", "Hauptstraße 5", "10115"}, 45, "other name"},
      {"the name alone", {"x@x.example", "", "Anna", "Müller", "", ""}, 30, "same name"},
      {"the street of another town", {"x@x.example", "", "Anna", "Müller", "Hauptstraße 5", "20095"}, 30, "same name"},
      {"nothing", {"x@x.example", "0171 7654321", "Bernd", "Schulz", "Nebenstraße 5", "10115"}, 0, "other name"},
      {"nothing known", {"", "", "", "", "", ""}, 0, ""},
  };
  for (const auto& row : rows) {
    const auto likeness = likeness_of(traits(ann), traits(row.other));
    BOOST_TEST(likeness.score == row.score, row.name << ": " << explained(likeness));
    BOOST_TEST(explained(likeness).find(row.part) != std::string::npos, row.name << ": " << explained(likeness));
    BOOST_TEST(explained(likeness_of(traits(row.other), traits(ann))) == explained(likeness), row.name);
  }
}

BOOST_AUTO_TEST_CASE(knows_other_names_of_one_mailbox) {
  const auto points = [](const char* one, const char* other) {
    return likeness_of(traits({one, "", "", "", "", ""}), traits({other, "", "", "", "", ""})).score;
  };
  BOOST_TEST(points("a.n.n@gmail.com", "ann@googlemail.com") == 55);
  BOOST_TEST(points("ann@me.com", "ann@icloud.com") == 55);
  BOOST_TEST(points("a.n.n@example.com", "ann@example.com") == 0);
  BOOST_TEST(points("ann@gmx.de", "bob@gmx.de") == 0);
  BOOST_TEST(points("a@b.de", "c@b.de") == 0);
}

BOOST_AUTO_TEST_CASE(sees_one_slip) {
  struct Row { const char* one; const char* other; bool near; };
  const Row rows[] = {{"abc", "abc", true}, {"abc", "abd", true}, {"abc", "ab", true}, {"abc", "xabc", true}, {"abc", "acb", true}, {"abcd", "badc", false},
                      {"abc", "cba", false}, {"", "a", true}, {"", "ab", false}, {"", "", true}, {"ab", "ba", true}};
  for (const auto& row : rows) {
    BOOST_TEST(is_one_slip_away(row.one, row.other) == row.near, row.one << " " << row.other);
    BOOST_TEST(is_one_slip_away(row.other, row.one) == row.near, row.other << " " << row.one);
  }
}

BOOST_AUTO_TEST_CASE(reports_each_pair_of_persons_once_the_likeliest_first) {
  const Person ann = {"ann@example.com", "0170 1234567", "Anna", "Müller", "", ""};
  const Person anna = {"anna@home.example", "0170 1234567", "Anna", "Müller", "", ""};
  const Person bob = {"bob@example.com", "", "Bob", "Schulz", "", ""};
  const auto report = find_duplicates({candidate(1, ann, "C-1"), candidate(2, anna, "C-2"), candidate(3, ann, "C-1"), candidate(4, bob), candidate(5, bob, "C-5"), candidate(6, ann)});
  std::vector<std::string> pairs;
  for (const auto& pair : report.pairs) pairs.push_back(to_text(pair.first) + " " + to_text(pair.second) + " " + std::to_string(pair.likeness.score));
  const std::vector<std::string> expected = {"cus_1 cus_6 100", "cus_4 cus_5 100", "cus_1 cus_2 70", "cus_2 cus_6 70"};
  BOOST_TEST(pairs == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_a_crowd_shares_is_no_sign_of_one_person) {
  std::vector<DuplicateCandidate> office;
  for (int i = 1; i <= 60; ++i) {
    office.push_back(candidate(i, {"", "030 1234567", "Anna", "Müller", "", ""}));
  }
  const auto report = find_duplicates(office);
  BOOST_TEST(report.crowded == 1);
  BOOST_TEST(report.pairs.empty());
}

BOOST_AUTO_TEST_CASE(many_customers_are_compared_only_where_they_have_something_in_common) {
  constexpr int kCustomers = 5'000, kPairs = 50;
  std::vector<DuplicateCandidate> candidates;
  for (int i = 1; i <= kCustomers; ++i) {
    const auto number = std::to_string(i);
    const auto email = "shopper." + number + "@example.com", phone = "+4930" + std::to_string(20'000'000 + i), street = "Weg " + std::to_string(i / 3);
    candidates.push_back(candidate(i, {email.c_str(), phone.c_str(), "Anna", number.c_str(), street.c_str(), "10115"}, "C-" + number));
  }
  for (int i = 1; i <= kPairs; ++i) {  // the same people again, as guests with another address
    const auto number = std::to_string(i * 100), phone = "+4930" + std::to_string(20'000'000 + i * 100);
    candidates.push_back(candidate(kCustomers + i, {"other@x.example", phone.c_str(), "Anna", number.c_str(), "", ""}));
  }
  const auto report = find_duplicates(candidates);
  BOOST_TEST(report.compared < 25 * kCustomers);
  std::vector<DuplicateCandidate> shuffled = candidates;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(1));
  const auto again = find_duplicates(shuffled);
  BOOST_TEST(again.pairs.size() == report.pairs.size());
  int found = 0;
  for (std::size_t i = 0; i < report.pairs.size(); ++i) {
    const auto& pair = report.pairs[i];
    BOOST_REQUIRE((pair.first == again.pairs[i].first && pair.second == again.pairs[i].second));
    if (raw(pair.second) > kCustomers && raw(pair.first) == (raw(pair.second) - kCustomers) * 100) ++found;
  }
  BOOST_TEST(found == kPairs);
}

BOOST_AUTO_TEST_SUITE_END()
