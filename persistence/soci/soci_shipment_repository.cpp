#include "persistence/soci/soci_shipment_repository.hpp"

#include "persistence/codec/document_json.hpp"
#include "persistence/soci/in_list.hpp"
#include "persistence/soci/stored_words.hpp"

namespace tillbridge::persistence::soci {
namespace {

using domain::DeliveryState;

const std::string kSelect =
    "SELECT s.payload, s.state, s.done, s.sequence, s.token, s.due_at, s.tries, s.first_failed_at, s.last_code, s.last_message FROM shipment s "
    "WHERE s.account_id = ?";

std::vector<ShipmentDelivery> deliveries_of(Rows rows) {
  codec::JsonReader reader;
  std::vector<ShipmentDelivery> deliveries;
  while (rows.next()) {
    ShipmentDelivery delivery;
    delivery.shipment = codec::shipment_from(reader, rows.text());
    delivery.state = known_word(domain::delivery_state_from, rows.text());
    delivery.done = rows.flag();
    delivery.sequence = rows.integer();
    delivery.token = rows.integer();
    delivery.due_at = rows.time();
    delivery.tries = static_cast<int>(rows.integer());
    delivery.first_failed_at = rows.optional_time();
    delivery.last_code = rows.text();
    delivery.last_message = rows.text();
    deliveries.push_back(std::move(delivery));
  }
  return deliveries;
}

}  // namespace

std::optional<ShipmentDelivery> SociShipmentRepository::find(domain::AccountId account, const std::string& shipment_id) {
  auto found = deliveries_of(session_.query(kSelect + " AND s.shipment_id = ?", {account, shipment_id}));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void SociShipmentRepository::append(domain::AccountId account, const domain::Shipment& shipment, base::Timestamp now) {
  const auto sequence = session_.query_integer("SELECT COALESCE(MAX(sequence), 0) + 1 FROM shipment WHERE account_id = ?", {account});
  session_.execute(
      "INSERT INTO shipment (account_id, shipment_id, sequence, site_id, order_id, payload, state, done, token, due_at, tries, first_failed_at, last_code, "
      "last_message, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, 0, NULL, '', '', ?)",
      {account, shipment.shipment_id, sequence, shipment.site_id, shipment.order_id, codec::text_of(codec::to_json(shipment)),
       to_word(DeliveryState::kWaiting), now, now});
}

std::vector<ShipmentDelivery> SociShipmentRepository::list_by_order(domain::AccountId account, const domain::OrderId& order) {
  return deliveries_of(session_.query(kSelect + " AND s.order_id = ? ORDER BY s.sequence", {account, order}));
}

std::vector<ShipmentDelivery> SociShipmentRepository::claim_due(const domain::JobLease& lease, base::Timestamp now, int limit) {
  // A parcel that is not settled, even a parked one, holds the later ones of its order.
  auto due = deliveries_of(session_.query(
      kSelect +
          " AND s.site_id = ? AND s.done = 0 AND ((s.state IN ('waiting', 'unknown') AND s.due_at <= ?) OR (s.state = 'leased' AND s.token <> ?)) "
          "AND NOT EXISTS (SELECT 1 FROM shipment e WHERE e.account_id = s.account_id AND e.order_id = s.order_id AND e.done = 0 AND e.sequence < s.sequence) "
          "ORDER BY s.sequence LIMIT ?" +
          session_.lock_rows(),
      {lease.account_id, lease.site_id, now, lease.token, limit}));
  for (auto& delivery : due) {
    session_.execute("UPDATE shipment SET state = ?, token = ? WHERE account_id = ? AND shipment_id = ?",
                     {to_word(DeliveryState::kLeased), lease.token, lease.account_id, delivery.shipment.shipment_id});
    delivery.state = DeliveryState::kLeased;
    delivery.token = lease.token;
  }
  return due;
}

bool SociShipmentRepository::settle(const domain::JobLease& lease, const ShipmentDelivery& delivery) {
  return session_.execute(
             "UPDATE shipment SET state = ?, done = ?, due_at = ?, tries = ?, first_failed_at = ?, last_code = ?, last_message = ? "
             "WHERE account_id = ? AND shipment_id = ? AND token = ? AND state = 'leased'",
             {to_word(delivery.state), delivery.done, delivery.due_at, delivery.tries, delivery.first_failed_at, delivery.last_code, delivery.last_message,
              lease.account_id, delivery.shipment.shipment_id, lease.token}) == 1;
}

std::vector<ShipmentDelivery> SociShipmentRepository::list_unsettled(domain::AccountId account, std::optional<domain::SiteId> site, int limit) {
  if (site) return deliveries_of(session_.query(kSelect + " AND s.site_id = ? AND s.done = 0 ORDER BY s.sequence LIMIT ?", {account, *site, limit}));
  return deliveries_of(session_.query(kSelect + " AND s.done = 0 ORDER BY s.sequence LIMIT ?", {account, limit}));
}

bool SociShipmentRepository::release(domain::AccountId account, const std::string& shipment_id, base::Timestamp now) {
  return session_.execute("UPDATE shipment SET state = ?, due_at = ?, token = 0 WHERE account_id = ? AND shipment_id = ? AND done = 0 AND state <> 'leased'",
                          {to_word(DeliveryState::kWaiting), now, account, shipment_id}) == 1;
}

}  // namespace tillbridge::persistence::soci
