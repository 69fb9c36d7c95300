#pragma once
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "services/http/tls_stream.hpp"

namespace tillbridge::services::http {

template <class T>
using Task = boost::asio::awaitable<T>;

/// The bytes of one connection, plain or under TLS, and the deadline for what is being done with them. While it waits it holds no buffer.
/// Errors: timed_out after the deadline, operation_aborted after cancel() or abort(), eof when the other side sends no more, else
/// connection_reset. All calls on the socket's strand; the socket is closed with the object.
class Transport : public std::enable_shared_from_this<Transport> {
 public:
  explicit Transport(boost::asio::ip::tcp::socket socket);

  boost::asio::any_io_executor executor() { return socket_.get_executor(); }
  boost::asio::ip::address peer() const;
  bool is_tls() const { return tls_ && is_tls_on_; }

  /// What waits ends when `time` is over, and what would wait later ends at once, until the next arm() or disarm().
  void arm(std::chrono::milliseconds time);
  void disarm();
  bool is_timed_out() const { return is_timed_out_; }
  /// Ends what waits and what would wait; end() may still be called.
  void cancel();
  /// Ends everything for good, the other side's waiting too.
  void abort();

  /// The first byte, left where it is.
  Task<boost::system::error_code> peek(char& byte);
  Task<boost::system::error_code> start_tls(std::shared_ptr<boost::asio::ssl::context> context);
  /// Waits for bytes and appends what is there, about 32 KB at most.
  Task<boost::system::error_code> read_more(std::string& input);
  /// All of it, with a new deadline of `time` for each 256 KB; leaves the deadline disarmed when it succeeds.
  Task<boost::system::error_code> write(std::string_view bytes, std::chrono::milliseconds time);
  /// Ends what we send, then reads on for at most `time`: closing with unread bytes would reset the connection and take our answer with it.
  Task<void> end(std::chrono::milliseconds time);

 private:
  std::optional<boost::system::error_code> why_not_wait() const;
  Task<boost::system::error_code> wait(Step wanted);
  Task<void> say_goodbye();
  Step receive(std::string& input);
  Moved drain();

  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer deadline_;
  std::optional<TlsStream> tls_;
  std::uint64_t generation_ = 0;      ///< of the deadline: a timer that was overtaken changes nothing
  bool is_tls_on_ = false, is_timed_out_ = false, is_cancelled_ = false, is_aborted_ = false;
};

}  // namespace tillbridge::services::http
