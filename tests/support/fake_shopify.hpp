#pragma once
#include <optional>
#include <set>
#include <string>

#include "base/clock.hpp"
#include "tests/support/fake_platform.hpp"
#include "tests/support/fake_shopify_bulk.hpp"
#include "tests/support/fake_shopify_catalogue.hpp"
#include "tests/support/fake_shopify_orders.hpp"
#include "tests/support/graphql_document.hpp"

namespace tillbridge::tests {

/// The bucket of points of one app in one shop.
struct ShopifyBucket {
  double maximum = 1'000'000;
  double available = 1'000'000;
  double per_second = 1'000;
};

/// A pretended Shopify, Admin API 2026-10: credentials, scopes, points, GraphQL, staged uploads and the files of bulk operations. Documents are read, so
/// answers hold exactly what was asked for; what the schema allows is judged by tests/platform_contracts.
class FakeShopify final : public FakePlatform {
 public:
  static constexpr const char* kToken = "shpat_0123456789abcdef0123456789abcdef";
  static constexpr const char* kClientId = "4f2c1d";
  static constexpr const char* kClientSecret = "shpss_fedcba9876543210";
  static constexpr const char* kRefreshToken = "shprt_first";

  explicit FakeShopify(const base::Clock& clock);
  ~FakeShopify() override;

  /// Somebody's hand in the shop, while no call is answered.
  template <class Work>
  auto with(Work work) {
    const std::lock_guard lock(guard());
    return work(*this);
  }
  FakeShopifyCatalogue& catalogue() { return catalogue_; }
  FakeShopifyBulk& bulk() { return bulk_; }
  FakeShopifyOrders& orders() { return orders_; }
  ShopifyBucket& bucket() { return bucket_; }
  std::set<std::string>& scopes() { return scopes_; }
  std::string currency = "EUR";
  int closed_with = 0;                ///< the status of a shop that is closed (402, 404, 423); 0 = it is open
  int dearest_document = 1'000;       ///< points; dearer ones are refused, whatever the bucket holds
  std::string served_version = "2026-10";
  std::chrono::seconds token_life{86'400};
  bool keeps_spent_refresh_token = true;  ///< a refresh token works again until its successor is used
  /// Tokens that were bought, oldest first; all but the last two are refused.
  const std::vector<std::string>& bought_tokens() const { return bought_; }
  /// The refresh token that buys the next token.
  const std::string& refresh_token() const { return refresh_token_; }
  /// The merchant revokes what was bought.
  void revoke_tokens() { revoked_before_ = bought_.size(); }

 protected:
  sandbox::Response answer(const sandbox::Request& request, const PlatformCall& call) override;
  sandbox::Response unauthorized() override;

 private:
  sandbox::Response sell_token(const PlatformCall& call);
  sandbox::Response graphql(const PlatformCall& call);
  bool accepts(const std::string& token) const;
  Json run(const GraphqlOperation& operation);
  Json value_of(const GraphqlField& field);
  std::optional<Json> about_the_shop(const GraphqlField& field) const;
  Json cost_block(double asked) const;
  void refill();

  const base::Clock& clock_;
  FakeShopifyCatalogue catalogue_;
  FakeShopifyBulk bulk_;
  FakeShopifyOrders orders_;
  ShopifyBucket bucket_;
  base::Timestamp filled_at_;
  std::set<std::string> scopes_;
  std::vector<std::string> bought_;
  std::size_t revoked_before_ = 0;
  std::vector<base::Timestamp> bought_at_;
  std::string refresh_token_ = kRefreshToken, spent_refresh_token_;
};

}  // namespace tillbridge::tests
