#pragma once
#include "admin/accounts.hpp"
#include "admin/cli/context.hpp"
#include "admin/orders.hpp"
#include "admin/parked.hpp"
#include "admin/reservations.hpp"
#include "admin/safety_stock.hpp"
#include "admin/sites.hpp"
#include "admin/status.hpp"
#include "jobs/explain.hpp"
#include "jobs/run_report.hpp"

namespace tillbridge::admin::cli {

/// The JSON of --json: snake_case names, times as ISO 8601 UTC or null, money and quantities as text with a point (never a floating
/// point number), enumerations as the words of the glossary. Names are added over time, never changed.

Json time_json(const std::optional<base::Timestamp>& at);
Json to_json(const domain::Account& account);
Json to_json(const AccountView& view);
Json to_json(const NewLogin& login);
Json to_json(const domain::Site& site);
Json to_json(const domain::SiteHealth& health);
Json to_json(const domain::JobStatus& job);
Json to_json(const SiteView& view);
Json to_json(const SiteTestReport& report);
Json to_json(const SystemStatus& status);
Json to_json(const jobs::ItemExplanation& explanation);
Json to_json(const jobs::RunReport& report);
Json to_json(const OrderListEntry& entry);
Json to_json(const OrderView& view);
Json to_json(const domain::DocumentStatus& status);
Json to_json(const ParkedEntry& entry);
Json to_json(const ReservationEntry& entry);
Json to_json(const domain::AllocationEntry& entry);
Json to_json(const SafetyStockView& view);
Json to_json(const persistence::AuditEntry& entry);

template <class Range>
Json list_json(const Range& range) {
  Json out = Json::array();
  for (const auto& entry : range) out.push_back(to_json(entry));
  return out;
}

}  // namespace tillbridge::admin::cli
