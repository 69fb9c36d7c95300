#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/order.hpp"

namespace tillbridge::persistence {

/// Web orders: the newest snapshot of each and every event that happened to it.
class OrderRepository {
 public:
  virtual ~OrderRepository() = default;
  virtual std::optional<domain::Order> find_by_web_id(domain::AccountId account, domain::SiteId site, const std::string& web_order_id) = 0;
  virtual std::optional<domain::Order> find_by_number(domain::AccountId account, domain::SiteId site, const std::string& number) = 0;
  virtual std::optional<domain::Order> find(domain::AccountId account, const domain::OrderId& id) = 0;
  virtual void upsert(domain::AccountId account, const domain::Order& order) = 0;
  /// False when (site, event_id) is known already: then nothing changes.
  virtual bool append_event(domain::AccountId account, domain::SiteId site, const domain::OrderId& order, const domain::OrderEvent& event) = 0;
  /// All events of an order, by (occurred_at, event_id).
  virtual std::vector<domain::OrderEvent> list_events(domain::AccountId account, const domain::OrderId& order) = 0;
  struct Filter { std::optional<domain::SiteId> site; std::string status; int limit = 50; std::string number = {}; };
  /// Newest first.
  virtual std::vector<domain::Order> list(domain::AccountId account, const Filter& filter) = 0;
  virtual std::int64_t count(domain::AccountId account, std::optional<domain::SiteId> site) = 0;
};

}  // namespace tillbridge::persistence
