#include "sandbox/http_server.hpp"

#include <sys/socket.h>

#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <condition_variable>
#include <list>
#include <mutex>
#include <system_error>
#include <thread>

#include "base/log.hpp"

namespace tillbridge::sandbox {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

constexpr std::uint32_t kMaxHead = 32 * 1024;

Request to_request(const http::request<http::string_body>& message) {
  Request request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  const auto question = request.target.find('?');
  request.path = decode_percent(std::string_view(request.target).substr(0, question), false);
  if (question != std::string::npos) request.query = parse_form(std::string_view(request.target).substr(question + 1));
  for (const auto& field : message) request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  request.body = message.body();
  return request;
}

http::response<http::string_body> to_message(const Response& response, const http::request<http::string_body>& request) {
  http::response<http::string_body> message;
  message.version(request.version());
  message.result(static_cast<unsigned>(response.status));
  for (const auto& [name, value] : response.headers) message.insert(name, value);
  message.body() = response.body;
  message.keep_alive(request.keep_alive());
  message.prepare_payload();
  return message;
}

}  // namespace

struct HttpServer::State {
  struct Connection {
    explicit Connection(tcp::socket s) : socket(std::move(s)) {}
    tcp::socket socket;
    std::thread thread;
    bool finished = false;
  };

  HttpServerOptions options;
  Handler handler;
  asio::io_context io;
  tcp::acceptor acceptor{io};
  std::uint16_t port = 0;
  std::thread accept_thread;
  std::mutex mutex;
  std::condition_variable wake;
  bool stopping = false;
  std::list<std::shared_ptr<Connection>> connections;

  State(HttpServerOptions o, Handler h) : options(o), handler(std::move(h)) {
    const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), options.port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen();
    port = acceptor.local_endpoint().port();
  }

  void accept_loop() {
    for (;;) {
      boost::system::error_code error;
      tcp::socket socket(io);
      acceptor.accept(socket, error);
      std::unique_lock lock(mutex);
      if (stopping) return;
      if (error) continue;
      reap();
      if (connections.size() >= static_cast<std::size_t>(options.max_connections)) continue;
      auto connection = std::make_shared<Connection>(std::move(socket));
      connections.push_back(connection);
      connection->thread = std::thread([this, connection] { run(*connection); });
    }
  }

  // Called with the lock held; a finished thread does not take the lock again, so joining cannot hang.
  void reap() {
    for (auto it = connections.begin(); it != connections.end();) {
      if ((*it)->finished) {
        (*it)->thread.join();
        it = connections.erase(it);
      } else {
        ++it;
      }
    }
  }

  void run(Connection& connection) {
    beast::flat_buffer buffer;
    boost::system::error_code error;
    connection.socket.set_option(tcp::no_delay(true), error);
    while (serve_one(connection, buffer)) {
    }
    connection.socket.shutdown(tcp::socket::shutdown_both, error);
    const std::lock_guard lock(mutex);
    connection.socket.close(error);
    connection.finished = true;
  }

  bool serve_one(Connection& connection, beast::flat_buffer& buffer) {
    boost::system::error_code error;
    http::request_parser<http::string_body> parser;
    parser.body_limit(options.max_body);
    parser.header_limit(kMaxHead);
    http::read(connection.socket, buffer, parser, error);
    if (error) return false;
    const auto message = parser.release();
    const auto response = answer(to_request(message));
    if (!wait(response.delay)) return false;
    if (response.delivery == Delivery::kDrop) return false;
    if (response.delivery == Delivery::kHoldUntilClosed) {
      char byte = 0;
      connection.socket.read_some(asio::buffer(&byte, 1), error);
      return false;
    }
    auto reply = to_message(response, message);
    http::write(connection.socket, reply, error);
    return !error && reply.keep_alive();
  }

  Response answer(const Request& request) {
    try {
      return handler(request);
    } catch (const std::exception& failure) {
      base::log_error("sandbox", "handler_failed", {{"reason", failure.what()}});
      return json_response(500, R"({"code":"internal","message":"the sandbox failed; see its log"})");
    }
  }

  bool wait(std::chrono::milliseconds delay) {
    std::unique_lock lock(mutex);
    if (delay.count() > 0) wake.wait_for(lock, delay, [this] { return stopping; });
    return !stopping;
  }

  void stop() {
    {
      const std::lock_guard lock(mutex);
      if (stopping) return;
      stopping = true;
      // shutdown wakes a thread that is blocked in accept or read; closing from here would race with it.
      ::shutdown(acceptor.native_handle(), SHUT_RDWR);
      for (auto& connection : connections)
        if (!connection->finished) ::shutdown(connection->socket.native_handle(), SHUT_RDWR);
    }
    wake.notify_all();
    accept_thread.join();
    for (auto& connection : connections) connection->thread.join();
    connections.clear();
  }
};

HttpServer::HttpServer(HttpServerOptions options, Handler handler) : state_(std::make_unique<State>(options, std::move(handler))) {
  state_->accept_thread = std::thread([this] { state_->accept_loop(); });
}

HttpServer::~HttpServer() { stop(); }
std::uint16_t HttpServer::port() const { return state_->port; }
std::string HttpServer::base_url() const { return "http://127.0.0.1:" + std::to_string(port()); }
void HttpServer::stop() { state_->stop(); }

}  // namespace tillbridge::sandbox
