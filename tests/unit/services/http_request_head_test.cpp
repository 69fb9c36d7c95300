#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "services/http/request_head.hpp"

using namespace tillbridge::services::http;

namespace {

const std::string kHost = "Host: pos.example\r\n";

std::variant<RequestHead, Problem> read(const std::string& raw) {
  const auto end = find_head_end(raw, {});
  if (const auto* problem = std::get_if<Problem>(&end)) return *problem;
  if (std::holds_alternative<std::monostate>(end)) return Problem{0, "incomplete", ""};
  return read_request_head(raw, {});
}

struct Row {
  std::string name, raw;
  int status;
  std::string word;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(http_request_head)

BOOST_AUTO_TEST_CASE(refuses_whatever_two_readers_could_take_differently) {
  std::string many;
  for (int at = 0; at < 65; ++at) many += "X-" + std::to_string(at) + ": 1\r\n";
  const std::string post = "POST / HTTP/1.1\r\n" + kHost;
  const std::vector<Row> table = {
      {"length and chunked", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "length_and_chunked"},
      {"two lengths", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\n", 400, "bad_length"},
      {"length list", post + "Content-Length: 3, 3\r\n\r\n", 400, "bad_length"},
      {"negative length", post + "Content-Length: -1\r\n\r\n", 400, "bad_length"},
      {"signed length", post + "Content-Length: +1\r\n\r\n", 400, "bad_length"},
      {"length of 20 digits", post + "Content-Length: 99999999999999999999\r\n\r\n", 400, "bad_length"},
      {"empty length", post + "Content-Length:\r\n\r\n", 400, "bad_length"},
      {"unknown transfer encoding", post + "Transfer-Encoding: gzip\r\n\r\n", 400, "bad_transfer_encoding"},
      {"two codings", post + "Transfer-Encoding: gzip, chunked\r\n\r\n", 400, "bad_transfer_encoding"},
      {"chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "bad_transfer_encoding"},
      {"folded line", post + "X-A: 1\r\n 2\r\n\r\n", 400, "folded_header"},
      {"blank before the colon", post + "X-A : 1\r\n\r\n", 400, "bad_header"},
      {"no colon", post + "X-A\r\n\r\n", 400, "bad_header"},
      {"bare line feed", "POST / HTTP/1.1\nHost: x\n\n", 400, "bare_line_feed"},
      {"bare carriage return", post + "X-A: 1\rX-B: 2\r\n\r\n", 400, "bare_carriage_return"},
      {"NUL", post + "X-A: " + std::string(1, '\0') + "\r\n\r\n", 400, "control_character"},
      {"HTTP/0.9", "GET /\r\n\r\n", 400, "bad_request_line"},
      {"two blanks", "GET  / HTTP/1.1\r\n" + kHost + "\r\n", 400, "bad_request_line"},
      {"HTTP/2.0", "GET / HTTP/2.0\r\n" + kHost + "\r\n", 505, "bad_version"},
      {"lower-case version", "GET / http/1.1\r\n" + kHost + "\r\n", 400, "bad_version"},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400, "bad_host"},
      {"two hosts", "GET / HTTP/1.1\r\n" + kHost + kHost + "\r\n", 400, "bad_host"},
      {"odd host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, "bad_host"},
      {"other host in the target", "GET http://other/ HTTP/1.1\r\n" + kHost + "\r\n", 400, "bad_target"},
      {"target without slash", "GET x HTTP/1.1\r\n" + kHost + "\r\n", 400, "bad_target"},
      {"NUL in the target", "GET /%00 HTTP/1.1\r\n" + kHost + "\r\n", 400, "bad_target"},
      {"bad escape", "GET /%zz HTTP/1.1\r\n" + kHost + "\r\n", 400, "bad_target"},
      {"65 headers", "GET / HTTP/1.1\r\n" + many + "\r\n", 431, "too_many_headers"},
      {"head of 20 KB", post + "X-A: " + std::string(20'000, 'x') + "\r\n\r\n", 431, "head_too_large"},
      {"unknown expectation", post + "Expect: more\r\n\r\n", 417, "bad_expectation"},
      {"not yet whole", post, 0, "incomplete"},
  };
  for (const auto& test : table) {
    BOOST_TEST_CONTEXT(test.name) {
      const auto outcome = read(test.raw);
      const auto* problem = std::get_if<Problem>(&outcome);
      BOOST_REQUIRE(problem != nullptr);
      BOOST_TEST(problem->status == test.status);
      BOOST_TEST(problem->word == test.word);
    }
  }
}

BOOST_AUTO_TEST_CASE(reads_the_head_of_a_body_in_an_unknown_coding_and_says_so) {
  for (const std::string codings : {"Content-Encoding: br\r\n", "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n", "Content-Encoding: gzip, gzip\r\n"}) {
    const auto outcome = read("POST /soap HTTP/1.1\r\n" + kHost + codings + "Content-Length: 3\r\n\r\n");
    const auto& head = std::get<RequestHead>(outcome);
    BOOST_TEST(head.path == "/soap");
    BOOST_REQUIRE(head.coding_problem.has_value());
    BOOST_TEST(head.coding_problem->status == 415);
    BOOST_TEST(head.coding_problem->word == "bad_coding");
  }
  const auto framing = read("POST /soap HTTP/1.1\r\n" + kHost + "Content-Encoding: br\r\nContent-Length: -3\r\n\r\n");
  BOOST_TEST(std::get<Problem>(framing).word == "bad_length");
}

BOOST_AUTO_TEST_CASE(reads_target_framing_and_connection) {
  const auto outcome = read("POST /soap/a%20b?wsdl&x=%20 HTTP/1.1\r\nhost: pos.example:8443\r\nContent-Length: 12\r\nCONTENT-ENCODING: GZip\r\nExpect: 100-Continue\r\nConnection: x, Close\r\n\r\n");
  const auto* head = std::get_if<RequestHead>(&outcome);
  BOOST_REQUIRE(head != nullptr);
  BOOST_TEST(head->path == "/soap/a b");
  BOOST_TEST(head->query == "wsdl&x=%20");
  BOOST_TEST(head->host == "pos.example:8443");
  BOOST_TEST(head->content_length.value() == 12u);
  BOOST_TEST((head->coding == ContentCoding::kGzip));
  BOOST_TEST(head->expects_continue);
  BOOST_TEST(!head->keeps_alive);
}

BOOST_AUTO_TEST_CASE(keeps_http_1_0_alive_only_when_asked) {
  BOOST_TEST(!std::get<RequestHead>(read("GET / HTTP/1.0\r\n\r\n")).keeps_alive);
  BOOST_TEST(std::get<RequestHead>(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")).keeps_alive);
  BOOST_TEST(std::get<RequestHead>(read("GET http://pos.example/a HTTP/1.1\r\n" + kHost + "\r\n")).path == "/a");
}

BOOST_AUTO_TEST_SUITE_END()
