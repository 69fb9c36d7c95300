// What is not an envelope, and what cannot be told in one file: the doors, limits, lost stores and memory.
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <string>

#include "services/soap/contract_document.hpp"
#include "base/process_identity.hpp"
#include "tests/soap/till_scene.hpp"

using namespace tillbridge;
using tests::TillScene;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

services::http::Request get(const std::string& query, const std::string& method = "GET") {
  auto request = TillScene::a_request("", "/soap/OrderTasks");
  request.method = method;
  request.query = query;
  return request;
}

/// `count` rows of items that do not exist but the first, which is A-1.
std::string inventory_rows(int count, const std::string& quantity) {
  std::string rows = "<InventoryRows>";
  for (int i = 0; i < count; ++i)
    rows += "<InventoryRow><ItemIntegrationId>" + (i == 0 ? std::string("A-1") : "I-" + std::to_string(i)) + "</ItemIntegrationId><Quantity>" + quantity +
            "</Quantity></InventoryRow>";
  return rows + "</InventoryRows>";
}

std::string quantity_of_a1(TillScene& scene) {
  std::string quantity;
  scene.database().read([&](persistence::UnitOfWork& work) { quantity = work.stock().find_many(scene.account(), {"A-1"}).front().quantity.to_text(); });
  return quantity;
}

