#include "services/http/transport.hpp"

#include <array>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tillbridge::services::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t kReadPiece = 32 * 1024;
constexpr std::size_t kFullRecord = 16 * 1024;
constexpr std::size_t kWritePiece = 256 * 1024;
constexpr std::size_t kMaxLingerBytes = 64u << 20;

bool is_want(Step step) { return step == Step::kWantRead || step == Step::kWantWrite; }

error_code to_error(Step step) {
  if (step == Step::kDone) return {};
  return step == Step::kEnded ? error_code(asio::error::eof) : error_code(asio::error::connection_reset);
}

}  // namespace

// In coroutines here every argument of a co_await is a named value: g++ 12 destroys braced temporaries in such an expression twice.

Transport::Transport(tcp::socket socket) : socket_(std::move(socket)), deadline_(socket_.get_executor()) {
  error_code ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
}

asio::ip::address Transport::peer() const {
  error_code ignored;
  return socket_.remote_endpoint(ignored).address();
}

void Transport::arm(std::chrono::milliseconds time) {
  is_timed_out_ = false;
  deadline_.expires_after(time);
  deadline_.async_wait([self = shared_from_this(), generation = ++generation_](error_code error) {
    if (error || generation != self->generation_) return;
    self->is_timed_out_ = true;
    self->socket_.cancel(error);
  });
}

void Transport::disarm() {
  ++generation_;
  deadline_.cancel();
  is_timed_out_ = false;
}

void Transport::cancel() {
  error_code ignored;
  is_cancelled_ = true;
  socket_.cancel(ignored);
}

/// The descriptor stays open until nothing uses it any more: its number could be another connection's by then.
void Transport::abort() {
  error_code ignored;
  is_aborted_ = true;
  socket_.shutdown(tcp::socket::shutdown_both, ignored);
  cancel();
  disarm();
}

std::optional<error_code> Transport::why_not_wait() const {
  if (is_aborted_ || is_cancelled_) return asio::error::operation_aborted;
  if (is_timed_out_) return asio::error::timed_out;
  return std::nullopt;
}

Task<error_code> Transport::wait(Step wanted) {
  if (const auto reason = why_not_wait()) co_return *reason;
  error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  const auto readiness = wanted == Step::kWantWrite ? tcp::socket::wait_write : tcp::socket::wait_read;
  co_await socket_.async_wait(readiness, token);
  co_return why_not_wait().value_or(error);
}

Task<error_code> Transport::peek(char& byte) {
  for (;;) {
    const auto step = peek_one(socket_.native_handle(), byte).step;
    if (!is_want(step)) co_return to_error(step);
    const auto error = co_await wait(step);
    if (error) co_return error;
  }
}

Task<error_code> Transport::start_tls(std::shared_ptr<asio::ssl::context> context) {
  tls_.emplace(socket_.native_handle(), std::move(context));
  for (;;) {
    const auto step = tls_->handshake();
    is_tls_on_ = step == Step::kDone;
    if (!is_want(step)) co_return to_error(step);
    const auto error = co_await wait(step);
    if (error) co_return error;
  }
}

Task<error_code> Transport::read_more(std::string& input) {
  if (const auto reason = why_not_wait()) co_return *reason;
  for (;;) {
    const auto step = receive(input);
    if (!is_want(step)) co_return to_error(step);
    const auto error = co_await wait(step);
    if (error) co_return error;
  }
}

/// Not a coroutine, so that its space is the thread's and not the connection's.
Step Transport::receive(std::string& input) {
  std::array<char, kReadPiece> space;
  for (std::size_t total = 0;;) {
    const auto moved = is_tls_on_ ? tls_->read(space.data(), space.size()) : receive_some(socket_.native_handle(), space.data(), space.size());
    if (moved.step != Step::kDone) return total > 0 ? Step::kDone : moved.step;
    input.append(space.data(), moved.count);
    total += moved.count;
    const bool is_more_likely = is_tls_on_ && (moved.count == kFullRecord || tls_->has_pending());
    if (total >= kReadPiece || !is_more_likely) return Step::kDone;
  }
}

Task<error_code> Transport::write(std::string_view bytes, std::chrono::milliseconds time) {
  arm(time);
  for (std::size_t of_piece = 0; !bytes.empty();) {
    const auto moved = is_tls_on_ ? tls_->write(bytes) : send_some(socket_.native_handle(), bytes.substr(0, kWritePiece));
    bytes.remove_prefix(moved.count);
    of_piece += moved.count;
    if (of_piece >= kWritePiece) {
      of_piece = 0;
      arm(time);
      // Others' turn.
      auto executor = socket_.get_executor();
      co_await asio::post(executor, asio::use_awaitable);
    }
    if (moved.step == Step::kDone) continue;
    if (!is_want(moved.step)) co_return to_error(moved.step);
    const auto error = co_await wait(moved.step);
    if (error) co_return error;
  }
  disarm();
  co_return error_code{};
}

Task<void> Transport::say_goodbye() {
  for (;;) {
    const auto step = tls_->shutdown();
    if (!is_want(step)) co_return;
    const auto error = co_await wait(step);
    if (error) co_return;
  }
}

Task<void> Transport::end(std::chrono::milliseconds time) {
  if (is_aborted_) co_return;
  is_cancelled_ = false;
  arm(time);
  if (is_tls_on_) co_await say_goodbye();
  error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  for (std::size_t drained = 0; drained < kMaxLingerBytes;) {
    const auto moved = drain();
    if (moved.step != Step::kDone && !is_want(moved.step)) break;
    drained += moved.count;
    const auto error = co_await wait(Step::kWantRead);
    if (error) break;
  }
  disarm();
}

/// What comes now is of no interest, encrypted or not.
Moved Transport::drain() {
  std::array<char, kReadPiece> space;
  return receive_some(socket_.native_handle(), space.data(), space.size());
}

}  // namespace tillbridge::services::http
