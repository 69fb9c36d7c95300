#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"
#include "services/http/connection.hpp"
#include "services/http/request_receiver.hpp"
#include "services/http/response_head.hpp"

namespace tillbridge::services::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t kMaxInOne = 32 * 1024;       ///< an answer up to here goes out with its head
constexpr std::size_t kAnswerPiece = 1024 * 1024;  ///< of a long answer, let go once it is sent
constexpr char kTlsHandshakeByte = 0x16;

/// The life of a connection: handshake, then requests one after the other. What lies between requests is an empty input and one waiting
/// coroutine; everything of a request lives in the frames below serve_one().
// In coroutines here every argument of a co_await is a named value: g++ 12 destroys braced temporaries in such an expression twice.
class HttpConnection final : public Connection {
 public:
  HttpConnection(tcp::socket socket, std::shared_ptr<asio::ssl::context> tls, ConnectionContext& context)
      : transport_(std::make_shared<Transport>(std::move(socket))), tls_context_(std::move(tls)), is_tls_(tls_context_ != nullptr), context_(context), options_(context.options),
        peer_(transport_->peer()), refusals_(context, peer_) {}

  void start() override {
    asio::co_spawn(
        transport_->executor(), [self = self_ptr()] { return self->run(); },
        [self = self_ptr()](std::exception_ptr problem) { self->ended(problem); });
  }

  void stop() override {
    asio::post(transport_->executor(), [self = self_ptr()] {
      self->is_stopping_ = true;
      if (self->is_idle_) self->transport_->cancel();
    });
  }

  void abort() override {
    asio::post(transport_->executor(), [self = self_ptr()] {
      self->is_stopping_ = true;
      self->is_aborted_ = true;
      self->transport_->abort();
      if (self->work_) self->work_->answered.cancel();
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
    transport_->abort();
    context_.metrics.connection_closed();
    context_.connections.remove(shared_from_this());
  }

  Task<void> run() {
    bool goes_on = true;
    if (is_tls_) goes_on = co_await shake_hands();
    while (goes_on) {
      goes_on = co_await wait_for_request();
      if (goes_on) goes_on = co_await serve_one();
    }
    is_idle_ = true;
    co_await transport_->end(options_.linger_timeout);
  }

  Task<bool> shake_hands() {
    is_idle_ = true;
    transport_->arm(options_.handshake_timeout);
    char first = 0;
    auto error = co_await transport_->peek(first);
    if (error) co_return false;
    if (first != kTlsHandshakeByte) {
      const std::string text = refusals_.of_bytes({400, "http_on_tls_port", "This port speaks HTTPS; use an address that begins with https://"});
      co_await say(text);
      co_return false;
    }
    error = co_await transport_->start_tls(std::move(tls_context_));
    if (error) context_.metrics.count_rejected("tls_handshake");
    transport_->disarm();
    co_return !error;
  }

  /// Waits for the first bytes of a request.
  Task<bool> wait_for_request() {
    for (skip_empty_lines(input_); input_.empty(); skip_empty_lines(input_)) {
      if (is_stopping_) co_return false;
      input_ = std::string();
      is_idle_ = true;
      transport_->arm(options_.idle_timeout);
      const auto error = co_await transport_->read_more(input_);
      is_idle_ = false;
      if (error) co_return false;
    }
    co_return true;
  }

  /// One request and its answer; true when the connection goes on.
  Task<bool> serve_one() {
    RequestReceiver receiver(*transport_, input_, context_, peer_, is_tls_);
    auto received = co_await receiver.receive();
    if (received.refusal) co_await say(*received.refusal);
    if (!received.work) co_return false;
    co_return co_await answer(received);
  }

  /// Has a worker carry the request out and sends what it says; true when the connection goes on.
  Task<bool> answer(const Received& received) {
    const auto work = received.work;
    work->began = std::chrono::steady_clock::now();
    work->answered.expires_at(asio::steady_timer::time_point::max());
    auto& lane = received.is_large ? context_.large_lane : context_.lane;
    if (!lane.submit([self = self_ptr(), work, is_large = received.is_large] { self->work_on(work, is_large); })) {
      const std::string text = refusals_.of_call(work->request, {503, "busy", "Too many requests wait for an answer; send it again in a few seconds"});
      co_await say(text);
      co_return false;
    }
    work_ = work;
    while (!work->is_ready && !is_aborted_) {
      error_code ignored;
      auto token = asio::redirect_error(asio::use_awaitable, ignored);
      co_await work->answered.async_wait(token);
    }
    work_.reset();
    if (!work->is_ready) co_return false;
    const auto& response = work->response;
    const std::string_view text = response.body ? response.body->bytes() : std::string_view(response.text);
    const bool goes_on = received.keeps_alive && !is_stopping_;
    auto out = format_response_head(response, text.size(), goes_on, work->request.request_id, context_.clock.now());
    const bool has_body = work->request.method != "HEAD";
    const bool in_one = has_body && text.size() <= kMaxInOne;
    if (in_one) out += text;
    auto error = co_await transport_->write(out, options_.write_timeout);
    if (!error && has_body && !in_one) error = co_await write_long(response, text);
    record(*work, text.size(), context_.metrics);
    co_return !error && goes_on;
  }

  Task<error_code> write_long(const Response& response, std::string_view text) {
    for (std::size_t sent = 0; sent < text.size(); sent += kAnswerPiece) {
      const auto piece = text.substr(sent, kAnswerPiece);
      const auto error = co_await transport_->write(piece, options_.write_timeout);
      if (error) co_return error;
      if (response.body) response.body->let_go(sent + piece.size());
    }
    co_return error_code{};
  }

  /// On a worker thread.
  void work_on(const std::shared_ptr<Work>& work, bool is_large) {
    carry_out(*work, context_.handler);
    if (is_large) give_memory_back();
    asio::post(transport_->executor(), [work] {
      work->is_ready = true;
      work->answered.cancel();
    });
  }

  Task<void> say(std::string_view text) {
    is_idle_ = false;
    co_await transport_->write(text, options_.write_timeout);
  }

  std::shared_ptr<Transport> transport_;
  std::shared_ptr<asio::ssl::context> tls_context_;   ///< until the handshake takes it
  bool is_tls_;
  ConnectionContext& context_;
  const HttpServerOptions& options_;
  asio::ip::address peer_;
  Refusals refusals_;
  std::shared_ptr<Work> work_;        ///< while a worker has it
  std::string input_;                 ///< received and not yet used
  bool is_idle_ = false, is_stopping_ = false, is_aborted_ = false;
};

}  // namespace

std::shared_ptr<Connection> make_connection(tcp::socket socket, std::shared_ptr<asio::ssl::context> tls, ConnectionContext& context) {
  return std::make_shared<HttpConnection>(std::move(socket), std::move(tls), context);
}

}  // namespace tillbridge::services::http
