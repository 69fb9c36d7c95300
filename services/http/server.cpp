#include "services/http/server.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>

#include "base/log.hpp"
#include "services/http/connection.hpp"
#include "services/http/response_head.hpp"
#include "services/http/tls_certificates.hpp"

namespace tillbridge::services::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr int kNetworkThreads = 2;
constexpr std::chrono::milliseconds kAcceptPause{100};
constexpr std::chrono::milliseconds kAbortWait{2'000};

tcp::endpoint to_endpoint(const HttpServerOptions& options) {
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) throw std::runtime_error(fmt::format("'{}' is no IP address to listen on; write 127.0.0.1, 0.0.0.0 or ::", options.address));
  return {address, options.port};
}

void check_exposure(const HttpServerOptions& options, const tcp::endpoint& endpoint) {
  if (options.certificate_file.empty() != options.key_file.empty()) throw std::runtime_error("TLS needs both the certificate file and the key file");
  if (!options.certificate_file.empty() || endpoint.address().is_loopback() || !options.trusted_proxies.empty()) return;
  throw std::runtime_error(fmt::format("plain HTTP on {} would send passwords over the network in the clear: set serve.tls_certificate_file and serve.tls_key_file, or listen on 127.0.0.1, "
                                       "or name the proxy that speaks HTTPS for us in serve.trusted_proxies",
                                       options.address));
}

std::string to_authority(const tcp::endpoint& endpoint) {
  const auto address = endpoint.address().to_string();
  return endpoint.address().is_v6() ? fmt::format("[{}]:{}", address, endpoint.port()) : fmt::format("{}:{}", address, endpoint.port());
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(HttpServerOptions options, RequestHandler& handler, base::Random& random, const base::Clock& clock, Metrics& metrics)
      : options_(std::move(options)),
        work_(asio::make_work_guard(io_)),
        acceptor_(asio::make_strand(io_)),
        pause_(acceptor_.get_executor()),
        certificate_timer_(acceptor_.get_executor()),
        refusals_(clock),
        lane_(options_.workers, options_.max_waiting),
        large_lane_(options_.large_workers, options_.max_waiting),
        context_{options_, handler, random, clock, metrics, Networks(options_.trusted_proxies), {}, false, lane_, large_lane_, connections_, refusals_} {
    const auto endpoint = to_endpoint(options_);
    check_exposure(options_, endpoint);
    if (!options_.certificate_file.empty()) certificates_.emplace(options_.certificate_file, options_.key_file);
    listen(endpoint);
    context_.own_authority = to_authority(acceptor_.local_endpoint());
    context_.is_loopback = endpoint.address().is_loopback();
    asio::post(acceptor_.get_executor(), [this] { accept(); });
    if (certificates_) asio::post(acceptor_.get_executor(), [this] { watch_certificate(); });
    for (int at = 0; at < kNetworkThreads; ++at) threads_.emplace_back([this] { io_.run(); });
  }

  ~Impl() { stop(std::chrono::milliseconds(0)); }

  std::uint16_t port() const { return port_; }
  std::string url() const { return (certificates_ ? "https://" : "http://") + context_.own_authority; }
  void reload_certificate() {
    if (certificates_) certificates_->reload();
  }

  void stop(std::chrono::milliseconds drain) {
    if (std::exchange(is_stopped_, true)) return;
    asio::post(acceptor_.get_executor(), [this] {
      error_code ignored;
      acceptor_.close(ignored);
      pause_.cancel();
      certificate_timer_.cancel();
      // Behind this point no connection is added: those that are there hear of the end.
      connections_.stop_all();
    });
    if (!connections_.wait_until_empty(drain)) {
      connections_.abort_all();
      connections_.wait_until_empty(kAbortWait);
    }
    work_.reset();
    io_.stop();
    for (auto& thread : threads_) thread.join();
  }

 private:
  void listen(const tcp::endpoint& endpoint) {
    error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) throw std::runtime_error(fmt::format("cannot listen on {}: {}; choose a free port with serve.listen or --listen, or stop the program that has this one", to_authority(endpoint), error.message()));
    port_ = acceptor_.local_endpoint().port();
  }

  void accept() {
    acceptor_.async_accept(asio::make_strand(io_), [this](error_code error, tcp::socket socket) {
      if (!acceptor_.is_open()) return;
      if (error) return accept_later(error);
      if (connections_.size() >= options_.max_connections) turn_away(socket);
      else open(std::move(socket));
      accept();
    });
  }

  /// Out of descriptors, most likely: trying again at once would spin.
  void accept_later(error_code error) {
    const bool is_out_of_descriptors = error == asio::error::no_descriptors || error.value() == ENFILE;
    const std::string hint = is_out_of_descriptors ? "no descriptors are left: raise LimitNOFILE of the service (ulimit -n), or lower serve.max_connections" : "";
    if (refusals_.admit("accept", error.message())) base::log_warn("serve", "accept_failed", {{"reason", error.message()}, {"hint", hint}});
    pause_.expires_after(kAcceptPause);
    pause_.async_wait([this](error_code cancelled) {
      if (!cancelled && acceptor_.is_open()) accept();
    });
  }

  void turn_away(tcp::socket& socket) {
    context_.metrics.count_rejected("too_many_connections");
    if (certificates_) return;
    const auto response = to_response({503, "too_many_connections", fmt::format("The limit of {} connections is reached; try again later", options_.max_connections)});
    const auto text = format_response_head(response, response.text.size(), false, {}, context_.clock.now()) + response.text;
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(text), ignored);
  }

  void open(tcp::socket socket) {
    auto connection = make_connection(std::move(socket), certificates_ ? certificates_->current() : nullptr, context_);
    context_.metrics.connection_opened();
    connections_.add(connection);
    connection->start();
  }

  void watch_certificate() {
    certificate_timer_.expires_after(options_.certificate_check);
    certificate_timer_.async_wait([this](error_code cancelled) {
      if (cancelled || !acceptor_.is_open()) return;
      certificates_->reload_if_changed();
      watch_certificate();
    });
  }

  HttpServerOptions options_;
  asio::io_context io_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  tcp::acceptor acceptor_;
  asio::steady_timer pause_, certificate_timer_;
  std::optional<TlsCertificates> certificates_;
  ConnectionSet connections_;
  RefusalLog refusals_;
  Lane lane_, large_lane_;
  ConnectionContext context_;
  std::vector<std::thread> threads_;
  std::uint16_t port_ = 0;
  bool is_stopped_ = false;
};

HttpServer::HttpServer(HttpServerOptions options, RequestHandler& handler, base::Random& random, const base::Clock& clock, Metrics& metrics)
    : impl_(std::make_unique<Impl>(std::move(options), handler, random, clock, metrics)) {}
HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const { return impl_->port(); }
std::string HttpServer::url() const { return impl_->url(); }
void HttpServer::reload_certificate() { impl_->reload_certificate(); }
void HttpServer::stop(std::chrono::milliseconds drain) { impl_->stop(drain); }

}  // namespace tillbridge::services::http
