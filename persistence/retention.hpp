#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/order.hpp"
#include "persistence/documents.hpp"

namespace tillbridge::persistence {

/// What is taken out of the store again: personal data and texts after their time, and an order that an operator wants to be read anew.
/// Keys, states, figures and evidence stay for ever. Content is handed in stripped (domain/stripped_content.hpp).
class RetentionRepository {
 public:
  virtual ~RetentionRepository() = default;

  /// Confirmed documents with their whole content, confirmed before that moment, the earliest first.
  virtual std::vector<StoredDocument> list_confirmed_before(domain::AccountId account, base::Timestamp before, int limit) = 0;
  /// False when it was stripped already or is not in `state` any more: then nothing changes.
  virtual bool strip_document(domain::AccountId account, const domain::Document& stripped, domain::DocumentState state, base::Timestamp now) = 0;

  /// Orders with their whole content that had no news since that moment, by (collected_at, id), behind `behind`.
  struct Position { base::Timestamp collected_at; domain::OrderId order_id; };
  virtual std::vector<domain::Order> list_quiet_orders(domain::AccountId account, base::Timestamp before, const std::optional<Position>& behind, int limit) = 0;
  /// Replaces the snapshot and the events by their stripped form and marks the order as purged.
  virtual void strip_order(domain::AccountId account, const domain::Order& stripped, const std::vector<domain::OrderEvent>& stripped_events,
                           base::Timestamp now) = 0;

  /// Removes the snapshot, its events and every document of the order that was never offered. Those that were offered stay with their
  /// evidence. Returns the ids that are gone, sorted.
  virtual std::vector<domain::DocumentId> forget_order(domain::AccountId account, const domain::Order& order) = 0;
};

}  // namespace tillbridge::persistence
