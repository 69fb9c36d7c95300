// Quirks of HTTP, byte by byte through a socket into the whole service: either A-1 gets its quantity 7, or nothing happens and the answer says why. A caller whose
// address and head are sound is refused in its own language, with a ServiceFault.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>
#include <zlib.h>

#include <string>
#include <vector>

#include "base/random.hpp"
#include "services/http/server.hpp"
#include "tests/integration/raw_client.hpp"
#include "tests/soap/till_scene.hpp"

using namespace tillbridge;
using tests::RawClient;
using tests::TillScene;
namespace http = services::http;

namespace {

constexpr std::size_t kMaxBody = 64 * 1024;
constexpr int kGzip = 15 + 16, kZlib = 15, kRaw = -15;

std::string compress(const std::string& text, int window) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 4096, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string seven(std::size_t padding = 0) {
  return TillScene::envelope("UpdateInventory", std::string(padding, ' ') + "<InventoryRows><InventoryRow><ItemIntegrationId>A-1</ItemIntegrationId><Quantity>7</Quantity></InventoryRow></InventoryRows>");
}

std::string chunks(const std::string& body, std::size_t size, const std::string& extension = {}) {
  std::string out;
  for (std::size_t at = 0; at < body.size(); at += size) {
    const auto piece = body.substr(at, size);
    out += fmt::format("{:X}{}\r\n{}\r\n", piece.size(), extension, piece);
  }
  return out + "0\r\n\r\n";
}

std::string post(const std::string& headers, const std::string& body, const std::string& path = "/soap/ProductTasks") {
  return "POST " + path + " HTTP/1.1\r\nHost: pos.example\r\n" + headers + "\r\n" + body;
}
std::string with_length(const std::string& headers, const std::string& body, const std::string& path = "/soap/ProductTasks") {
  return post(headers + "Content-Length: " + std::to_string(body.size()) + "\r\n", body, path);
}

/// The service behind a server of its own on a free port.
struct Network {
  Network() {
    options.body.max_body = kMaxBody;
    options.write_refusal = [this](const auto& request, const auto& problem) { return scene.service().write_refusal(request, problem); };
    server.emplace(options, scene.service(), random, scene.clock(), metrics);
  }
  std::string quantity() {
    std::string text;
    scene.database().read([&](persistence::UnitOfWork& work) { text = work.stock().find_many(scene.account(), {"A-1"}).front().quantity.to_text(); });
    return text;
  }

