#pragma once
#include "persistence/retention.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociRetentionRepository final : public RetentionRepository {
 public:
  explicit SociRetentionRepository(Session& session) : session_(session) {}

  std::vector<StoredDocument> list_confirmed_before(domain::AccountId account, base::Timestamp before, int limit) override;
  bool strip_document(domain::AccountId account, const domain::Document& stripped, domain::DocumentState state, base::Timestamp now) override;
  std::vector<domain::Order> list_quiet_orders(domain::AccountId account, base::Timestamp before, const std::optional<Position>& behind, int limit) override;
  void strip_order(domain::AccountId account, const domain::Order& stripped, const std::vector<domain::OrderEvent>& stripped_events,
                   base::Timestamp now) override;
  std::vector<domain::DocumentId> forget_order(domain::AccountId account, const domain::Order& order) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
