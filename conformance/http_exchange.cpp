#include "conformance/http_exchange.hpp"

#include <chrono>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace tillbridge::conformance {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

constexpr std::uint64_t kMaxAnswer = 256u * 1024 * 1024;

http::request<http::string_body> to_message(const PlainAddress& to, const HttpExchange& request) {
  http::request<http::string_body> message;
  message.version(11);
  message.method_string(request.method);
  message.target(request.target);
  message.set(http::field::host, to.host + ":" + to.port);
  for (const auto& [name, value] : request.headers) message.set(name, value);
  message.set(http::field::connection, "close");
  message.body() = request.body;
  message.prepare_payload();
  return message;
}

}  // namespace

bool PlainAddress::is_loopback() const {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(host, error);
  return error ? host == "localhost" : address.is_loopback();
}

base::Result<PlainAddress> read_address(const std::string& url) {
  constexpr std::string_view kScheme = "http://";
  const auto refused = base::Error{base::ErrorCode::kInvalidRequest, url + " is no address like http://127.0.0.1:8470", {}, {}, "address"};
  if (!url.starts_with(kScheme)) return refused;
  const auto rest = url.substr(kScheme.size());
  const auto slash = rest.find('/');
  auto place = rest.substr(0, slash);
  PlainAddress out{.host = place, .port = "80", .path = slash == std::string::npos ? "" : rest.substr(slash)};
  while (out.path.ends_with('/')) out.path.pop_back();
  const auto colon = place.rfind(':');
  if (colon != std::string::npos && place.find(']', colon) == std::string::npos) {
    out.host = place.substr(0, colon);
    out.port = place.substr(colon + 1);
  }
  if (out.host.starts_with('[') && out.host.ends_with(']')) out.host = out.host.substr(1, out.host.size() - 2);
  if (out.host.empty() || out.port.empty() || out.host.find('@') != std::string::npos) return refused;
  return out;
}

HttpAnswer exchange(const PlainAddress& to, const HttpExchange& request) {
  try {
    asio::io_context io;
    tcp::socket socket(io);
    tcp::resolver resolver(io);
    asio::connect(socket, resolver.resolve(to.host, to.port));
    const auto message = to_message(to, request);
    http::write(socket, message);
    boost::beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(kMaxAnswer);
    if (request.method == "HEAD") parser.skip(true);
    http::read(socket, buffer, parser);
    HttpAnswer out{.status = static_cast<int>(parser.get().result_int()), .headers = {}, .body = {}};
    for (const auto& field : parser.get()) out.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
    out.body = std::move(parser.get().body());
    return out;
  } catch (const boost::system::system_error& error) {
    throw NoAnswer(to.host + ":" + to.port + " gives no answer: " + error.code().message());
  }
}

}  // namespace tillbridge::conformance
