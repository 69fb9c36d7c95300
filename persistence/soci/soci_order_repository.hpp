#pragma once
#include "persistence/orders.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociOrderRepository final : public OrderRepository {
 public:
  explicit SociOrderRepository(Session& session) : session_(session) {}

  std::optional<domain::Order> find_by_web_id(domain::AccountId account, domain::SiteId site, const std::string& web_order_id) override;
  std::optional<domain::Order> find_by_number(domain::AccountId account, domain::SiteId site, const std::string& number) override;
  std::optional<domain::Order> find(domain::AccountId account, const domain::OrderId& id) override;
  void upsert(domain::AccountId account, const domain::Order& order) override;
  bool append_event(domain::AccountId account, domain::SiteId site, const domain::OrderId& order, const domain::OrderEvent& event) override;
  std::vector<domain::OrderEvent> list_events(domain::AccountId account, const domain::OrderId& order) override;
  std::vector<domain::Order> list(domain::AccountId account, const Filter& filter) override;
  std::int64_t count(domain::AccountId account, std::optional<domain::SiteId> site) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
