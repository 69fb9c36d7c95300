#include <signal.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include "memory_limits.hpp"
#include "raw_client.hpp"
#include "running_program.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/test_certificate.hpp"

using namespace tillbridge::tests;

namespace {

/// An installation on SQLite with one account, and its service on a free port.
struct Service {
  Service() {
    run({"init"});
    const auto added = run({"account", "add", "Garden", "--store-id", "POS1", "--user", "till1"});
    std::smatch found;
    BOOST_REQUIRE(std::regex_search(added.out, found, std::regex("tb_[a-z0-9]+")));
    password = found[0];
    start();
  }

  std::vector<std::string> command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {TILLBRIDGE_PROGRAM, "--dir", folder.path().string()});
    return arguments;
  }
  EndedProgram run(std::vector<std::string> arguments) const { return run_program(command(std::move(arguments))); }

  /// `settings`: "serve.workers=1"; `before`: a program that starts it.
  void start(const std::vector<std::string>& settings = {}, const std::vector<std::string>& before = {}) {
    const auto file = (folder.path() / "address").string();
    std::vector<std::string> words = {"--set", "serve.listen=127.0.0.1:0", "--set", "serve.address_file=" + file};
    for (const auto& setting : settings) words.insert(words.end(), {"--set", setting});
    words.push_back("serve");
    auto line_of_command = command(std::move(words));
    line_of_command.insert(line_of_command.begin(), before.begin(), before.end());
    program.emplace(line_of_command, errors().string());
    const auto line = program->read_line();
    BOOST_REQUIRE_MESSAGE(std::regex_search(line, std::regex("^listening on https?://127.0.0.1:")), line);
    port = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
    std::string url;
    std::getline(std::ifstream(file), url);
    BOOST_TEST("listening on " + url == line);
  }

  std::filesystem::path errors() const { return folder.path() / "errors"; }
  std::string log() const {
    std::ifstream file(errors());
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::string get(const std::string& path) const {
    RawClient client(port);
    client.send("GET " + path + " HTTP/1.1\r\nHost: pos.example:81\r\n\r\n");
    return client.read_response();
  }
  std::string post(const std::string& path, const std::string& body) const {
    RawClient client(port);
    client.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    return client.read_response();
  }
  std::string envelope(const std::string& operation, const std::string& content, const std::string& secret) const {
    return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><" + operation + " xmlns='urn:tillbridge:pos:v1'><Credentials><StoreId>POS1</StoreId><UserName>till1</UserName><Password>" +
           secret + "</Password></Credentials>" + content + "</" + operation + "></s:Body></s:Envelope>";
  }
  std::string call(const std::string& operation, const std::string& content) const { return post("/soap/ProductTasks", envelope(operation, content, password)); }

  TempFolder folder;
  std::string password;
  std::optional<RunningProgram> program;
  std::uint16_t port = 0;
};

