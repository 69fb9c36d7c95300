#include <fmt/format.h>

#include <optional>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "base/log.hpp"
#include "services/http/connection.hpp"
#include "services/http/response_head.hpp"

namespace tillbridge::services::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
template <class T>
using Task = asio::awaitable<T>;

constexpr std::size_t kReadPiece = 32 * 1024;
// Under TLS an idle connection has to hold a buffer, since decrypted bytes may wait inside the TLS layer: a small one.
constexpr std::size_t kFirstPiece = 1024;
constexpr std::size_t kWritePiece = 256 * 1024;
constexpr std::size_t kMaxChunkLine = 16 * 1024;
constexpr char kTlsHandshakeByte = 0x16;
constexpr std::size_t kMaxLingerBytes = 64u << 20;

/// A request on its way through a worker.
struct Work {
  Request request;
  Response response;
  bool is_ready = false;
};

// In coroutines here every argument of a co_await is a named value: g++ 12 destroys braced temporaries in such an expression twice.
class HttpConnection final : public Connection {
 public:
  HttpConnection(tcp::socket socket, std::shared_ptr<asio::ssl::context> tls, ConnectionContext& context)
      : socket_(std::move(socket)), tls_context_(std::move(tls)), context_(context), options_(context.options), deadline_(socket_.get_executor()), answered_(socket_.get_executor()) {
    if (tls_context_) tls_.emplace(socket_, *tls_context_);
  }

  void start() override {
    error_code ignored;
    peer_ = socket_.remote_endpoint(ignored).address();
    socket_.set_option(tcp::no_delay(true), ignored);
    asio::co_spawn(
        socket_.get_executor(), [self = self_ptr()] { return self->run(); },
        [self = self_ptr()](std::exception_ptr problem) { self->ended(problem); });
  }

  void stop() override {
    asio::post(socket_.get_executor(), [self = self_ptr()] {
      self->is_stopping_ = true;
      if (self->is_idle_) self->cancel();
    });
  }

  void abort() override {
    asio::post(socket_.get_executor(), [self = self_ptr()] {
      error_code ignored;
      self->is_stopping_ = true;
      self->socket_.close(ignored);
      self->deadline_.cancel();
      self->answered_.cancel();
      self->is_aborted_ = true;
    });
  }

 private:
  std::shared_ptr<HttpConnection> self_ptr() { return std::static_pointer_cast<HttpConnection>(shared_from_this()); }

  void ended(const std::exception_ptr& problem) {
    try {
      if (problem) std::rethrow_exception(problem);
    } catch (const std::exception& error) {
      base::log_error("serve", "connection_failed", {{"reason", error.what()}});
    }
    error_code ignored;
    ++generation_;
    deadline_.cancel();
    socket_.close(ignored);
    context_.metrics.connection_closed();
    context_.connections.remove(shared_from_this());
  }

  // Deadlines. A timer cancels what the socket is doing, and the flag stops what would begin next.

  void arm(std::chrono::milliseconds time) {
    is_timed_out_ = false;
    deadline_.expires_after(time);
    deadline_.async_wait([self = self_ptr(), generation = ++generation_](error_code error) {
      if (error || generation != self->generation_) return;
      self->is_timed_out_ = true;
      self->cancel();
    });
  }
  void disarm() {
    ++generation_;
    deadline_.cancel();
    is_timed_out_ = false;
  }
  void cancel() {
    error_code ignored;
    socket_.cancel(ignored);
  }

  // Bytes.

  Task<error_code> read_more(std::size_t size = kReadPiece) {
    if (is_timed_out_) co_return asio::error::timed_out;
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    const std::size_t before = input_.size();
    input_.resize(before + size);
    const auto space = asio::buffer(input_.data() + before, size);
    std::size_t count = 0;
    if (is_tls_on_) count = co_await tls_->async_read_some(space, token);
    else count = co_await socket_.async_read_some(space, token);
    input_.resize(before + count);
    co_return error;
  }