  TillScene scene;
  base::SystemRandom random;
  services::Metrics metrics;
  http::HttpServerOptions options;
  std::optional<http::HttpServer> server;
};

struct Accepted {
  std::string name, bytes;
};
struct Refused {
  std::string name, bytes;
  int status;
  std::vector<std::string> says;
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(network_quirks)

BOOST_AUTO_TEST_CASE(takes_what_old_tills_speak) {
  const std::string type = "Content-Type: text/xml\r\n", body = seven();
  const std::string length = "Content-Length: " + std::to_string(body.size()) + "\r\n";
  const std::vector<Accepted> table = {
      {"plain", with_length(type, body)},
      {"HTTP/1.0 without a host", "POST /soap/ProductTasks HTTP/1.0\r\n" + length + "\r\n" + body},
      {"names of headers in any case", post("CONTENT-type: text/xml\r\ncontent-LENGTH: " + std::to_string(body.size()) + "\r\nsoapaction: x\r\n", body)},
      {"no blank behind the colon", post("Content-Length:" + std::to_string(body.size()) + "\r\n", body)},
      {"an absolute target", "POST http://pos.example/soap/ProductTasks HTTP/1.1\r\nHost: pos.example\r\n" + length + "\r\n" + body},
      {"empty lines before the request", "\r\n\r\n" + with_length(type, body)},
      {"chunks", post(type + "Transfer-Encoding: chunked\r\n", chunks(body, 100))},
      {"chunks of one byte", post(type + "Transfer-Encoding: Chunked\r\n", chunks(body, 1))},
      {"chunks with extensions", post(type + "Transfer-Encoding: chunked\r\n", chunks(body, 77, ";name=value"))},
      {"gzip", with_length(type + "Content-Encoding: gzip\r\n", compress(body, kGzip))},
      {"x-gzip", with_length(type + "Content-Encoding: X-GZIP\r\n", compress(body, kGzip))},
      {"gzip in chunks", post(type + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunks(compress(body, kGzip), 10))},
      {"deflate", with_length(type + "Content-Encoding: deflate\r\n", compress(body, kZlib))},
      {"deflate without its head, as old .NET sends it", with_length(type + "Content-Encoding: deflate\r\n", compress(body, kRaw))},
      {"Content-Encoding: identity", with_length(type + "Content-Encoding: identity\r\n", body)},
      {"an empty Content-Encoding", with_length(type + "Content-Encoding:\r\n", body)},
  };
  for (const auto& test : table) {
    BOOST_TEST_CONTEXT(test.name) {
      Network network;
      RawClient client(network.server->port());
      client.send(test.bytes);
      const auto answer = client.read_response();
      BOOST_TEST(tests::status_of(answer) == 200, answer);
      BOOST_TEST(network.quantity() == "7");
    }
  }
}

BOOST_AUTO_TEST_CASE(takes_line_ends_between_two_calls_of_one_connection) {
  Network network;
  RawClient client(network.server->port());
  for (int i = 0; i < 3; ++i) {
    client.send(with_length("", seven()));
    BOOST_TEST(tests::status_of(client.read_response()) == 200);
    client.send("\r\n\r\n\r");
    client.send("\n");
  }
  BOOST_TEST(network.quantity() == "7");
}

BOOST_AUTO_TEST_CASE(asks_for_the_body_when_the_caller_waits_to_be_asked) {
  Network network;
  const auto body = seven();
  RawClient client(network.server->port());
  client.send(post("Expect: 100-Continue\r\nContent-Length: " + std::to_string(body.size()) + "\r\n", ""));
  BOOST_TEST(client.read_response() == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send(body);
  BOOST_TEST(tests::status_of(client.read_response()) == 200);
  BOOST_TEST(network.quantity() == "7");
}

BOOST_AUTO_TEST_CASE(refuses_with_a_fault_where_address_and_head_are_sound_and_else_with_a_line) {
  const std::string type = "Content-Type: text/xml; charset=utf-8\r\n", type12 = "Content-Type: application/soap+xml; charset=utf-8\r\n";
  const std::string large = seven(2 * kMaxBody), plain = "/xml/ProductTasks/UpdateInventory";
  const std::string envelope11 = "http://schemas.xmlsoap.org/soap/envelope/", envelope12 = "http://www.w3.org/2003/05/soap-envelope";
  const auto fault = [](const std::string& word) { return "<tb:Code>" + word + "</tb:Code>"; };
  const std::vector<Refused> table = {
      {"too large by its length", with_length(type, large), 500, {fault("request_too_large"), envelope11, "65536 bytes", "Content-Type: text/xml", "SOAP-ENV:Client", "<tb:Retryable>false", "/help/errors/request_too_large"}},
      {"too large before 100 Continue", post(type + "Expect: 100-continue\r\nContent-Length: 1000000\r\n", ""), 500, {fault("request_too_large")}},
      {"too large in SOAP 1.2", with_length(type12, large), 500, {fault("request_too_large"), envelope12, "Content-Type: application/soap+xml", "SOAP-ENV:Sender"}},
      {"too large at the plain-XML door", with_length(type, large, plain), 500, {fault("request_too_large"), "\n<tb:ServiceFault "}},
      {"too large in chunks", post(type + "Transfer-Encoding: chunked\r\n", chunks(large, 10'000)), 500, {fault("request_too_large")}},
      {"too large when inflated", with_length(type + "Content-Encoding: gzip\r\n", compress(large, kGzip)), 500, {fault("request_too_large")}},
      {"damaged gzip", with_length(type + "Content-Encoding: gzip\r\n", seven()), 500, {fault("bad_compression")}},
      {"gzip cut off", with_length(type + "Content-Encoding: gzip\r\n", compress(seven(), kGzip).substr(0, 100)), 500, {fault("bad_compression")}},
      {"a coding that is not read", with_length(type + "Content-Encoding: br\r\n", seven()), 500, {fault("bad_coding"), "gzip, deflate"}},
      {"too large for an address that is none", with_length(type, large, "/elsewhere"), 413, {"request_too_large: "}},
      {"a coding at an address that is none", with_length(type + "Content-Encoding: br\r\n", "x", "/elsewhere"), 415, {"bad_coding: "}},
      {"a length that is absurd", post(type + "Content-Length: 99999999999999999999\r\n", seven()), 400, {"bad_length: "}},
      {"a negative length", post(type + "Content-Length: -1\r\n", seven()), 400, {"bad_length: "}},
      {"two lengths", with_length(type + "Content-Length: 1\r\n", seven()), 400, {"bad_length: "}},
      {"an odd coding and two lengths", with_length(type + "Content-Encoding: br\r\nContent-Length: 1\r\n", seven()), 400, {"bad_length: "}},
      {"a head of bare line feeds", "POST /soap/ProductTasks HTTP/1.1\nHost: x\nContent-Length: 3\n\nabc", 400, {"bare_line_feed: "}},
      {"chunks that are none", post(type + "Transfer-Encoding: chunked\r\n", "<s:Envelope>\r\n"), 400, {"bad_chunk: "}},
      {"another method", "PUT /soap/ProductTasks HTTP/1.1\r\nHost: x\r\n\r\n", 405, {"method_not_allowed: ", "Allow: "}},
      {"GET without ?wsdl", "GET /soap/ProductTasks HTTP/1.1\r\nHost: x\r\n\r\n", 405, {"Allow: POST", "?wsdl"}},
      {"an empty body", with_length(type, ""), 400, {"empty"}},
      {"a POST without a length", post(type, ""), 400, {"empty"}},
      {"JSON", with_length("Content-Type: application/json\r\n", "{}"), 415, {"SOAP envelope"}},
  };
  Network network;
  for (const auto& test : table) {
    BOOST_TEST_CONTEXT(test.name) {
      RawClient client(network.server->port());
      client.send(test.bytes);
      const auto answer = client.read_response();
      BOOST_TEST(tests::status_of(answer) == test.status, answer);
      for (const auto& part : test.says) BOOST_TEST(contains(answer, part), "no '" << part << "' in " << answer);
      BOOST_TEST(network.quantity() == "10");
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
