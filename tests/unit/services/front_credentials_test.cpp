#include <boost/test/unit_test.hpp>
#include <string>

#include "front_reading.hpp"

using namespace tillbridge::services::front;

namespace {

const std::string kBody = "<p:Credentials><p:StoreId> S1 </p:StoreId><p:UserName>till</p:UserName><p:Password> p w</p:Password></p:Credentials>";
const std::string kWsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

std::string token(const std::string& name, const std::string& type = "") {
  return "<w:Security s:mustUnderstand='1' xmlns:w='" + kWsse + "'><w:UsernameToken><w:Username>" + name + "</w:Username><w:Password" + type +
         ">pw</w:Password></w:UsernameToken></w:Security>";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(front_credentials)

BOOST_AUTO_TEST_CASE(takes_them_out_of_the_body_and_does_not_pass_them_on) {
  const auto reading = read_all(envelope_around("<p:GetNewOrders>" + kBody + "<p:MaxCount>1</p:MaxCount></p:GetNewOrders>"));
  BOOST_TEST(reading.word == "", reading.message);
  BOOST_REQUIRE(reading.credentials);
  BOOST_TEST(reading.credentials->store_id == "S1");
  BOOST_TEST(reading.credentials->user_name == "till");
  BOOST_TEST(reading.credentials->password == " p w");
  BOOST_TEST((reading.credentials->source == Credentials::Source::kBody));
  BOOST_TEST(reading.inner == "<GetNewOrders><MaxCount>1</MaxCount></GetNewOrders>");
}

BOOST_AUTO_TEST_CASE(finds_them_behind_the_rows) {
  const auto reading = read_all(envelope_around("<p:UpdateInventory><p:Rows><p:Row/></p:Rows>" + kBody + "</p:UpdateInventory>"));
  BOOST_TEST(reading.word == "", reading.message);
  BOOST_TEST(reading.credentials.has_value());
}

BOOST_AUTO_TEST_CASE(refuses_them_behind_the_first_64_kilobytes) {
  std::string rows;
  for (int at = 0; at < 10000; ++at) rows += "<p:Row/>";
  const auto reading = read_all(envelope_around("<p:UpdateInventory><p:Rows>" + rows + "</p:Rows>" + kBody + "</p:UpdateInventory>"));
  BOOST_TEST(reading.word == "credentials_too_late");
}

BOOST_AUTO_TEST_CASE(knows_them_before_the_rows_are_parsed) {
  const std::string text = envelope_around("<p:UpdateInventory>" + kBody + "<p:Rows>" + std::string(100'000, ' ') + "<broken");
  FrontParser parser(small_contract(), {}, text, "");
  BOOST_REQUIRE(parser.read_head());
  BOOST_TEST(parser.operation() == "UpdateInventory");
  BOOST_TEST(parser.credentials().has_value());
}

BOOST_AUTO_TEST_CASE(reads_a_header_of_ours_with_an_empty_actor) {
  const auto reading = read_all(envelope_around("<p:GetNewOrders/>", "<p:Credentials s:actor='' s:mustUnderstand='1'><p:StoreId>S1</p:StoreId><UserName>u</UserName><p:Password>pw</p:Password></p:Credentials>"));
  BOOST_TEST(reading.word == "", reading.message);
  BOOST_REQUIRE(reading.credentials);
  BOOST_TEST(reading.credentials->user_name == "u");
  BOOST_TEST((reading.credentials->source == Credentials::Source::kSoapHeader));
}

BOOST_AUTO_TEST_CASE(reads_a_username_token_with_store_and_user_in_one_name) {
  const auto reading = read_all(envelope_around("<p:GetNewOrders/>", token("S1/till")));
  BOOST_TEST(reading.word == "", reading.message);
  BOOST_REQUIRE(reading.credentials);
  BOOST_TEST(reading.credentials->store_id == "S1");
  BOOST_TEST(reading.credentials->user_name == "till");
  BOOST_TEST((reading.credentials->source == Credentials::Source::kUsernameToken));
}

BOOST_AUTO_TEST_CASE(refuses_a_password_digest) {
  BOOST_TEST(read_all(envelope_around("<p:GetNewOrders/>", token("S1/till", " Type='x#PasswordDigest'"))).word == "unsupported_password_type");
}

BOOST_AUTO_TEST_CASE(refuses_two_sources) {
  BOOST_TEST(read_all(envelope_around("<p:GetNewOrders>" + kBody + "</p:GetNewOrders>", token("S1/till"))).word == "several_credentials");
  BOOST_TEST(read_all(envelope_around("<p:GetNewOrders/>", token("a/b") + token("a/b"))).word == "several_credentials");
}

BOOST_AUTO_TEST_CASE(takes_an_empty_element_for_none) {
  const auto reading = read_all(envelope_around("<p:GetNewOrders><p:Credentials><p:StoreId/><p:UserName/><p:Password xsi:nil='true'/></p:Credentials></p:GetNewOrders>"));
  BOOST_TEST(reading.word == "", reading.message);
  BOOST_TEST(!reading.credentials.has_value());
}

BOOST_AUTO_TEST_CASE(obeys_must_understand_only_where_it_is_meant_for_us) {
  struct Row {
    std::string header, word;
  };
  const std::string x = "<x:H xmlns:x='urn:x' s:mustUnderstand='";
  const std::vector<Row> table = {
      {x + "1'/>", "must_understand"},
      {x + "1' s:actor=''/>", "must_understand"},
      {x + "1' s:actor='http://schemas.xmlsoap.org/soap/actor/next'/>", "must_understand"},
      {x + "1' s:actor='urn:somebody'/>", ""},
      {x + "0'/>", ""},
      {"<x:H xmlns:x='urn:x'><x:y>text</x:y></x:H>", ""},
      {"<w:Security s:mustUnderstand='1' xmlns:w='" + kWsse + "'/>", ""},
  };
  for (const auto& test : table) {
    BOOST_TEST_CONTEXT(test.header) { BOOST_TEST(read_all(envelope_around("<p:GetNewOrders/>", test.header)).word == test.word); }
  }
}

BOOST_AUTO_TEST_SUITE_END()
