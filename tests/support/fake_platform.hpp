#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/http_server.hpp"
#include "tests/support/shop_fault.hpp"

namespace tillbridge::tests {

using Json = nlohmann::json;

/// A request as it arrived at a pretended platform.
struct PlatformCall {
  std::string method;
  std::string path;                   ///< decoded, without the query
  std::map<std::string, std::string> query;
  std::string body;
  std::string line() const { return method + " " + path; }
};

/// A pretended platform on 127.0.0.1: the server, its faults and its log of calls. What the platform is stands in the derived class, which calls
/// open() at the end of its constructor and close() at the start of its destructor; answer() runs under the lock, one call at a time.
class FakePlatform {
 public:
  FakePlatform() = default;
  FakePlatform(const FakePlatform&) = delete;
  FakePlatform& operator=(const FakePlatform&) = delete;
  virtual ~FakePlatform();

  std::string base_url() const;       ///< "http://127.0.0.1:PORT"

  /// Lets the next `times` calls that `fits` chooses fail.
  void fail(ShopFault fault, int times, std::function<bool(const PlatformCall&)> fits);
  /// The same for calls whose "METHOD /path" contains `matching`.
  void fail(ShopFault fault, int times = 1, const std::string& matching = "");
  /// Somebody else's hand: runs once, just before the first call that `fits` chooses, under the lock.
  void before(std::function<bool(const PlatformCall&)> fits, std::function<void()> change);

  std::vector<PlatformCall> calls() const;
  /// Calls whose "METHOD /path" contains the text, failed ones too.
  int count(const std::string& matching) const;
  int count(const std::function<bool(const PlatformCall&)>& fits) const;
  void forget_calls();

 protected:
  void open();
  void close();
  /// What the platform answers and does.
  virtual sandbox::Response answer(const sandbox::Request& request, const PlatformCall& call) = 0;
  /// The platform's own words for being asked too much; by default 429 with Retry-After: 7.
  virtual sandbox::Response throttled();
  virtual sandbox::Response unauthorized();
  /// Held while a call is answered; derived classes hold it where a test's hand changes the shop. Not recursive.
  std::mutex& guard() const { return mutex_; }

 private:
  struct Waiting {
    ShopFault fault;
    int times;
    std::function<bool(const PlatformCall&)> fits;
  };
  struct Hand {
    std::function<bool(const PlatformCall&)> fits;
    std::function<void()> change;
  };

  sandbox::Response handle(const sandbox::Request& request);
  std::optional<ShopFault> take_fault(const PlatformCall& call);
  std::optional<sandbox::Response> refusal(ShopFault fault);

  mutable std::mutex mutex_;
  std::vector<Waiting> faults_;
  std::vector<Hand> hands_;
  std::vector<PlatformCall> calls_;
  std::unique_ptr<sandbox::HttpServer> server_;
};

}  // namespace tillbridge::tests
