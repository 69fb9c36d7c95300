#include "services/soap/field_reader.hpp"

#include <boost/test/unit_test.hpp>

#include "base/time_text.hpp"

using namespace tillbridge;
using services::FieldReader;

namespace {

const std::string kBerlin = "Europe/Berlin";

struct BadText {
  const char* name;
  std::string sent;
  const char* word;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(field_reader)

BOOST_AUTO_TEST_CASE(trims_texts_and_tells_absent_from_empty) {
  FieldReader read(kBerlin);
  BOOST_TEST(read.text({.field = "Name"}, " Rain coat\n") == "Rain coat");
  BOOST_TEST(read.text_change({.field = "Name"}, std::nullopt).is_absent());
  BOOST_TEST(read.text_change({.field = "Name"}, "  ").is_clear());
  BOOST_TEST(!read.failed());
}

BOOST_AUTO_TEST_CASE(counts_characters_not_bytes) {
  FieldReader read(kBerlin);
  read.text({.field = "Name", .max = 4}, "äöüß");
  BOOST_TEST(!read.failed());
  read.text({.field = "Name", .max = 4}, "äöüßx");
  BOOST_REQUIRE(read.failed());
  BOOST_TEST(read.error().word == "too_long");
}

BOOST_AUTO_TEST_CASE(refuses_control_characters_but_lets_descriptions_have_lines) {
  const BadText table[] = {{"line break", "a\nb", "control_characters"}, {"delete", "a\x7F", "control_characters"}, {"C1", "a\xC2\x85z", "control_characters"}};
  for (const auto& bad : table) {
    FieldReader read(kBerlin);
    read.text({.field = "Name"}, bad.sent);
    BOOST_REQUIRE_MESSAGE(read.failed(), bad.name);
    BOOST_TEST(read.error().word == bad.word, bad.name);
  }
  FieldReader read(kBerlin);
  BOOST_TEST(read.text({.field = "LongDescription", .multi_line = true}, "a\nb") == "a\nb");
  BOOST_TEST(!read.failed());
}

BOOST_AUTO_TEST_CASE(looks_at_every_byte_wherever_it_stands) {
  const std::string around = "<Rain coat, ~35 cm>";
  for (std::size_t place = 1; place + 1 < around.size(); ++place)
    for (int byte = 0; byte < 0x80; ++byte) {
      std::string sent = around;
      sent[place] = static_cast<char>(byte);
      FieldReader read(kBerlin);
      BOOST_TEST(read.text({.field = "Name", .max = around.size()}, sent) == sent);
      BOOST_TEST(read.failed() == (byte < 0x20 || byte == 0x7F), "byte " << byte << " at " << place);
    }
  for (std::size_t size = 0; size < 20; ++size) {
    FieldReader read(kBerlin);
    read.text({.field = "Name", .max = size + 1}, std::string(size, 'x') + "\xC3\xA4");  // one character of two bytes more
    BOOST_TEST(!read.failed(), size);
    read.text({.field = "Name", .max = size}, std::string(size, 'x') + "\xC3\xA4");
    BOOST_TEST(read.failed(), size);
  }
}

BOOST_AUTO_TEST_CASE(names_the_field_and_keeps_the_first_error) {
  FieldReader read(kBerlin);
  read.number_change("Price", "1,50");
  read.moment("AsOf", "06.05.2024");
  BOOST_REQUIRE(read.failed());
  BOOST_TEST(read.error().word == "bad_number");
  BOOST_TEST(read.error().field == "Price");
  BOOST_TEST(read.error().message.rfind("Price: '1,50'", 0) == 0u);
}

BOOST_AUTO_TEST_CASE(an_empty_quantity_is_missing_not_zero) {
  for (const auto& sent : {FieldReader::Text{}, FieldReader::Text{""}, FieldReader::Text{" "}}) {
    FieldReader read(kBerlin);
    read.quantity("Quantity", sent);
    BOOST_REQUIRE(read.failed());
    BOOST_TEST(read.error().word == "missing_value");
  }
}

BOOST_AUTO_TEST_CASE(refuses_quantities_that_the_store_cannot_hold) {
  FieldReader read(kBerlin);
  BOOST_TEST(read.quantity("Quantity", "-9999999999.9999").to_text() == "-9999999999.9999");
  BOOST_TEST(!read.failed());
  read.quantity("Quantity", "10000000000");
  BOOST_REQUIRE(read.failed());
  BOOST_TEST(read.error().word == "out_of_range");
}

BOOST_AUTO_TEST_CASE(reads_booleans_in_any_case_and_no_other_words) {
  for (const char* yes : {"true", "TRUE", "True", "1", " true "}) {
    FieldReader read(kBerlin);
    BOOST_TEST(read.flag_change("Taxable", yes).value() == true, yes);
  }
  for (const char* no : {"yes", "on", "-1", "tru", "2"}) {
    FieldReader read(kBerlin);
    BOOST_TEST(read.flag_change("Taxable", no).is_absent(), no);
    BOOST_REQUIRE(read.failed());
    BOOST_TEST(read.error().word == "bad_boolean", no);
  }
}

BOOST_AUTO_TEST_CASE(reads_times_without_a_zone_in_the_zone_of_the_account) {
  FieldReader read(kBerlin);
  BOOST_TEST(base::format_utc(*read.moment("AsOf", "2026-11-25T09:00:00")) == "2026-11-25T08:00:00Z");
  BOOST_TEST(!read.moment("AsOf", "0001-01-01T00:00:00").has_value());
  BOOST_TEST(read.moment_change("SaleStart", "").is_clear());
  BOOST_TEST(!read.failed());
}

BOOST_AUTO_TEST_CASE(an_id_is_one_to_128_bytes) {
  FieldReader read(kBerlin);
  BOOST_TEST(read.id("ItemIntegrationId", " A-1 ") == "A-1");
  BOOST_TEST(!read.failed());
  FieldReader empty(kBerlin);
  empty.id("ItemIntegrationId", " ");
  BOOST_TEST(empty.error().word == "missing_id");
  FieldReader lengthy(kBerlin);
  lengthy.id("ItemIntegrationId", std::string(129, 'x'));
  BOOST_TEST(lengthy.error().word == "too_long");
}

BOOST_AUTO_TEST_SUITE_END()
