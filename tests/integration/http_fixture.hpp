#pragma once
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "services/http/server.hpp"

namespace tillbridge::tests {

/// Says what it was asked: "METHOD path bytes". /wait holds the worker until release(), /throw throws, /large answers 20 MB,
/// /facts says who called and how.
class EchoHandler final : public services::http::RequestHandler {
 public:
  services::http::Response handle(services::http::Request& request) override;
  void wait_until_waiting(int calls);
  void release();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool is_released_ = false;
};

/// A server of its own on a free port for one test.
struct HttpFixture {
  HttpFixture();
  ~HttpFixture();
  services::http::HttpServer& start();
  std::uint16_t port() { return server->port(); }

  std::filesystem::path directory;
  services::http::HttpServerOptions options;
  EchoHandler handler;
  base::SystemRandom random;
  base::SystemClock clock;
  services::Metrics metrics;
  std::optional<services::http::HttpServer> server;
};

}  // namespace tillbridge::tests
