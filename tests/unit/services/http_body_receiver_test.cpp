#include <zlib.h>

#include <boost/test/unit_test.hpp>
#include <string>

#include "services/http/body_receiver.hpp"

using namespace tillbridge::services::http;

namespace {

std::string deflate_text(const std::string& text, int window) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() / 2 + 4096, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

struct Received {
  std::string word;
  std::string bytes;
  std::size_t taken = 0;
  bool done = false;
};

Received receive(const std::string& headers, const std::string& body, std::size_t step, const BodyLimits& limits = {}) {
  const std::string raw = "POST / HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
  const auto head = std::get<RequestHead>(read_request_head(raw, {}));
  BodyReceiver receiver(raw, head, limits);
  Received out;
  std::string pending;
  for (std::size_t at = 0; at < body.size() && !receiver.is_done() && !receiver.problem(); at += step) {
    pending += body.substr(at, step);
    const auto taken = receiver.consume(pending);
    out.taken += taken;
    pending.erase(0, taken);
  }
  out.done = receiver.is_done();
  if (receiver.problem()) out.word = receiver.problem()->word;
  else if (out.done) out.bytes = receiver.take()->bytes();
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(http_body_receiver)

BOOST_AUTO_TEST_CASE(takes_a_length_and_leaves_what_follows) {
  for (const std::size_t step : {1u, 3u, 100u}) {
    const auto out = receive("Content-Length: 5\r\n", "helloGET /", step);
    BOOST_TEST(out.done);
    BOOST_TEST(out.bytes == "hello");
    BOOST_TEST(out.taken == 5u);
  }
}

BOOST_AUTO_TEST_CASE(takes_chunks_however_they_arrive) {
  for (const std::size_t step : {1u, 4u, 100u}) {
    const auto out = receive("Transfer-Encoding: chunked\r\n", "5;x=y\r\nhello\r\n6\r\n world\r\n0\r\n\r\nGET /", step);
    BOOST_TEST(out.done);
    BOOST_TEST(out.bytes == "hello world");
  }
  BOOST_TEST(receive("Transfer-Encoding: chunked\r\n", "zz\r\nhello\r\n", 100).word == "bad_chunk");
  BOOST_TEST(receive("Transfer-Encoding: chunked\r\n", "ffffffffffffffffff\r\nhello", 100).word == "bad_chunk");
  BOOST_TEST(receive("Transfer-Encoding: chunked\r\n", "5\r\nhelloXX0\r\n\r\n", 100).word == "bad_chunk");
}

BOOST_AUTO_TEST_CASE(inflates_gzip_zlib_and_raw_deflate) {
  const std::string text = "<a>" + std::string(100'000, 'x') + "</a>";
  const auto length = [](const std::string& body) { return "Content-Length: " + std::to_string(body.size()) + "\r\n"; };
  const auto gzip = deflate_text(text, 15 + 16), zlib = deflate_text(text, 15), raw = deflate_text(text, -15);
  BOOST_TEST((receive(length(gzip) + "Content-Encoding: gzip\r\n", gzip, 7).bytes == text));
  BOOST_TEST((receive(length(zlib) + "Content-Encoding: deflate\r\n", zlib, 1000).bytes == text));
  BOOST_TEST((receive(length(raw) + "Content-Encoding: deflate\r\n", raw, 1000).bytes == text));
  const auto cut = gzip.substr(0, gzip.size() - 10);
  BOOST_TEST(receive(length(cut) + "Content-Encoding: gzip\r\n", cut, 1000).word == "bad_compression");
  BOOST_TEST(receive("Content-Length: 5\r\nContent-Encoding: gzip\r\n", "hello", 1000).word == "bad_compression");
}

BOOST_AUTO_TEST_CASE(refuses_a_bomb_of_200_megabytes) {
  const auto bomb = deflate_text(std::string(200u << 20, ' '), 15 + 16);
  BOOST_TEST(bomb.size() < 250'000u);
  BOOST_TEST(receive("Content-Encoding: gzip\r\nContent-Length: " + std::to_string(bomb.size()) + "\r\n", bomb, 16384).word == "compression_ratio");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_over_the_limit_by_length_chunks_or_inflation) {
  BodyLimits limits;
  limits.max_body = 1000;
  BOOST_TEST(receive("Content-Length: 1001\r\n", "x", 1, limits).word == "request_too_large");
  BOOST_TEST(receive("Transfer-Encoding: chunked\r\n", "3e9\r\n" + std::string(1001, 'x'), 100, limits).word == "request_too_large");
  const auto gzip = deflate_text(std::string(1001, 'x'), 15 + 16);
  BOOST_TEST(receive("Content-Encoding: gzip\r\nContent-Length: " + std::to_string(gzip.size()) + "\r\n", gzip, 100, limits).word == "request_too_large");
}

BOOST_AUTO_TEST_CASE(spools_a_large_body_and_gives_it_back_whole) {
  BodyLimits limits;
  limits.max_in_memory = 1000;
  limits.spool_directory = "/tmp";
  std::string body;
  for (int at = 0; at < 200'000; ++at) body += std::to_string(at);
  const auto out = receive("Content-Length: " + std::to_string(body.size()) + "\r\n", body, 30'000, limits);
  BOOST_TEST((out.bytes == body));
}

BOOST_AUTO_TEST_SUITE_END()
