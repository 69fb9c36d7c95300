#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "services/http/lanes.hpp"
#include "services/http/proxy_rules.hpp"
#include "services/http/refusal_log.hpp"
#include "services/http/server.hpp"

namespace tillbridge::services::http {

class Connection;

/// The open connections, so that a stopping server can tell them and wait for them. Safe for any thread.
class ConnectionSet {
 public:
  void add(std::shared_ptr<Connection> connection);
  void remove(const std::shared_ptr<Connection>& connection);
  std::size_t size() const;
  void stop_all();
  void abort_all();
  /// True when none is left before the time is over.
  bool wait_until_empty(std::chrono::milliseconds timeout);

 private:
  std::set<std::shared_ptr<Connection>> copy() const;
  mutable std::mutex mutex_;
  std::condition_variable empty_;
  std::set<std::shared_ptr<Connection>> connections_;
};

/// What every connection uses; outlives them all.
struct ConnectionContext {
  const HttpServerOptions& options;
  RequestHandler& handler;
  base::Random& random;
  const base::Clock& clock;
  Metrics& metrics;
  Networks proxies;
  std::string own_authority;          ///< "127.0.0.1:8470", for HTTP/1.0 callers without Host
  bool is_loopback = false;
  Lane& lane;
  Lane& large_lane;
  ConnectionSet& connections;
  RefusalLog& refusals;
};

/// One caller's connection: requests one after the other until either side ends it.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  virtual ~Connection() = default;
  virtual void start() = 0;
  /// Ends the connection as soon as no request is under way; any thread.
  virtual void stop() = 0;
  /// Ends it now; any thread.
  virtual void abort() = 0;
};

/// `tls` null = plain HTTP. The socket runs on a strand of its own.
std::shared_ptr<Connection> make_connection(boost::asio::ip::tcp::socket socket, std::shared_ptr<boost::asio::ssl::context> tls, ConnectionContext& context);

}  // namespace tillbridge::services::http
