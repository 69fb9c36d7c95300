#pragma once
#include <cstdint>
#include <memory>
#include <condition_variable>
#include <mutex>
#include <string>

#include "base/clock.hpp"
#include "sandbox/http_server.hpp"
#include "sandbox/shop.hpp"

namespace tillbridge::sandbox {

struct SandboxOptions {
  std::uint16_t port = 0;             ///< 0 = any free one
  std::string file = ":memory:";      ///< the shop's SQLite file
  std::string token = "sandbox-token";
  ShopSettings settings;
};

/// The built-in shop behind its three doors on 127.0.0.1: the page at /, the admin API at /admin, the shop API at /api. One request at a time
/// works on the shop, each in one transaction of its file; faults that wait do so outside. The page and the admin API answer only to the
/// loopback name they are reached by, so that a foreign web page in the same browser cannot use them.
class SandboxServer {
 public:
  SandboxServer(SandboxOptions options, const base::Clock& clock);
  ~SandboxServer();                   ///< stops
  SandboxServer(const SandboxServer&) = delete;
  SandboxServer& operator=(const SandboxServer&) = delete;

  std::string base_url() const { return server_->base_url(); }
  std::string api_url() const { return base_url() + "/api"; }   ///< the site's base_url for the generic connector
  void stop();

  /// Runs `work` on the shop with the lock held: for tests in the same process.
  template <class Work>
  auto with_shop(Work work) {
    const std::lock_guard lock(mutex_);
    return work(shop_);
  }

 private:
  Response answer(const Request& request);
  std::chrono::milliseconds time_to_work(const Request& request);
  Response answer_now(const Request& request);
  Response answer_in_transaction(const Request& request);

  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  Shop shop_;
  std::unique_ptr<HttpServer> server_;
};

}  // namespace tillbridge::sandbox
