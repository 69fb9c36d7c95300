#include <boost/test/unit_test.hpp>

#include <zlib.h>

#include "conformance/recording_door.hpp"
#include "contract/contract_text.hpp"
#include "sandbox/http_server.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using namespace tillbridge::conformance;

namespace {

const std::string kAnswer =
    "<?xml version=\"1.0\"?><E:Envelope xmlns:E=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:tb=\"urn:tillbridge:pos:v1\"><E:Body><tb:UpdateInventoryResponse><tb:Result>"
    "<tb:Received>1</tb:Received></tb:Result></tb:UpdateInventoryResponse></E:Body></E:Envelope>";
const std::string kFault =
    "<E:Envelope xmlns:E=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:tb=\"urn:tillbridge:pos:v1\"><E:Body><E:Fault><faultcode>E:Client</faultcode><faultstring>x</faultstring>"
    "<detail><tb:ServiceFault><tb:Code>unauthenticated</tb:Code><tb:Message>no</tb:Message></tb:ServiceFault></detail></E:Fault></E:Body></E:Envelope>";

std::string request(const std::string& item = "A-1", const std::string& declaration = {}) {
  return declaration + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><UpdateInventory xmlns=\"urn:tillbridge:pos:v1\"><Credentials><StoreId>main</StoreId><UserName>till</UserName>"
         "<Password>TOP-SECRET</Password></Credentials><InventoryRows><InventoryRow><ItemIntegrationId>" + item + "</ItemIntegrationId><Quantity>3</Quantity></InventoryRow></InventoryRows>"
         "</UpdateInventory></s:Body></s:Envelope>";
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// A service that answers what the test says and keeps what reached it.
struct Behind {
  int status = 200;
  std::string answer = kAnswer;
  sandbox::Request got;
  sandbox::HttpServer server{{}, [this](const sandbox::Request& asked) {
    got = asked;
    return sandbox::Response{.status = status, .headers = {{"Content-Type", "text/xml; charset=utf-8"}, {"X-Request-Id", "req_1"}}, .body = answer};
  }};
  contract::ContractTable table = contract::ContractTable::from_wsdl(contract::contract_text());
  CallReader reader{table};
  Recorder recorder;
  tests::FixedClock clock{tests::at("2026-11-25T08:00:00Z")};
  RecordingDoor door{read_address("http://127.0.0.1:0").value(), read_address(server.base_url()).value(), reader, recorder, clock};

  HttpAnswer post(const std::string& body, std::vector<std::pair<std::string, std::string>> headers = {}) {
    if (headers.empty() || headers.back().first != "content-type") headers.emplace_back("Content-Type", "text/xml; charset=utf-8");
    return exchange(read_address(door.url()).value(), {.method = "POST", .target = "/soap/ProductTasks", .headers = std::move(headers), .body = body});
  }
};

std::string all_text(const Element& element) {
  std::string out = element.name + element.text;
  for (const auto& child : element.children) out += all_text(child);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(recording_door)

BOOST_AUTO_TEST_CASE(passes_both_ways_unchanged_and_keeps_the_call) {
  Behind behind;
  const auto answer = behind.post(request(), {{"SOAPAction", "\"x\""}});
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.body == kAnswer);
  BOOST_TEST(behind.got.body == request());
  BOOST_TEST(behind.got.target == "/soap/ProductTasks");
  BOOST_TEST(behind.got.header("SOAPAction") == "\"x\"");
  const auto calls = behind.recorder.calls();
  BOOST_REQUIRE(calls.size() == 1u);
  BOOST_TEST(calls[0].operation == "UpdateInventory");
  BOOST_TEST(calls[0].request.list("InventoryRows").at(0).value("ItemIntegrationId") == "A-1");
  BOOST_TEST(calls[0].answer.value("Received") == "1");
  BOOST_TEST(calls[0].is_done());
}

BOOST_AUTO_TEST_CASE(keeps_no_credentials) {
  Behind behind;
  behind.post(request(), {{"Authorization", "Basic bWFpbi90aWxsOlRPUC1TRUNSRVQ="}});
  const auto kept = all_text(behind.recorder.calls().at(0).request);
  BOOST_TEST(kept.find("SECRET") == std::string::npos);
  BOOST_TEST(kept.find("Credentials") == std::string::npos);
  BOOST_TEST(behind.got.body.find("TOP-SECRET") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(loses_one_answer_by_plan_after_the_call_was_carried_out) {
  Behind behind;
  behind.recorder.lose_next("UpdateInventory");
  BOOST_CHECK_THROW(behind.post(request()), NoAnswer);
  BOOST_TEST(behind.got.body == request());
  BOOST_TEST(behind.post(request()).status == 200);
  const auto calls = behind.recorder.calls();
  BOOST_TEST(calls.at(0).lost);
  BOOST_TEST(!calls.at(1).lost);
}

BOOST_AUTO_TEST_CASE(loses_neither_a_fault_nor_another_operation) {
  Behind behind;
  behind.recorder.lose_next("ConfirmTransactions");
  BOOST_TEST(behind.post(request()).status == 200);
  behind.recorder.lose_next("UpdateInventory");
  behind.status = 500;
  behind.answer = kFault;
  BOOST_TEST(behind.post(request()).status == 500);
  BOOST_TEST(behind.recorder.calls().at(1).fault_code == "unauthenticated");
  BOOST_TEST(!behind.recorder.calls().at(1).is_done());
}

BOOST_AUTO_TEST_CASE(reads_what_old_tills_send) {
  Behind behind;
  behind.post(gzip(request()), {{"Content-Encoding", "gzip"}});
  behind.post(request("\xC4-1", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"), {{"content-type", "text/xml"}});
  behind.post("not xml at all");
  behind.post("xml=" + sandbox::encode_percent(request()), {{"content-type", "application/x-www-form-urlencoded"}});
  const auto calls = behind.recorder.calls();
  BOOST_TEST(calls.at(0).request.list("InventoryRows").size() == 1u);
  BOOST_TEST(calls.at(1).operation == "UpdateInventory");
  BOOST_TEST(calls.at(2).operation.empty());
  BOOST_TEST(calls.at(3).operation == "UpdateInventory");
}

BOOST_AUTO_TEST_CASE(hands_through_the_contract_without_keeping_a_call) {
  Behind behind;
  const auto answer = exchange(read_address(behind.door.url()).value(), {.method = "GET", .target = "/soap/ProductTasks?wsdl", .headers = {}, .body = {}});
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(behind.got.header("Host") == behind.door.url().substr(7));
  BOOST_TEST(behind.recorder.calls().empty());
}

BOOST_AUTO_TEST_CASE(gives_no_answer_when_the_service_is_away) {
  Behind behind;
  behind.server.stop();
  BOOST_CHECK_THROW(behind.post(request()), NoAnswer);
  BOOST_TEST(behind.recorder.calls().at(0).status == 0);
}

BOOST_AUTO_TEST_CASE(takes_addresses_apart) {
  struct Row {
    const char *url, *host, *port, *path;
    bool loopback;
  };
  for (const auto& row : {Row{"http://127.0.0.1:8470", "127.0.0.1", "8470", "", true}, Row{"http://localhost/api/", "localhost", "80", "/api", true},
                          Row{"http://[::1]:8088/api", "::1", "8088", "/api", true}, Row{"http://shop.example/api", "shop.example", "80", "/api", false},
                          Row{"http://127.0.0.1.evil.example/api", "127.0.0.1.evil.example", "80", "/api", false}}) {
    const auto read = read_address(row.url);
    BOOST_REQUIRE_MESSAGE(read, row.url);
    BOOST_TEST(read->host == row.host);
    BOOST_TEST(read->port == row.port);
    BOOST_TEST(read->path == row.path);
    BOOST_TEST(read->is_loopback() == row.loopback, row.url);
  }
  for (const char* url : {"https://127.0.0.1", "127.0.0.1:80", "http://", "http://user@127.0.0.1/"}) BOOST_TEST(!read_address(url), url);
}

BOOST_AUTO_TEST_SUITE_END()
