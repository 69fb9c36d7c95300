#include "services/fault.hpp"

#include <boost/test/unit_test.hpp>

using namespace tillbridge;
using base::Error;
using base::ErrorCode;
using services::front::SoapVersion;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(fault)

BOOST_AUTO_TEST_CASE(every_fault_is_http_500) {
  for (const auto version : {SoapVersion::kSoap11, SoapVersion::kSoap12})
    BOOST_TEST(services::make_fault({.code = ErrorCode::kInvalidRequest}, "req_1", {version, false}).status == 500);
}

BOOST_AUTO_TEST_CASE(tells_the_caller_whose_fault_it_is_in_both_versions) {
  const Error theirs{.code = ErrorCode::kConflict, .message = "m"}, ours{.code = ErrorCode::kUnavailable, .message = "m"};
  BOOST_TEST(contains(services::make_fault(theirs, "r", {}).text, "<faultcode>SOAP-ENV:Client<"));
  BOOST_TEST(contains(services::make_fault(ours, "r", {}).text, "<faultcode>SOAP-ENV:Server<"));
  BOOST_TEST(contains(services::make_fault(theirs, "r", {SoapVersion::kSoap12, false}).text, "<SOAP-ENV:Value>SOAP-ENV:Sender<"));
  BOOST_TEST(contains(services::make_fault(ours, "r", {SoapVersion::kSoap12, false}).text, "<SOAP-ENV:Value>SOAP-ENV:Receiver<"));
}

BOOST_AUTO_TEST_CASE(puts_code_text_and_request_id_into_the_text_and_the_detail) {
  const auto fault = services::make_fault({.code = ErrorCode::kInvalidRequest, .message = "100,001 rows", .word = "too_many_rows", .field = "UpdatePricing"}, "req_7", {});
  BOOST_TEST(contains(fault.text, "<faultstring>too_many_rows: 100,001 rows (req_7)</faultstring>"));
  BOOST_TEST(contains(fault.text, "<tb:Code>too_many_rows</tb:Code><tb:Message>100,001 rows</tb:Message><tb:Field>UpdatePricing</tb:Field>"
                                  "<tb:Retryable>false</tb:Retryable><tb:RequestId>req_7</tb:RequestId>"));
}

BOOST_AUTO_TEST_CASE(never_lets_details_out_and_escapes_what_callers_sent) {
  const auto fault = services::make_fault({.code = ErrorCode::kInternal, .message = "<b>&\x01\xC3", .details = "password=hunter2"}, "r", {});
  BOOST_TEST(!contains(fault.text, "hunter2"));
  BOOST_TEST(contains(fault.text, "<tb:Message>&lt;b&gt;&amp;\xEF\xBF\xBD\xEF\xBF\xBD</tb:Message>"));
}

BOOST_AUTO_TEST_CASE(says_version_mismatch_and_must_understand_in_soaps_own_words) {
  BOOST_TEST(contains(services::make_fault({.code = ErrorCode::kInvalidRequest, .word = "version_mismatch"}, "r", {}).text, "SOAP-ENV:VersionMismatch"));
  BOOST_TEST(contains(services::make_fault({.code = ErrorCode::kInvalidRequest, .word = "must_understand"}, "r", {}).text, "SOAP-ENV:MustUnderstand"));
}

BOOST_AUTO_TEST_CASE(answers_bare_calls_with_a_bare_service_fault) {
  const auto fault = services::make_fault({.code = ErrorCode::kBusy, .message = "m"}, "r", {SoapVersion::kSoap11, true});
  BOOST_TEST(!contains(fault.text, "Envelope"));
  BOOST_TEST(contains(fault.text, "<tb:ServiceFault xmlns:tb=\"urn:tillbridge:pos:v1\"><tb:Code>busy</tb:Code>"));
  BOOST_TEST(contains(fault.text, "<tb:Retryable>true</tb:Retryable>"));
}

BOOST_AUTO_TEST_CASE(names_the_address_of_the_page_about_its_code) {
  services::AnswerForm form;
  form.public_base = "https://pos.example/a&b";
  BOOST_TEST(contains(services::make_fault({.code = ErrorCode::kBusy}, "r", form).text,
                      "<tb:Name>help</tb:Name><tb:Value>https://pos.example/a&amp;b/help/errors/busy</tb:Value>"));
  BOOST_TEST(contains(services::make_fault({.code = ErrorCode::kBusy}, "r", {}).text, "<tb:Extras/>"));
}

BOOST_AUTO_TEST_SUITE_END()