std::string count_in(const std::string& answer, const std::string& name) {
  const auto at = answer.find("<tb:" + name + ">") + name.size() + 5;
  return answer.substr(at, answer.find('<', at) - at);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(doors)

BOOST_AUTO_TEST_CASE(serves_the_contract_with_the_callers_own_address) {
  TillScene scene;
  for (const char* query : {"wsdl", "WSDL", "singleWsdl"}) {
    const auto response = scene.send(get(query));
    BOOST_TEST(response.status == 200);
    BOOST_TEST(response.content_type == "text/xml; charset=utf-8");
    BOOST_TEST(contains(response.text, "location=\"https://pos.example:8443/soap/ProductTasks\""));
    BOOST_TEST(!contains(response.text, "localhost"));
    BOOST_TEST(!contains(response.text, "wsdl/soap12/"));
  }
  BOOST_TEST(scene.send(get("wsdl", "HEAD")).status == 200);
  BOOST_TEST(contains(scene.send(get("wsdl=soap12")).text, "wsdl/soap12/"));
}

BOOST_AUTO_TEST_CASE(says_in_a_line_what_to_send_to_those_who_speak_no_soap) {
  TillScene scene;
  BOOST_TEST(scene.post("<x/>", "/soap/Nothing").status == 404);
  const auto no_operation = scene.post("<x/>", "/xml/ProductTasks/UpdateInventori");
  BOOST_TEST(no_operation.status == 404);
  BOOST_TEST(contains(no_operation.text, "/xml/ProductTasks/UpdateInventory"));
  BOOST_TEST(scene.send(get("")).status == 405);
  auto put = TillScene::a_request("<x/>");
  put.method = "PUT";
  const auto refused = scene.send(std::move(put));
  BOOST_TEST(refused.status == 405);
  BOOST_REQUIRE(!refused.headers.empty());
  BOOST_TEST(refused.headers.front().first == "Allow");
  BOOST_TEST(scene.post("").status == 400);
  for (const char* body : {"{\"op\": 1}", "op=UpdateInventory&x=1", "hello"}) BOOST_TEST(scene.post(body).status == 415, body);
}

BOOST_AUTO_TEST_CASE(refuses_one_row_too_many_and_does_nothing) {
  TillScene scene;
  const auto full = scene.post(TillScene::envelope("UpdateInventory", inventory_rows(100'000, "7")));
  BOOST_TEST(full.status == 200);
  BOOST_TEST(count_in(TillScene::text_of(full), "Received") == "100000");
  const auto response = scene.post(TillScene::envelope("UpdateInventory", inventory_rows(100'001, "3")));
  BOOST_TEST(response.status == 500);
  BOOST_TEST(contains(TillScene::text_of(response), "<tb:Code>too_many_rows</tb:Code>"));
  BOOST_TEST(quantity_of_a1(scene) == "7");
  BOOST_TEST(scene.post(TillScene::envelope("UpdateInventory", inventory_rows(1, "5"))).status == 200);
  BOOST_TEST(quantity_of_a1(scene) == "5");
}

BOOST_AUTO_TEST_CASE(does_nothing_for_a_large_document_that_is_broken_at_its_end) {
  TillScene scene;
  auto body = TillScene::envelope("UpdateInventory", inventory_rows(20'000, "3"));
  body += "<junk/>";
  const auto response = scene.post(body);
  BOOST_TEST(contains(TillScene::text_of(response), "<tb:Code>junk_after_envelope</tb:Code>"));
  BOOST_TEST(quantity_of_a1(scene) == "10");
}

BOOST_AUTO_TEST_CASE(slows_guessing_down_with_a_fault_that_may_be_repeated) {
  TillScene scene;
  std::string wrong = TillScene::envelope("GetNewOrders", "");
  wrong.replace(wrong.find(tests::kTillPassword), tests::kTillPassword.size(), "guess-no-password");
  wrong.replace(wrong.find("main-street"), 11, "nobody-here");
  for (int i = 0; i < 10; ++i) scene.post(wrong);
  const auto text = TillScene::text_of(scene.post(wrong));
  BOOST_TEST(contains(text, "<tb:Code>rate_limited</tb:Code>"));
  BOOST_TEST(contains(text, "<tb:Retryable>true</tb:Retryable>"));
  BOOST_TEST(scene.post(TillScene::envelope("GetNewOrders", "")).status == 200);
}

namespace {

/// As if the call of reference r-1 were still at work in the process so named.
void leave_running(TillScene& scene, const std::string& process) {
  scene.database().write([&](persistence::UnitOfWork& work) {
    auto running = work.caller_references().find(scene.account(), "r-1");
    running->finished = false;
    running->owner = process;
    work.caller_references().store(scene.account(), *running);
  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_call_that_still_runs_keeps_its_reference_busy) {
  TillScene scene;
  const auto call = TillScene::envelope("UpdateInventory", "<CallerReference>r-1</CallerReference>" + inventory_rows(1, "6"));
  BOOST_TEST(scene.post(call).status == 200);
  leave_running(scene, base::current_process());
  scene.clock().advance(std::chrono::minutes(60));
  BOOST_TEST(contains(TillScene::text_of(scene.post(call)), "<tb:Code>busy</tb:Code>"));
}

BOOST_AUTO_TEST_CASE(a_call_whose_process_died_here_is_taken_over_at_once) {
  TillScene scene;
  const auto call = TillScene::envelope("UpdateInventory", "<CallerReference>r-1</CallerReference>" + inventory_rows(1, "6"));
  BOOST_TEST(scene.post(call).status == 200);
  leave_running(scene, base::current_process() + "1");  // same process id, another start time
  scene.clock().advance(std::chrono::seconds(1));
  BOOST_TEST(count_in(TillScene::text_of(scene.post(call)), "Unchanged") == "1");
}

BOOST_AUTO_TEST_CASE(a_call_of_another_host_is_taken_over_after_five_minutes) {
  TillScene scene;
  const auto call = TillScene::envelope("UpdateInventory", "<CallerReference>r-1</CallerReference>" + inventory_rows(1, "6"));
  BOOST_TEST(scene.post(call).status == 200);
  leave_running(scene, "elsewhere boot pid:[1] 1 1");
  scene.clock().advance(std::chrono::minutes(4));
  BOOST_TEST(contains(TillScene::text_of(scene.post(call)), "<tb:Code>busy</tb:Code>"));
  scene.clock().advance(std::chrono::minutes(1));
  BOOST_TEST(count_in(TillScene::text_of(scene.post(call)), "Unchanged") == "1");
}

BOOST_AUTO_TEST_CASE(a_reference_is_forgotten_after_seven_days) {
  TillScene scene;
  const std::string reference = "<CallerReference>r-1</CallerReference>";
  BOOST_TEST(scene.post(TillScene::envelope("UpdateInventory", reference + inventory_rows(1, "6"))).status == 200);
  const auto other = TillScene::envelope("UpdateInventory", reference + inventory_rows(1, "5"));
  BOOST_TEST(contains(TillScene::text_of(scene.post(other)), "<tb:Code>conflict</tb:Code>"));
  scene.clock().advance(std::chrono::hours(7 * 24 + 1));
  BOOST_TEST(scene.post(other).status == 200);
}

BOOST_AUTO_TEST_CASE(a_fault_gives_the_reference_back) {
  TillScene scene;
  const auto call = TillScene::envelope("UpdateInventory", "<ReturnAllRows>maybe</ReturnAllRows><CallerReference>r-1</CallerReference>" + inventory_rows(1, "6"));
  BOOST_TEST(contains(TillScene::text_of(scene.post(call)), "<tb:Code>bad_boolean</tb:Code>"));
  BOOST_TEST(contains(TillScene::text_of(scene.post(call)), "<tb:Code>bad_boolean</tb:Code>"));
}

BOOST_AUTO_TEST_CASE(keeps_the_counts_of_an_answer_that_is_too_long_to_be_kept) {
  TillScene scene;
  const auto call = TillScene::envelope("UpdateInventory", "<CallerReference>long</CallerReference>" + inventory_rows(10'000, "6"));
  const auto first = TillScene::text_of(scene.post(call));
  BOOST_TEST(first.size() > 1024u * 1024u);
  const auto again = TillScene::text_of(scene.post(call));
  BOOST_TEST(count_in(again, "Rejected") == "9999");
  BOOST_TEST(contains(again, "<tb:Results></tb:Results>"));
  BOOST_TEST(contains(again, "<tb:Code>results_not_kept</tb:Code>"));
}

BOOST_AUTO_TEST_CASE(a_lost_database_is_a_fault_that_may_be_repeated) {
  TillScene scene;
  scene.database().lose_after(0);
  for (const char* operation : {"UpdateInventory", "GetNewOrders"}) {
    const auto response = scene.post(TillScene::envelope(operation, ""));
    BOOST_TEST(response.status == 500);
    BOOST_TEST(contains(TillScene::text_of(response), "<faultcode>SOAP-ENV:Server</faultcode>"));
    BOOST_TEST(contains(TillScene::text_of(response), "<tb:Code>unavailable</tb:Code>"));
  }
  scene.database().come_back();
  BOOST_TEST(scene.post(TillScene::envelope("GetNewOrders", "")).status == 200);
}

BOOST_AUTO_TEST_CASE(a_bug_of_ours_is_a_fault_that_tells_nothing_of_its_cause) {
  TillScene scene;
  scene.database().break_with("no such column: secret_column");
  const auto response = scene.post(TillScene::envelope("GetNewOrders", ""));
  BOOST_TEST(response.status == 500);
  BOOST_TEST(response.outcome == "internal");
  BOOST_TEST(contains(TillScene::text_of(response), "<tb:Code>internal</tb:Code>"));
  BOOST_TEST(!contains(TillScene::text_of(response), "secret_column"));
}

BOOST_AUTO_TEST_CASE(a_database_lost_in_the_middle_leaves_rows_not_processed) {
  TillScene scene;
  std::string rows = "<Products>";
  for (int i = 0; i < 5'000; ++i)
    rows += "<Product><ItemIntegrationId>P-" + std::to_string(i) + "</ItemIntegrationId><Name>Thing</Name></Product>";
  rows += "</Products>";
  scene.database().lose_after(1);
  const auto answer = TillScene::text_of(scene.post(TillScene::envelope("UpdatePOSProducts", rows)));
  BOOST_TEST(count_in(answer, "Received") == "5000");
  BOOST_TEST(count_in(answer, "Created") == "2000");
  BOOST_TEST(count_in(answer, "NotProcessed") == "3000");
  BOOST_TEST(contains(answer, "<tb:Status>not_processed</tb:Status><tb:Code>unavailable</tb:Code>"));
  scene.database().come_back();
  const auto again = TillScene::text_of(scene.post(TillScene::envelope("UpdatePOSProducts", rows)));
  BOOST_TEST(count_in(again, "Unchanged") == "2000");
  BOOST_TEST(count_in(again, "Created") == "3000");
}

BOOST_AUTO_TEST_SUITE_END()
