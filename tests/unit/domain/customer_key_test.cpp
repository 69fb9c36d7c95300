#include "domain/customer_key.hpp"

#include <boost/test/unit_test.hpp>

#include "domain/internet_name.hpp"
#include "domain/letters.hpp"

using namespace tillbridge::domain;

BOOST_AUTO_TEST_SUITE(customer_keys)

BOOST_AUTO_TEST_CASE(finds_one_key_for_every_way_to_write_an_e_mail_address) {
  struct Row { const char* written; const char* key; };
  const Row rows[] = {
      {"ann@example.com", "ann@example.com"},
      {"Ann@Example.COM", "ann@example.com"},
      {"  ann@example.com\t\n", "ann@example.com"},
      {"\u00a0ann@example.com\u200b", "ann@example.com"},
      {"ann@example.com.", "ann@example.com"},
      {"ann+shoes@example.com", "ann+shoes@example.com"},
      {"a.nn@example.com", "a.nn@example.com"},
      {"ÄNNE@example.com", "änne@example.com"},
      {"ann@MÜLLER.example", "ann@xn--mller-kva.example"},
      {"ann@müller.example", "ann@xn--mller-kva.example"},
      {"ann@XN--MLLER-KVA.example", "ann@xn--mller-kva.example"},
      {"\"a@b\"@example.com", "\"a@b\"@example.com"},
      {"", ""}, {"   ", ""}, {"none", ""}, {"n/a", ""}, {"-", ""}, {"@", ""}, {"@example.com", ""}, {"ann@", ""}, {"ann@.", ""},
  };
  for (const auto& row : rows) BOOST_TEST(email_key(row.written) == row.key, row.written << " gives " << email_key(row.written));
  BOOST_TEST(email_key(std::string(400, 'a') + "@example.com") == "");
  BOOST_TEST(email_key("a\xff@example.com") != "");
}

BOOST_AUTO_TEST_CASE(finds_one_key_for_every_way_to_write_a_telephone_number) {
  struct Row { const char* written; const char* country; const char* key; };
  const Row rows[] = {
      {"+49 170 1234567", "", "+491701234567"},
      {"0049 170 1234567", "DE", "+491701234567"},
      {"0170/1234567", "DE", "+491701234567"},
      {"0170-1234567", "de", "+491701234567"},
      {"+49 (0)170 123 45 67", "DE", "+491701234567"},
      {"+49 0170 1234567", "DE", "+491701234567"},
      {"tel:+491701234567", "", "+491701234567"},
      {" (0170) 1234567 ", "DE", "+491701234567"},
      {"0664 1234567", "AT", "+436641234567"},
      {"06 1234 5678", "IT", "+390612345678"},
      {"06 30 123 4567", "HU", "+36301234567"},
      {"8 916 123-45-67", "RU", "+79161234567"},
      {"(212) 555-0199", "US", "+12125550199"},
      {"1 212 555 0199", "US", "+12125550199"},
      {"2125550199 x12", "US", "+12125550199x12"},
      {"212-555-0199 ext. 12", "US", "+12125550199x12"},
      {"0170 1234567", "", "01701234567"},
      {"0170 1234567", "XX", "01701234567"},
      {"555-1234", "", ""},
      {"12345", "DE", ""},
      {"0000000000", "DE", ""}, {"1111111111", "US", ""}, {"123456789", "DE", ""}, {"0123456789", "DE", ""},
      {"1-800-FLOWERS", "US", ""}, {"call me", "DE", ""}, {"", "DE", ""}, {"+", "DE", ""}, {"n/a", "DE", ""},
      {"0170 1234567 / 0171 7654321", "DE", ""},
  };
  for (const auto& row : rows) BOOST_TEST(phone_key(row.written, row.country) == row.key, row.written << " gives " << phone_key(row.written, row.country));
}

BOOST_AUTO_TEST_CASE(writes_names_of_hosts_as_the_name_system_does) {
  // Samples of RFC 3492, section 7.1, lower case, and names in use.
  struct Row { const char* written; const char* name; };
  const Row rows[] = {{"münchen.de", "xn--mnchen-3ya.de"},
                      {"ÉTÉ.fr", "xn--t-9fab.fr"},
                      {"他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"},
                      {"почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"},
                      {"παράδειγμα.δοκιμή", "xn--hxajbheg2az3al.xn--jxalpdlp"},
                      {"Example.COM..", "example.com"},
                      {"", ""}};
  for (const auto& row : rows) BOOST_TEST(internet_name(row.written) == row.name, row.written << " gives " << internet_name(row.written));
}

BOOST_AUTO_TEST_CASE(folds_names_that_people_call_the_same) {
  using Words = std::vector<std::string>;
  struct Row { const char* written; Words words; };
  const std::vector<Row> rows = {
      {"Müller", {"muller"}}, {"MUELLER", {"muller"}}, {"mu\u0308ller", {"muller"}}, {"Groß", {"gross"}}, {"Łukasz Żółć", {"lukasz", "zolc"}},
      {"Jean-Luc O'Neill", {"jean", "luc", "oneill"}}, {"Søren Ægir", {"soren", "agir"}}, {"  ", {}}, {"Иван", {"иван"}}, {"ŒUVRE ſ", {"ouvre", "s"}},
      {"日本 太郎", {"日本", "太郎"}}, {"Žižek, Ď.", {"zizek", "d"}}};
  for (const auto& row : rows) BOOST_TEST((folded_words(row.written) == row.words), row.written);
  BOOST_TEST(to_utf8(code_points("aä日😀")) == "aä日😀");
  BOOST_TEST((code_points("\xc3") == std::u32string{0xFFFD}));
}

BOOST_AUTO_TEST_SUITE_END()
