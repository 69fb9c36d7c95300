#pragma once
#include <set>
#include <string>
#include <utility>

#include "base/clock.hpp"
#include "tests/support/fake_magento_bulk.hpp"
#include "tests/support/fake_magento_catalogue.hpp"
#include "tests/support/fake_magento_orders.hpp"
#include "tests/support/fake_platform.hpp"

namespace tillbridge::tests {

/// A pretended Magento 2.4.9 on 127.0.0.1: checks the OAuth signature of every call as Magento does, then lets the catalogue, the queue or the
/// orders answer. Its web server refuses an encoded slash in a path, as Apache does unless it is told otherwise.
class FakeMagento final : public FakePlatform {
 public:
  static constexpr const char* kConsumerKey = "consumerkey0123456789abcdefghijk";
  static constexpr const char* kConsumerSecret = "consumersecret0123456789abcdefgh";
  static constexpr const char* kToken = "accesstoken0123456789abcdefghijk";
  static constexpr const char* kTokenSecret = "tokensecret0123456789abcdefghijk";

  explicit FakeMagento(const base::Clock& clock, FakeMagentoSettings settings = {});
  ~FakeMagento() override;

  /// Somebody's hand on the shop, under the lock; not from within before().
  template <class Work>
  auto with(Work work) {
    const std::lock_guard lock(guard());
    return work(*this);
  }
  /// Only within with() or before().
  FakeMagentoCatalogue& catalogue() { return catalogue_; }
  FakeMagentoBulk& bulk() { return bulk_; }
  FakeMagentoOrders& orders() { return orders_; }
  void accept_encoded_slashes(bool accept) { encoded_slashes_ = accept; }

 protected:
  sandbox::Response answer(const sandbox::Request& request, const PlatformCall& call) override;
  sandbox::Response throttled() override;
  sandbox::Response unauthorized() override;

 private:
  std::optional<MagentoAnswer> refuse(const sandbox::Request& request);
  std::optional<MagentoAnswer> deny(const MagentoRequest& request) const;
  MagentoAnswer route(const MagentoRequest& request, bool is_bulk);

  const base::Clock& clock_;
  FakeMagentoCatalogue catalogue_;
  FakeMagentoBulk bulk_;
  FakeMagentoOrders orders_;
  std::set<std::string> nonces_;
  bool encoded_slashes_ = false;
};

}  // namespace tillbridge::tests
