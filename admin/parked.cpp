#include "admin/parked.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "admin/audit_trail.hpp"
#include "admin/choice.hpp"
#include "admin/orders.hpp"
#include "jobs/run_by_hand.hpp"

namespace tillbridge::admin {
namespace {

using base::Error;
using base::ErrorCode;
using domain::DeliveryState;

/// Far above what anyone clears by hand at once.
constexpr int kMaxRetriedAtOnce = 100'000;

struct Reader {
  persistence::UnitOfWork& work;
  domain::AccountId account;
  std::optional<domain::SiteId> site;
  std::map<domain::SiteId, std::string> names;
  int limit;

  void read_documents(std::vector<ParkedEntry>& out) {
    for (const auto& [document, status] : work.documents().list_parked(account, site, limit)) {
      out.push_back({.kind = "document", .key = status.id, .site_name = names[status.site_id], .detail = to_word(status.kind) + " of order " + document.web_order_number,
                     .code = status.refusal_code, .message = status.refusal_message, .since = status.first_offered_at, .tries = static_cast<int>(status.offered_count)});
    }
  }
  void read_deliveries(std::vector<ParkedEntry>& out) {
    for (const auto& row : work.deliveries().list(account, site, DeliveryState::kParked, limit)) {
      out.push_back({.kind = "delivery", .key = row.item_id, .site_name = names[row.site_id], .detail = to_word(row.job), .code = row.last_code,
                     .message = row.last_message, .since = row.first_failed_at, .tries = row.tries});
    }
  }
  void read_shipments(std::vector<ParkedEntry>& out) {
    for (const auto& row : work.shipments().list_unsettled(account, site, limit)) {
      if (row.state != DeliveryState::kParked) continue;
      out.push_back({.kind = "shipment", .key = row.shipment.shipment_id, .site_name = names[row.shipment.site_id], .detail = "order " + row.shipment.web_order_id,
                     .code = row.last_code, .message = row.last_message, .since = row.first_failed_at, .tries = row.tries});
    }
  }
};

base::Result<void> retry_shipment(AdminServices& services, const std::string& store_id, const std::string& shipment_id) {
  base::Result<void> out;
  services.database.write([&](persistence::UnitOfWork& work) {
    const auto account = choose_account(work, store_id);
    if (!account) return void(out = account.error());
    work.accounts().step_clock(account->id);
    const auto found = work.shipments().find(account->id, shipment_id);
    const auto now = services.clock.now();
    if (!found) return void(out = Error{ErrorCode::kNotFound, fmt::format("account {} has no shipment {}", account->store_id, shipment_id)});
    if (!work.shipments().release(account->id, shipment_id, now)) {
      return void(out = Error{ErrorCode::kConflict, fmt::format("shipment {} is not parked: {}", shipment_id, found->done ? "the shop has it" : "it is tried again by itself")});
    }
    work.jobs().make_due(account->id, found->shipment.site_id, domain::JobKind::kOrders, now);
    record_act(work, services, account->id, "shipment_retried", shipment_id, found->last_code);
  });
  return out;
}

base::Result<std::int64_t> retry_deliveries(AdminServices& services, const ChosenSite& chosen, domain::JobKind job, std::vector<domain::ItemId> items, bool recreate) {
  auto of_jobs = job_services(services);
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  if (recreate) {
    for (const auto& item : items) {
      if (auto forgotten = jobs::recreate_listing(of_jobs, chosen.account.id, chosen.site.name, item); !forgotten) return forgotten.error();
    }
  }
  auto count = jobs::retry_parked(of_jobs, chosen.account.id, chosen.site.name, job, items);
  if (!count) return count;
  if (*count == 0 && !items.empty() && !recreate) {
    return Error{ErrorCode::kNotFound, fmt::format("nothing of {} is parked in job {} of site {}; `tillbridge parked list` shows what is", fmt::join(items, ", "), to_word(job), chosen.site.name)};
  }
  services.database.write([&](persistence::UnitOfWork& work) {
    work.accounts().step_clock(chosen.account.id);
    record_act(work, services, chosen.account.id, recreate ? "listings_recreated" : "deliveries_retried", chosen.site.name + " " + to_word(job),
               fmt::format("{} rows{}", *count, items.empty() ? "" : ": " + fmt::format("{}", fmt::join(items, ", ")).substr(0, 500)));
  });
  return count;
}

/// The request for all that is parked now.
base::Result<std::vector<ParkedEntry>> all_parked(AdminServices& services, const RetryRequest& request) {
  return list_parked(services, {.store_id = request.store_id, .site = request.site, .limit = kMaxRetriedAtOnce});
}

}  // namespace

base::Result<std::vector<ParkedEntry>> list_parked(AdminServices& services, const ParkedFilter& filter) {
  base::Result<std::vector<ParkedEntry>> out = std::vector<ParkedEntry>{};
  services.database.read([&](persistence::UnitOfWork& work) {
    out = std::vector<ParkedEntry>{};
    const auto slash = filter.site.find('/');
    const auto account = choose_account(work, slash == std::string::npos ? filter.store_id : filter.site.substr(0, slash));
    if (!account) return void(out = account.error());
    Reader reader{work, account->id, {}, {}, filter.limit};
    for (const auto& site : work.sites().list(account->id)) reader.names[site.id] = site.name;
    if (!filter.site.empty()) {
      const auto chosen = choose_site(work, filter.store_id, filter.site);
      if (!chosen) return void(out = chosen.error());
      reader.site = chosen->site.id;
    }
    reader.read_documents(*out);
    reader.read_deliveries(*out);
    reader.read_shipments(*out);
  });
  return out;
}

base::Result<RetryReport> retry_parked(AdminServices& services, const RetryRequest& request) {
  if (auto allowed = require_role(services.role, Role::kOperator, "send on what is parked"); !allowed) return allowed.error();
  RetryReport report;
  auto documents = request.documents, shipments = request.shipments;
  std::map<std::pair<std::string, std::string>, std::vector<domain::ItemId>> deliveries;  // by site and job
  if (request.everything) {
    auto parked = all_parked(services, request);
    if (!parked) return parked.error();
    for (const auto& entry : *parked) {
      if (entry.kind == "document") documents.push_back(entry.key);
      else if (entry.kind == "shipment") shipments.push_back(entry.key);
      else deliveries[{entry.site_name, entry.detail}].push_back(entry.key);
    }
  } else if (request.job) {
    deliveries[{request.site, to_word(*request.job)}] = request.items;
  }
  const auto slash = request.site.find('/');
  const auto store_id = slash == std::string::npos ? request.store_id : request.site.substr(0, slash);
  for (const auto& id : documents) {
    if (auto sent = resend_document(services, {.store_id = store_id, .document_id = id}); !sent) return sent.error();
    ++report.documents;
  }
  for (const auto& id : shipments) {
    if (auto sent = retry_shipment(services, store_id, id); !sent) return sent.error();
    ++report.shipments;
  }
  for (const auto& [place, items] : deliveries) {
    base::Result<ChosenSite> chosen = ChosenSite{};
    services.database.read([&](persistence::UnitOfWork& work) { chosen = choose_site(work, store_id, place.first); });
    if (!chosen) return chosen.error();
    const auto count = retry_deliveries(services, *chosen, *domain::job_kind_from(place.second), items, request.recreate);
    if (!count) return count.error();
    report.deliveries += *count;
  }
  return report;
}

}  // namespace tillbridge::admin
