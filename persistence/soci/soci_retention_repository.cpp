#include "persistence/soci/soci_retention_repository.hpp"

#include <algorithm>

#include "persistence/codec/document_json.hpp"
#include "persistence/codec/web_order_json.hpp"
#include "persistence/soci/document_rows.hpp"
#include "persistence/soci/in_list.hpp"
#include "persistence/soci/order_rows.hpp"

namespace tillbridge::persistence::soci {

using domain::DocumentState;

std::vector<StoredDocument> SociRetentionRepository::list_confirmed_before(domain::AccountId account, base::Timestamp before, int limit) {
  auto rows = session_.query("SELECT " + kDocumentStatusColumns +
                                 ", payload FROM document WHERE account_id = ? AND purged_at IS NULL AND confirmed_at < ? AND state = ? "
                                 "ORDER BY confirmed_at LIMIT ?",
                             {account, before, to_word(DocumentState::kConfirmed), limit});
  codec::JsonReader reader;
  std::vector<StoredDocument> documents;
  while (rows.next()) {
    StoredDocument stored;
    stored.status = status_of(rows);
    stored.document = codec::document_from(reader, rows.text());
    documents.push_back(std::move(stored));
  }
  return documents;
}

bool SociRetentionRepository::strip_document(domain::AccountId account, const domain::Document& stripped, DocumentState state, base::Timestamp now) {
  return session_.execute("UPDATE document SET payload = ?, purged_at = ? WHERE account_id = ? AND document_id = ? AND state = ? AND purged_at IS NULL",
                          {codec::text_of(codec::to_json(stripped)), now, account, stripped.id, to_word(state)}) > 0;
}

std::vector<domain::Order> SociRetentionRepository::list_quiet_orders(domain::AccountId account, base::Timestamp before,
                                                                      const std::optional<Position>& behind, int limit) {
  std::string where = " AND purged_at IS NULL AND collected_at < ?";
  Values values = {account, before};
  if (behind) {
    where += " AND collected_at >= ? AND (collected_at > ? OR order_id > ?)";
    values = joined(values, {behind->collected_at, behind->collected_at, behind->order_id});
  }
  values.emplace_back(limit);
  return orders_of(session_.query(kSelectOrders + where + " ORDER BY collected_at, order_id LIMIT ?", values));
}

void SociRetentionRepository::strip_order(domain::AccountId account, const domain::Order& stripped, const std::vector<domain::OrderEvent>& stripped_events,
                                          base::Timestamp now) {
  session_.execute("UPDATE web_order SET payload = ?, purged_at = ? WHERE account_id = ? AND order_id = ?",
                   {codec::text_of(codec::to_json(stripped.web)), now, account, stripped.id});
  for (const auto& event : stripped_events)
    session_.execute("UPDATE order_event SET payload = ? WHERE account_id = ? AND site_id = ? AND event_id = ?",
                     {codec::text_of(codec::to_json(event)), account, stripped.site_id, event.event_id});
}

std::vector<domain::DocumentId> SociRetentionRepository::forget_order(domain::AccountId account, const domain::Order& order) {
  const std::string never_offered = " FROM document WHERE account_id = ? AND order_id = ? AND offered_count = 0";
  auto rows = session_.query("SELECT document_id" + never_offered + " ORDER BY document_id" + session_.lock_rows(), {account, order.id});
  std::vector<domain::DocumentId> gone;
  while (rows.next()) gone.push_back(rows.text());
  session_.execute("DELETE" + never_offered, {account, order.id});
  session_.execute("DELETE FROM order_event WHERE account_id = ? AND order_id = ?", {account, order.id});
  session_.execute("DELETE FROM web_order WHERE account_id = ? AND order_id = ?", {account, order.id});
  return gone;
}

}  // namespace tillbridge::persistence::soci
