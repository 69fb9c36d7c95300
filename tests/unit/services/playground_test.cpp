#include <boost/test/unit_test.hpp>

#include <string>

#include "services/playground/playground.hpp"
#include "page_requests.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using namespace tillbridge::services;

namespace {

struct Page {
  NextHandler next;
  tests::FixedClock clock{tests::at("2026-11-25T08:00:00Z")};
  Playground playground{next, clock};

  http::Response ask(const std::string& path, const std::string& query = "", const std::string& method = "GET", const std::string& body = "") {
    http::Request request;
    request.method = method;
    request.path = path;
    request.query = query;
    request.public_base = "https://pos.example";
    request.body = std::make_unique<TextBody>(body);
    return playground.handle(request);
  }
  std::string sample(const std::string& query) { return ask("/playground/sample", query).text; }
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string header(const http::Response& response, const std::string& name) {
  for (const auto& [known, value] : response.headers)
    if (known == name) return value;
  return {};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(playground_page, Page)

BOOST_AUTO_TEST_CASE(shows_a_page_that_loads_and_calls_nothing_but_this_service_and_is_never_framed) {
  for (const char* path : {"/playground", "/playground/", "/playground/app.js", "/playground/style.css", "/playground/operations.json"}) {
    const auto response = ask(path);
    BOOST_TEST(response.status == 200, path);
    const auto policy = header(response, "Content-Security-Policy");
    BOOST_TEST(contains(policy, "default-src 'none'"), path);
    BOOST_TEST(contains(policy, "frame-ancestors 'none'"), path);
    BOOST_TEST(!contains(policy, "unsafe"), path);
    BOOST_TEST(header(response, "X-Frame-Options") == "DENY", path);
    BOOST_TEST(header(response, "Cache-Control") == "no-store", path);
    BOOST_TEST(!contains(response.text, "http://"), path);
  }
  BOOST_TEST(ask("/soap/OrderTasks").text == "next");
  BOOST_TEST(ask("/playgrounds").text == "next");
  BOOST_TEST(ask("/playground/other").status == 404);
  BOOST_TEST(ask("/playground", "", "POST").status == 405);
}

BOOST_AUTO_TEST_CASE(gives_a_sample_of_every_operation_in_every_form_without_a_password) {
  const auto operations = ask("/playground/operations.json").text;
  for (const char* operation : {"UpdatePOSProducts", "UpdateInventory", "GetNewOrders", "ConfirmTransactions", "SaveShipments"}) {
    BOOST_TEST(contains(operations, operation));
    const std::string named = std::string("operation=") + operation;
    BOOST_TEST(contains(sample(named + "&form=soap11"), "http://schemas.xmlsoap.org/soap/envelope/"));
    BOOST_TEST(contains(sample(named + "&form=soap12"), "http://www.w3.org/2003/05/soap-envelope"));
    const auto plain = sample(named + "&form=plain");
    BOOST_TEST(plain.rfind(std::string("<") + operation, 0) == 0u);
    BOOST_TEST(contains(plain, "YOUR-PASSWORD"));
    BOOST_TEST(sample(named + "&form=plain&least=1").size() <= plain.size());
  }
  BOOST_TEST(ask("/playground/sample", "operation=DropTables").status == 404);
}

BOOST_AUTO_TEST_CASE(makes_code_of_an_edited_request_and_keeps_its_password_out) {
  auto edited = sample("operation=UpdateInventory&form=soap11");
  edited.replace(edited.find("YOUR-PASSWORD"), 13, "tb_secret");
  for (const char* language : {"curl", "php", "python", "csharp", "java", "xml"}) {
    const auto code = ask("/playground/code", std::string("language=") + language, "POST", edited);
    BOOST_TEST(code.status == 200, language);
    BOOST_TEST(contains(code.text, "UpdateInventory"), language);
    BOOST_TEST(!contains(code.text, "tb_secret"), language);
  }
  BOOST_TEST(contains(ask("/playground/code", "language=curl", "POST", edited).text, "https://pos.example"));
}

BOOST_AUTO_TEST_CASE(says_why_a_request_cannot_become_code) {
  BOOST_TEST(ask("/playground/code", "language=cobol", "POST", "<x/>").status == 404);
  const auto broken = ask("/playground/code", "language=curl", "POST", "<UpdateInventory>");
  BOOST_TEST(broken.status == 422);
  BOOST_TEST(contains(broken.text, "malformed_xml"));
  BOOST_TEST(ask("/playground/code", "language=curl", "POST", std::string(Playground::kMaxRequest + 1, ' ')).status == 413);
  BOOST_TEST(ask("/playground/code", "language=curl").status == 405);
}

BOOST_AUTO_TEST_SUITE_END()
