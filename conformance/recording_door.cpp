#include "conformance/recording_door.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <list>
#include <mutex>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace tillbridge::conformance {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using Message = http::request<http::string_body>;

constexpr std::uint64_t kMaxBody = 256u * 1024 * 1024;
constexpr std::uint32_t kMaxHead = 64 * 1024;

/// What belongs to one connection, not to the call; and no compression of answers, so that they can be read.
bool passes_on(http::field name) {
  constexpr std::array kStays = {http::field::connection, http::field::keep_alive, http::field::proxy_connection, http::field::transfer_encoding, http::field::content_length,
                                 http::field::expect, http::field::te, http::field::upgrade, http::field::accept_encoding};
  return std::find(kStays.begin(), kStays.end(), name) == kStays.end();
}

HttpExchange to_service(const Message& message) {
  HttpExchange out{.method = std::string(message.method_string()), .target = std::string(message.target()), .headers = {}, .body = message.body()};
  // Host too: the service then writes the door's address into the WSDL.
  for (const auto& field : message) {
    if (passes_on(field.name())) out.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  return out;
}

http::response<http::string_body> to_till(const HttpAnswer& answer, const Message& message) {
  http::response<http::string_body> out;
  out.version(message.version());
  out.result(static_cast<unsigned>(answer.status));
  for (const auto& [name, value] : answer.headers) {
    if (passes_on(http::string_to_field(name))) out.insert(name, value);
  }
  out.body() = answer.body;
  out.keep_alive(message.keep_alive());
  out.prepare_payload();
  return out;
}

}  // namespace

struct RecordingDoor::State {
  struct Connection {
    explicit Connection(tcp::socket s) : socket(std::move(s)) {}
    tcp::socket socket;
    std::thread thread;
    bool finished = false;
  };

  PlainAddress service;
  const CallReader& reader;
  Recorder& recorder;
  const base::Clock& clock;
  asio::io_context io;
  tcp::acceptor acceptor{io};
  std::string url;
  std::thread accept_thread;
  std::mutex mutex;
  bool stopping = false;
  std::list<std::shared_ptr<Connection>> connections;

  State(const PlainAddress& listen, PlainAddress to, const CallReader& call_reader, Recorder& call_recorder, const base::Clock& the_clock)
      : service(std::move(to)), reader(call_reader), recorder(call_recorder), clock(the_clock) {
    const auto host = listen.host == "localhost" ? "127.0.0.1" : listen.host;
    const tcp::endpoint endpoint(asio::ip::make_address(host), static_cast<std::uint16_t>(std::stoi(listen.port)));
    acceptor.open(endpoint.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen();
    const auto at = acceptor.local_endpoint();
    url = "http://" + (at.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(at.port());
  }

  void accept_loop() {
    for (;;) {
      boost::system::error_code error;
      tcp::socket socket(io);
      acceptor.accept(socket, error);
      const std::lock_guard lock(mutex);
      if (stopping) return;
      if (error) continue;
      reap();
      auto connection = std::make_shared<Connection>(std::move(socket));
      connections.push_back(connection);
      connection->thread = std::thread([this, connection] { run(*connection); });
    }
  }

  // Called with the lock held; a finished thread does not take the lock again.
  void reap() {
    for (auto it = connections.begin(); it != connections.end();) {
      if (!(*it)->finished) {
        ++it;
        continue;
      }
      (*it)->thread.join();
      it = connections.erase(it);
    }
  }

  void run(Connection& connection) {
    boost::beast::flat_buffer buffer;
    boost::system::error_code error;
    connection.socket.set_option(tcp::no_delay(true), error);
    while (serve_one(connection.socket, buffer)) {
    }
    connection.socket.shutdown(tcp::socket::shutdown_both, error);
    const std::lock_guard lock(mutex);
    connection.socket.close(error);
    connection.finished = true;
  }

  bool serve_one(tcp::socket& socket, boost::beast::flat_buffer& buffer) {
    boost::system::error_code error;
    http::request_parser<http::string_body> parser;
    parser.body_limit(kMaxBody);
    parser.header_limit(kMaxHead);
    http::read_header(socket, buffer, parser, error);
    if (error) return false;
    if (parser.get()[http::field::expect] == "100-continue") {
      http::response<http::empty_body> go_on(http::status::continue_, 11);
      http::write(socket, go_on, error);
      if (error) return false;
    }
    http::read(socket, buffer, parser, error);
    if (error) return false;
    const auto message = parser.release();
    const auto answer = pass_on(message);
    if (!answer) return false;
    auto reply = to_till(*answer, message);
    http::write(socket, reply, error);
    return !error && reply.keep_alive();
  }

  /// Nothing when no answer may reach the till: it is lost by plan, or the service gave none.
  std::optional<HttpAnswer> pass_on(const Message& message) {
    const auto is_call = message.method() == http::verb::post;
    RecordedCall call{.at = clock.now(), .operation = {}, .request = {}, .status = 0, .answer = {}, .fault_code = {}, .fault_message = {}, .fault_field = {}, .lost = false};
    if (is_call) reader.read_request(message.body(), text(message[http::field::content_type]), text(message[http::field::content_encoding]), call);
    std::optional<HttpAnswer> answer;
    try {
      answer = exchange(service, to_service(message));
    } catch (const NoAnswer&) {
      answer.reset();
    }
    if (!is_call) return answer;
    if (answer) reader.read_answer(answer->status, answer->body, call);
    if (recorder.keep(std::move(call))) return std::nullopt;
    return answer;
  }

  static std::string_view text(boost::beast::string_view from) { return {from.data(), from.size()}; }

  void stop() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
      // shutdown wakes a thread that is blocked in accept or read; closing from here would race with it.
      ::shutdown(acceptor.native_handle(), SHUT_RDWR);
      for (auto& connection : connections) {
        if (!connection->finished) ::shutdown(connection->socket.native_handle(), SHUT_RDWR);
      }
    }
    accept_thread.join();
    for (auto& connection : connections) connection->thread.join();
  }
};

RecordingDoor::RecordingDoor(const PlainAddress& listen, PlainAddress service, const CallReader& reader, Recorder& recorder, const base::Clock& clock)
    : state_(std::make_unique<State>(listen, std::move(service), reader, recorder, clock)) {
  state_->accept_thread = std::thread([this] { state_->accept_loop(); });
}

RecordingDoor::~RecordingDoor() { state_->stop(); }

std::string RecordingDoor::url() const { return state_->url; }

}  // namespace tillbridge::conformance