std::string inventory_rows(int count) {
  std::string rows = "<InventoryRows>";
  for (int at = 0; at < count; ++at) rows += "<InventoryRow><ItemIntegrationId>SKU-" + std::to_string(at) + "</ItemIntegrationId><Quantity>1</Quantity></InventoryRow>";
  return rows + "</InventoryRows>";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string kOneProduct = "<Products><Product><ItemIntegrationId>SKU-0</ItemIntegrationId><Name>Spade</Name></Product></Products>";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(serve, Service)

BOOST_AUTO_TEST_CASE(tells_that_it_is_ready_gives_the_contract_and_ends_on_sigterm) {
  BOOST_TEST(status_of(get("/healthz")) == 200);
  BOOST_TEST(status_of(get("/readyz")) == 200);
  const auto contract = get("/soap/ProductTasks?wsdl");
  BOOST_TEST(contains(contract, "location=\"http://pos.example:81/soap/ProductTasks\""));
  BOOST_TEST(status_of(get("/nothing")) == 404);
  program->signal(SIGHUP);
  BOOST_TEST(status_of(get("/healthz")) == 200);
  program->signal(SIGTERM);
  BOOST_TEST(program->wait() == 0);
}

BOOST_AUTO_TEST_CASE(what_was_answered_is_there_after_kill_9) {
  BOOST_TEST(contains(call("UpdatePOSProducts", kOneProduct), "<tb:Created>1</tb:Created>"));
  BOOST_TEST(contains(call("UpdateInventory", inventory_rows(1)), "<tb:Updated>1</tb:Updated>"));
  program->signal(SIGKILL);
  BOOST_TEST(program->wait() == 128 + SIGKILL);
  start();
  BOOST_TEST(contains(call("UpdateInventory", inventory_rows(1)), "<tb:Unchanged>1</tb:Unchanged>"));
}

BOOST_AUTO_TEST_CASE(takes_100000_rows_with_memory_flat_and_refuses_one_more) {
  BOOST_TEST(contains(call("UpdatePOSProducts", kOneProduct), "<tb:Created>1</tb:Created>"));
  const long before = program->anonymous_kb();
  const auto response = call("UpdateInventory", inventory_rows(100'000));
  BOOST_TEST(status_of(response) == 200);
  BOOST_TEST(contains(response, "<tb:Received>100000</tb:Received>"));
  BOOST_TEST(contains(response, "<tb:Rejected>99999</tb:Rejected>"));
  // The request alone has 9 MB, its answer 20: neither may stand in memory as a whole.
  if (kMemoryTells) BOOST_TEST(program->anonymous_kb() - before < 48 * 1024);
  const auto refused = call("UpdateInventory", inventory_rows(100'001));
  BOOST_TEST(status_of(refused) == 500);
  BOOST_TEST(contains(refused, "<tb:Code>too_many_rows</tb:Code>"));
  BOOST_TEST(contains(refused, "100000"));
  BOOST_TEST(contains(call("UpdateInventory", inventory_rows(1)), "<tb:Received>1</tb:Received>"));
  BOOST_TEST(contains(get("/metrics"), "tillbridge_rows_total{operation=\"UpdateInventory\",status=\"rejected\"} 99999\n"));
}

BOOST_AUTO_TEST_CASE(answers_bad_input_with_a_fault_and_serves_the_next_request) {
  struct Row {
    std::string name, body, word;
  };
  const std::vector<Row> table = {
      {"wrong password", envelope("UpdateInventory", inventory_rows(1), "tb_wrong"), "unauthenticated"},
      {"malformed", envelope("UpdateInventory", "<InventoryRows><InventoryRow></InventoryRows>", password), "malformed_xml"},
      {"cut off", envelope("UpdateInventory", inventory_rows(5), password).substr(0, 400), "incomplete_xml"},
      {"DTD", "<!DOCTYPE a [<!ENTITY b 'c'>]>" + envelope("UpdateInventory", "", password), "dtd_not_allowed"},
      {"latin-1 bytes", envelope("UpdateInventory", "<CallerReference>\xE9</CallerReference>", password), "encoding"},
      {"unknown operation", envelope("DropTables", "", password), "unknown_operation"},
      {"nil operation", "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><s:Body><UpdateInventory xmlns='urn:tillbridge:pos:v1' i:nil='true'/></s:Body></s:Envelope>",
       "nil_not_allowed"},
  };
  for (const auto& test : table) {
    BOOST_TEST_CONTEXT(test.name) {
      const auto response = post("/soap/ProductTasks", test.body);
      BOOST_TEST(status_of(response) == 500);
      BOOST_TEST(contains(response, "<tb:Code>" + test.word + "</tb:Code>"), response);
    }
  }
  BOOST_TEST(status_of(post("/soap/ProductTasks", "{}")) == 415);
  BOOST_TEST(status_of(call("UpdateInventory", "")) == 200);
  const auto figures = get("/metrics");
  BOOST_TEST(contains(figures, "tillbridge_requests_total{operation=\"UpdateInventory\",outcome=\"ok\"} 1"), figures);
  BOOST_TEST(contains(figures, "tillbridge_requests_total{operation=\"UpdateInventory\",outcome=\"unauthenticated\"} 1"), figures);
}

BOOST_AUTO_TEST_CASE(says_what_to_set_when_it_cannot_start) {
  const auto open_to_all = run({"--set", "serve.listen=0.0.0.0:0", "serve"});
  BOOST_TEST(open_to_all.exit_code == 2);
  BOOST_TEST(contains(open_to_all.err, "serve.tls_certificate_file"), open_to_all.err);
  const auto taken = run({"--set", "serve.listen=127.0.0.1:" + std::to_string(port), "serve"});
  BOOST_TEST(taken.exit_code == 2);
  BOOST_TEST(contains(taken.err, "cannot listen on 127.0.0.1:"), taken.err);
  const auto odd = run({"--set", "serve.listen=everywhere", "serve"});
  BOOST_TEST(odd.exit_code == 2);
  BOOST_TEST(contains(odd.err, "127.0.0.1:8470"), odd.err);
}

BOOST_AUTO_TEST_CASE(a_call_that_is_too_large_gets_a_fault_that_its_toolkit_reads) {
  Service service;
  const auto announce = [&](const std::string& path, const std::string& type) {
    RawClient client(service.port);
    client.send("POST " + path + " HTTP/1.1\r\nHost: till.example\r\nContent-Type: " + type + "\r\nContent-Length: 1000000000\r\n\r\n<");
    return client.read_response();
  };
  const auto soap = announce("/soap/ProductTasks", "text/xml");
  BOOST_TEST(contains(soap, "HTTP/1.1 500"));
  BOOST_TEST(contains(soap, "<faultcode>SOAP-ENV:Client</faultcode>"));
  BOOST_TEST(contains(soap, "<tb:Code>request_too_large</tb:Code>"));
  BOOST_TEST(contains(soap, "<tb:Retryable>false</tb:Retryable>"));
  BOOST_TEST(contains(soap, "http://till.example/help/errors/request_too_large"));
  BOOST_TEST(contains(announce("/soap/ProductTasks", "application/soap+xml"), "http://www.w3.org/2003/05/soap-envelope"));
  const auto bare = announce("/xml/ProductTasks/UpdateInventory", "text/xml");
  BOOST_TEST(contains(bare, "<tb:ServiceFault xmlns:tb="));
  BOOST_TEST(!contains(bare, "Envelope"));
  const auto elsewhere = announce("/elsewhere", "text/xml");
  BOOST_TEST(contains(elsewhere, "HTTP/1.1 413"));
  BOOST_TEST(contains(elsewhere, "request_too_large: "));
}

BOOST_AUTO_TEST_CASE(wakes_the_orders_job_of_the_site_whose_shop_signs_with_its_secret) {
  Service service;
  const auto added = run_program(service.command({"site", "add", "web", "--platform", "woocommerce", "--url", "https://shop.example", "--secret", "consumer_key=-",
                                                  "--secret", "consumer_secret=-", "--secret", "webhook_secret=-"}),
                                 "ck_1\ncs_1\ns3cret\n");
  BOOST_REQUIRE_MESSAGE(added.exit_code == 0, added.err);
  const auto hook = [&](const std::string& signature) {
    RawClient client(service.port);
    client.send("POST /hooks/POS1/web HTTP/1.1\r\nHost: x\r\nX-WC-Webhook-Topic: order.created\r\nX-WC-Webhook-Signature: " + signature +
                "\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"id\":17}");
    return client.read_response();
  };
  BOOST_TEST(contains(hook("QdmLBxggWptOHj/Hu6wQ6Ugkp6jJ97QhUU/LcQ2SHcs="), "HTTP/1.1 200"));
  BOOST_TEST(contains(hook("AAAA"), "HTTP/1.1 401"));
}

BOOST_AUTO_TEST_CASE(an_idle_connection_under_tls_needs_little_memory) {
  const auto certificate = folder.path() / "cert.pem", key = folder.path() / "key.pem";
  write_certificate("pos.example", certificate, key);
  start({"serve.tls_certificate_file=" + certificate.string(), "serve.tls_key_file=" + key.string()});
  std::vector<RawClient> clients;
  const auto add = [&](int count) {
    for (int at = 0; at < count; ++at) {
      clients.emplace_back(port).start_tls();
      clients.back().send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
      BOOST_REQUIRE(status_of(clients.back().read_response()) == 200);
    }
  };
  add(50);
  const long before = program->anonymous_kb();
  add(400);
  if (kMemoryTells) BOOST_TEST(program->anonymous_kb() - before < 400 * 40);
}

BOOST_AUTO_TEST_CASE(says_what_to_raise_when_descriptors_run_out_and_goes_on_afterwards) {
  const std::string few = "72";
  program.reset();
  start({"database.pool_size=5"}, {"/usr/bin/prlimit", "--nofile=" + few + ":" + few});
  BOOST_TEST(contains(log(), "descriptors_few"), log());
  {
    std::vector<RawClient> clients;
    for (int at = 0; at < std::stoi(few); ++at) clients.emplace_back(port);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!contains(log(), "accept_failed") && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    BOOST_TEST(contains(log(), "raise LimitNOFILE"), log());
  }
  BOOST_TEST(status_of(get("/healthz")) == 200);
}

BOOST_AUTO_TEST_CASE(raises_its_limit_of_descriptors_by_itself) {
  program.reset();
  start({"serve.max_connections=200"}, {"/usr/bin/prlimit", "--nofile=100:1000"});
  std::vector<RawClient> clients;
  for (int at = 0; at < 150; ++at) clients.emplace_back(port);
  clients.back().send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  BOOST_TEST(status_of(clients.back().read_response()) == 200);
  BOOST_TEST(!contains(log(), "descriptors_few"));
}

BOOST_AUTO_TEST_SUITE_END()
