#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/delivery.hpp"
#include "domain/order.hpp"
#include "domain/site.hpp"

namespace tillbridge::persistence {

/// Sites, their sealed secrets, their health and the cursor of their orders.
class SiteRepository {
 public:
  virtual ~SiteRepository() = default;

  /// Stores a new site and returns its id (1, 2, … inside the account). Throws DuplicateKey when the name is taken.
  virtual domain::SiteId insert(const domain::Site& site) = 0;
  virtual void update(const domain::Site& site) = 0;
  virtual std::optional<domain::Site> find_by_name(domain::AccountId account, const std::string& name) = 0;
  virtual domain::Site get(domain::AccountId account, domain::SiteId id) = 0;
  /// By id.
  virtual std::vector<domain::Site> list(domain::AccountId account) = 0;

  /// Secrets as sealed text per name (base/sealing.hpp); persistence never sees them in the clear.
  virtual void upsert_sealed_secret(domain::AccountId account, domain::SiteId site, const std::string& name, const std::string& sealed) = 0;
  virtual std::vector<std::pair<std::string, std::string>> list_sealed_secrets(domain::AccountId account, domain::SiteId site) = 0;

  virtual domain::SiteHealth health(domain::AccountId account, domain::SiteId site) = 0;
  virtual void store_health(domain::AccountId account, domain::SiteId site, const domain::SiteHealth& health) = 0;

  virtual domain::OrderCursor order_cursor(domain::AccountId account, domain::SiteId site) = 0;
  virtual void store_order_cursor(domain::AccountId account, domain::SiteId site, const domain::OrderCursor& cursor) = 0;
};

}  // namespace tillbridge::persistence
