#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "sandbox/http_server.hpp"
#include "tests/support/fake_woocommerce_shop.hpp"

namespace tillbridge::tests {

/// What goes wrong with a call.
enum class WooFault {
  kMaintenance,      ///< 503, HTML, Retry-After: 600; nothing done
  kTooMany,          ///< 429 with Retry-After: 7, from the host in front of the shop; nothing done
  kDatabaseAway,     ///< 500, HTML; nothing done
  kGatewayAway,      ///< 502, HTML; nothing done
  kFatal,            ///< 500, JSON internal_server_error; nothing done
  kAnswerLost,       ///< the work is done, the connection closes without an answer
  kAnswerLate,       ///< the work is done, the answer never comes: the caller's time-out
  kAnswerCut,        ///< the work is done, the JSON ends in the middle
  kAnswerShort,      ///< the work is done, a batch answers for one item less
  kRefused,          ///< 401 as for a wrong secret
  kForbiddenPage,    ///< 403, HTML, without Retry-After: a firewall
  kWebPage,          ///< 200, HTML: the host's own page; nothing done
};

/// A request as it arrived, credentials left out.
struct WooCall {
  std::string method;
  std::string path;                   ///< under /wp-json/wc/v3
  WooQuery query;
  std::string body;
};

/// A pretended WooCommerce on 127.0.0.1: FakeWooShop behind HTTP with its authentication. By default it believes to be asked over http, so only signed
/// requests get in; `pretend_https` makes it believe the opposite, so that Basic and keys in the query count and signatures do not.
class FakeWooCommerce {
 public:
  static constexpr const char* kKey = "ck_0123456789abcdef0123456789abcdef01234567";
  static constexpr const char* kSecret = "cs_89abcdef0123456789abcdef0123456789abcdef";

  explicit FakeWooCommerce(const base::Clock& clock, FakeWooSettings settings = {});
  ~FakeWooCommerce();

  std::string base_url() const;
  /// Works on the shop while no request does.
  template <class Work>
  auto with_shop(Work work) {
    const std::lock_guard lock(mutex_);
    return work(shop_);
  }

  void pretend_https(bool on);
  void read_only_key(bool on);
  /// The site's configured home address that signatures are checked against; at first base_url().
  void set_home_url(std::string url);
  /// Lets the next `times` calls fail whose "METHOD /path" contains `matching`.
  void fail(WooFault fault, int times = 1, const std::string& matching = "");
  /// The same for calls that `fits` chooses.
  void fail(WooFault fault, int times, std::function<bool(const WooCall&)> fits);
  void clear_faults();
  /// Somebody else's hand: changes the shop once, just before the first call whose "METHOD /path" contains `matching`.
  void before(std::string matching, std::function<void(FakeWooShop&)> change);

  std::vector<WooCall> calls() const;
  /// Calls whose "METHOD /path" contains the text, failed ones too.
  int count(const std::string& matching) const;
  void forget_calls();

 private:
  struct Waiting {
    WooFault fault;
    int times;
    std::function<bool(const WooCall&)> fits;
  };

  sandbox::Response handle(const sandbox::Request& request);
  std::optional<WooFault> take_fault(const WooCall& call);
  std::optional<WooAnswer> refuse(const sandbox::Request& request, const WooQuery& query);
  std::optional<WooAnswer> check_oauth(const sandbox::Request& request, const WooQuery& query);
  std::optional<WooAnswer> check_pair(const std::string& key, const std::string& secret, const std::string& method) const;

  const base::Clock& clock_;
  mutable std::mutex mutex_;
  FakeWooShop shop_;
  bool https_ = false;
  bool read_only_ = false;
  std::string home_url_;
  std::set<std::string> nonces_;
  std::vector<Waiting> faults_;
  std::vector<WooCall> calls_;
  std::vector<std::pair<std::string, std::function<void(FakeWooShop&)>>> befores_;
  std::unique_ptr<sandbox::HttpServer> server_;
};

}  // namespace tillbridge::tests
