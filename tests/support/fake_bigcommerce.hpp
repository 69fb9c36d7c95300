#pragma once
#include <set>
#include <string>

#include "base/clock.hpp"
#include "tests/support/fake_bigcommerce_catalogue.hpp"
#include "tests/support/fake_bigcommerce_orders.hpp"
#include "tests/support/fake_bigcommerce_stock.hpp"
#include "tests/support/fake_platform.hpp"

namespace tillbridge::tests {

/// What a pretended BigCommerce store holds.
struct BigStore {
  explicit BigStore(const base::Clock& clock);
  FakeBigCatalogue catalogue;
  FakeBigStock stock;
  FakeBigOrders orders;
};

/// A BigCommerce store on 127.0.0.1: token, rights, the window of requests that every answer tells, and behind them catalogue, inventory and orders. All that it
/// answers is held against the published contract where a test's calls are recorded.
class FakeBigCommerce final : public FakePlatform {
 public:
  static constexpr const char* kToken = "big-token";

  explicit FakeBigCommerce(const base::Clock& clock);
  ~FakeBigCommerce() override;

  std::string store_url() const { return base_url() + "/stores/abc123"; }

  /// Requests per window of 30 s; at first more than any test sends.
  void set_quota(int requests);
  /// Somebody else's app uses up what is left but `left`.
  void leave_requests(int left);
  /// Takes a right from the API account: "store_inventory"; what only reads goes on where `reads_too` is false.
  void revoke(const std::string& scope, bool reads_too = true);
  /// Members of /v2/store that are other than usual.
  void set_store_information(const Json& members);

  /// The shop's own hands, one at a time with the calls.
  template <class Work>
  auto with_store(Work work) {
    const std::lock_guard lock(guard());
    return work(store_);
  }

 protected:
  sandbox::Response answer(const sandbox::Request& request, const PlatformCall& call) override;
  sandbox::Response throttled() override;

 private:
  std::optional<BigAnswer> route(const std::string& path, const PlatformCall& call);
  std::optional<BigAnswer> refuse(const sandbox::Request& request, const std::string& path) const;
  void tell_window(sandbox::Response& response) const;
  bool take_request();
  long reset_in() const;

  const base::Clock& clock_;
  BigStore store_;
  Json information_;
  std::set<std::string> revoked_, read_only_;
  int quota_ = 1'000'000, left_ = 1'000'000;
  base::Timestamp window_end_{};
};

}  // namespace tillbridge::tests
