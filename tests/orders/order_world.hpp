#pragma once
#include <string>
#include <vector>

#include "domain/order.hpp"
#include "jobs/collect/record_collected_order.hpp"
#include "persistence/database.hpp"
#include "services/fingerprints/fingerprints.hpp"
#include "services/handlers/confirm_documents.hpp"
#include "services/handlers/offer_documents.hpp"
#include "services/handlers/save_shipments_handler.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {

/// An account with one shop "shop" and the items A and B in an open store, and what the outside does to it: the shop tells of orders,
/// the POS posts quantities, pulls and confirms. The clock moves a second with everything that happens.
class OrderWorld {
 public:
  explicit OrderWorld(persistence::Database& database, const std::string& store_id = "store-1",
                      domain::PosStockMeaning meaning = domain::PosStockMeaning::kOnHand);

  jobs::RecordedOrder collect(const domain::Order& order, const std::vector<domain::OrderEvent>& events = {});
  /// A placed order of `quantity` of `item` with its own number.
  domain::Order place(int number, const std::string& item, const std::string& quantity);
  /// UpdateInventory with one row.
  void post(const std::string& item, const std::string& quantity, std::optional<base::Timestamp> as_of = std::nullopt);
  /// What the shop is to show.
  std::string web_quantity(const std::string& item);
  std::string allocated(const std::string& item);

  services::GetNewAnswer pull(domain::DocumentKind kind, std::int64_t max_count = 100);
  /// Accepts these ids; returns the results as words.
  std::vector<std::string> accept(domain::DocumentKind kind, const std::vector<std::string>& ids, std::optional<base::Timestamp> booked_at = std::nullopt);
  std::vector<std::string> refuse(domain::DocumentKind kind, const std::vector<std::string>& ids);
  services::ConfirmAnswer confirm(domain::DocumentKind kind, std::vector<domain::ConfirmEntry> entries);
  std::vector<services::SaveShipmentResult> save(std::vector<services::ShipmentRow> rows);

  domain::Account& account() { return account_; }
  domain::Site& site() { return site_; }
  /// Stores the account and the site as they were changed here.
  void store_settings();
  FixedClock& clock() { return clock_; }
  services::Caller caller() const { return {account_.id, "till", "req_1"}; }
  /// Points to another opening of the same store.
  void use(persistence::Database& database) { database_ = &database; }
  persistence::Database& database() { return *database_; }

 private:
  persistence::Database* database_;
  FixedClock clock_{at("2026-11-25T08:00:00Z")};
  base::SystemRandom random_;
  services::Fingerprints fingerprints_{random_};
  domain::Account account_;
  domain::Site site_;
};

std::vector<std::string> ids_of(const services::GetNewAnswer& answer);

}  // namespace tillbridge::tests