  Task<error_code> write(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto piece = bytes.substr(0, kWritePiece);
      error_code error;
      auto token = asio::redirect_error(asio::use_awaitable, error);
      arm(options_.write_timeout);
      const auto buffer = asio::buffer(piece.data(), piece.size());
      if (is_tls_on_) co_await asio::async_write(*tls_, buffer, token);
      else co_await asio::async_write(socket_, buffer, token);
      if (error) co_return error;
      bytes.remove_prefix(piece.size());
    }
    disarm();
    co_return error_code{};
  }

  // The life of a connection.

  Task<void> run() {
    bool goes_on = true;
    if (tls_) goes_on = co_await shake_hands();
    while (goes_on && !is_aborted_) goes_on = co_await serve_one();
    co_await close();
  }

  Task<bool> shake_hands() {
    is_idle_ = true;
    arm(options_.handshake_timeout);
    char first = 0;
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    co_await socket_.async_receive(asio::buffer(&first, 1), tcp::socket::message_peek, token);
    if (error) co_return false;
    if (first != kTlsHandshakeByte) {
      const Problem problem{400, "http_on_tls_port", "This port speaks HTTPS; use an address that begins with https://"};
      co_await refuse(problem);
      co_return false;
    }
    co_await tls_->async_handshake(asio::ssl::stream_base::server, token);
    is_tls_on_ = !error;
    if (error) context_.metrics.count_rejected("tls_handshake");
    disarm();
    co_return is_tls_on_;
  }

  /// One request and its answer; true when the connection goes on.
  Task<bool> serve_one() {
    if (!co_await wait_for_request()) co_return false;
    arm(options_.head_timeout);
    const auto length = co_await receive_head();
    if (length == 0) co_return false;
    const std::string raw = input_.substr(0, length);
    auto outcome = read_request_head(raw, options_.head);
    input_.erase(0, length);
    if (const auto* problem = std::get_if<Problem>(&outcome)) {
      co_await refuse(*problem);
      co_return false;
    }
    const auto& head = std::get<RequestHead>(outcome);
    if (const auto problem = check_policy(head)) {
      co_await refuse(*problem);
      co_return false;
    }
    if (head.coding_problem) {
      co_await refuse_call(head, *head.coding_problem);
      co_return false;
    }
    auto work = std::make_shared<Work>();
    bool is_large = false;
    if (!co_await receive_body(raw, head, *work, is_large)) co_return false;
    co_return co_await answer(head, work, is_large);
  }

  /// Waits for the first bytes of a request. An idle plain connection holds no buffer.
  Task<bool> wait_for_request() {
    for (skip_empty_lines(); input_.empty(); skip_empty_lines()) {
      if (is_stopping_) co_return false;
      input_ = std::string();
      is_idle_ = true;
      arm(options_.idle_timeout);
      if (!is_tls_on_) {
        error_code error;
        co_await socket_.async_wait(tcp::socket::wait_read, asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return false;
      }
      const auto error = co_await read_more(kFirstPiece);
      is_idle_ = false;
      if (error) co_return false;
    }
    co_return true;
  }

  /// Old clients send a line end behind each body; it may arrive long after the answer.
  void skip_empty_lines() {
    while (input_.starts_with("\r\n")) input_.erase(0, 2);
  }

  /// The length of the head at the front of input_, 0 when there is none and the connection must end.
  Task<std::size_t> receive_head() {
    for (;;) {
      if (!is_tls_on_ && !input_.empty() && input_.front() == kTlsHandshakeByte) {
        const Problem problem{400, "tls_on_http_port", "This port speaks plain HTTP; use an address that begins with http://"};
        co_await refuse(problem);
        co_return 0;
      }
      skip_empty_lines();
      const auto end = find_head_end(input_, options_.head);
      if (const auto* length = std::get_if<std::size_t>(&end)) co_return *length;
      if (const auto* problem = std::get_if<Problem>(&end)) {
        co_await refuse(*problem);
        co_return 0;
      }
      const auto error = co_await read_more();
      if (!error) continue;
      co_await refuse_unfinished("head", options_.head_timeout);
      co_return 0;
    }
  }

  std::optional<Problem> check_policy(const RequestHead& head) const {
    if (head.method != "GET" && head.method != "HEAD" && head.method != "POST") return Problem{405, "method_not_allowed", "Use POST for calls and GET for the WSDL and the health pages"};
    if (!tls_ && !context_.is_loopback && !context_.proxies.contains(peer_) && !peer_.is_loopback()) {
      return Problem{403, "plain_http_not_allowed", "Plain HTTP is taken from the configured proxies only; use HTTPS"};
    }
    return std::nullopt;
  }

  Task<bool> receive_body(const std::string& raw, const RequestHead& head, Work& work, bool& is_large) {
    arm(options_.body_timeout);
    BodyReceiver receiver(raw, head, options_.body);
    if (head.expects_continue && !receiver.is_done() && !receiver.problem()) {
      if (co_await write("HTTP/1.1 100 Continue\r\n\r\n")) co_return false;
      arm(options_.body_timeout);
    }
    auto problem = receiver.problem();
    while (!problem && !receiver.is_done()) {
      problem = feed(receiver);
      if (problem || receiver.is_done()) break;
      // Give other connections their turn: inflating one piece may take milliseconds.
      co_await asio::post(socket_.get_executor(), asio::use_awaitable);
      const auto error = co_await read_more();
      if (!error) continue;
      co_await refuse_unfinished("body", options_.body_timeout);
      co_return false;
    }
    disarm();
    if (!problem) problem = take_body(receiver, work);
    if (problem) {
      co_await refuse_call(head, *problem);
      co_return false;
    }
    is_large = receiver.size() > options_.body.max_in_memory;
    co_return true;
  }

  std::optional<Problem> feed(BodyReceiver& receiver) {
    try {
      input_.erase(0, receiver.consume(input_));
    } catch (const std::exception& error) {
      return storage_problem(error);
    }
    if (!receiver.problem() && !receiver.is_done() && input_.size() > kMaxChunkLine) return Problem{400, "bad_chunk", "A chunk's first line is too long"};
    return receiver.problem();
  }

  std::optional<Problem> take_body(BodyReceiver& receiver, Work& work) {
    try {
      work.request.body = receiver.take();
      return std::nullopt;
    } catch (const std::exception& error) {
      return storage_problem(error);
    }
  }

  static Problem storage_problem(const std::exception& error) {
    base::log_error("serve", "body_not_stored", {{"reason", error.what()}});
    return {503, "spool_unavailable", "A large request cannot be stored at the moment; send it again later"};
  }

  Task<bool> answer(const RequestHead& head, const std::shared_ptr<Work>& work, bool is_large) {
    const auto began = std::chrono::steady_clock::now();
    fill_request(head, work->request);
    const std::size_t bytes_in = work->request.body->bytes().size();
    answered_.expires_at(asio::steady_timer::time_point::max());
    auto& lane = is_large ? context_.large_lane : context_.lane;
    if (!lane.submit([self = self_ptr(), work] { self->handle(work); })) {
      const Problem problem{503, "busy", "Too many requests wait for an answer; send it again in a few seconds"};
      co_await refuse_call(head, problem);
      co_return false;
    }
    while (!work->is_ready) {
      error_code ignored;
      co_await answered_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
      if (is_aborted_ && !work->is_ready) co_return false;
    }
    auto& response = work->response;
    const bool goes_on = head.keeps_alive && !is_stopping_;
    const std::string_view text = response.body ? response.body->bytes() : std::string_view(response.text);
    auto out = format_response_head(response, text.size(), goes_on, work->request.request_id, context_.clock.now());
    const bool has_body = head.method != "HEAD";
    const bool in_one = has_body && text.size() <= kReadPiece;
    if (in_one) out += text;
    auto error = co_await write(out);
    if (!error && has_body && !in_one) error = co_await write(text);
    record(*work, bytes_in, text.size(), std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began));
    co_return !error && goes_on;
  }

  void fill_request(const RequestHead& head, Request& request) {
    auto facts = find_caller(head, peer_, tls_.has_value(), context_.own_authority, context_.proxies, options_.public_url);
    request.method = head.method;
    request.path = head.path;
    request.query = head.query;
    request.headers = head.headers;
    request.peer_address = std::move(facts.peer_address);
    request.public_base = std::move(facts.public_base);
    request.request_id = base::new_id(context_.random, "req_");
  }

  /// On a worker thread.
  void handle(const std::shared_ptr<Work>& work) {
    try {
      work->response = context_.handler.handle(work->request);
    } catch (const std::exception& error) {
      base::log_error("serve", "handler_failed", {{"request", work->request.request_id}, {"reason", error.what()}});
      work->response = to_response({500, "internal", "Something went wrong here; it is logged as " + work->request.request_id});
    }
    asio::post(socket_.get_executor(), [self = self_ptr(), work] {
      work->is_ready = true;
      self->answered_.cancel();
    });
  }

  void record(const Work& work, std::size_t bytes_in, std::size_t bytes_out, std::chrono::microseconds duration) {
    const auto& response = work.response;
    const std::string operation = response.operation.empty() ? "page" : response.operation;
    const std::string outcome = response.outcome.empty() ? (response.status < 400 ? "ok" : std::to_string(response.status)) : response.outcome;
    context_.metrics.count_request(operation, outcome, duration, bytes_in, bytes_out);
    const auto level = response.operation.empty() && response.status < 400 ? base::LogLevel::kDebug : base::LogLevel::kInfo;
    base::log(level, "serve", "request_answered",
              {{"request", work.request.request_id}, {"operation", operation}, {"outcome", outcome}, {"status", response.status}, {"peer", work.request.peer_address},
               {"bytes_in", bytes_in}, {"bytes_out", bytes_out}, {"microseconds", duration.count()}});
  }

  // Refusals.

  Task<void> refuse_unfinished(std::string_view part, std::chrono::milliseconds limit) {
    if (is_timed_out_) {
      const Problem problem{408, "timeout", fmt::format("The {} of the request did not arrive within the limit of {} ms", part, limit.count())};
      co_await refuse(problem);
    } else if (!is_stopping_) {
      const Problem problem{400, "incomplete_request", fmt::format("The connection ended in the {} of the request", part)};
      co_await refuse(problem);
    }
  }

  Task<void> refuse(const Problem& problem) { co_await refuse_as(problem, base::new_id(context_.random, "req_"), std::nullopt); }

  /// Of a request whose head is sound: who calls an operation gets a fault that its toolkit understands.
  Task<void> refuse_call(const RequestHead& head, const Problem& problem) {
    Request request;
    fill_request(head, request);
    auto written = options_.write_refusal ? options_.write_refusal(request, problem) : std::nullopt;
    co_await refuse_as(problem, request.request_id, std::move(written));
  }

  Task<void> refuse_as(const Problem& problem, std::string request_id, std::optional<Response> written) {
    is_idle_ = false;
    context_.metrics.count_rejected(problem.word);
    if (context_.refusals.admit(peer_.to_string(), problem.word)) {
      base::log_info("serve", "request_refused", {{"request", request_id}, {"reason", problem.word}, {"status", problem.status}, {"peer", peer_.to_string()}});
    }
    const auto response = written ? std::move(*written) : to_response(problem);
    const std::string text = format_response_head(response, response.text.size(), false, request_id, context_.clock.now()) + response.text;
    co_await write(text);
  }

  /// Ends what we send, then reads on for a while: closing with unread bytes would reset the connection and take our answer with it.
  Task<void> close() {
    if (!socket_.is_open() || is_aborted_) co_return;
    is_idle_ = true;
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    arm(options_.linger_timeout);
    if (is_tls_on_) co_await tls_->async_shutdown(token);
    if (is_timed_out_) co_return;
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    input_.resize(kReadPiece);
    std::size_t drained = 0;
    while (!is_timed_out_ && drained < kMaxLingerBytes) {
      drained += co_await socket_.async_read_some(asio::buffer(input_), asio::redirect_error(asio::use_awaitable, ignored));
      if (ignored) break;
    }
    disarm();
  }

  tcp::socket socket_;
  std::shared_ptr<asio::ssl::context> tls_context_;
  std::optional<asio::ssl::stream<tcp::socket&>> tls_;
  ConnectionContext& context_;
  const HttpServerOptions& options_;
  asio::steady_timer deadline_;
  asio::steady_timer answered_;       ///< never runs out; cancelled when the worker is done
  asio::ip::address peer_;
  std::string input_;                 ///< received and not yet used
  std::uint64_t generation_ = 0;
  bool is_tls_on_ = false, is_timed_out_ = false, is_idle_ = false, is_stopping_ = false, is_aborted_ = false;
};

}  // namespace

std::shared_ptr<Connection> make_connection(tcp::socket socket, std::shared_ptr<asio::ssl::context> tls, ConnectionContext& context) {
  return std::make_shared<HttpConnection>(std::move(socket), std::move(tls), context);
}

}  // namespace tillbridge::services::http
