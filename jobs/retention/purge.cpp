#include "jobs/retention/purge.hpp"

#include <algorithm>

#include "domain/stripped_content.hpp"

namespace tillbridge::jobs {
namespace {

using domain::DocumentState;
using persistence::RetentionRepository;
using persistence::UnitOfWork;

constexpr std::chrono::hours kReferencesKept{7 * 24};

bool has_due_documents(persistence::Database& database, domain::AccountId account, base::Timestamp before) {
  bool due = false;
  database.read([&](UnitOfWork& work) { due = !work.retention().list_confirmed_before(account, before, 1).empty(); });
  return due;
}

/// True when there may be more.
bool strip_documents(persistence::Database& database, const base::Clock& clock, domain::AccountId account, base::Timestamp before, std::int64_t& count) {
  if (!has_due_documents(database, account, before)) return false;
  std::int64_t stripped = 0;
  std::size_t listed = 0;
  database.write([&](UnitOfWork& work) {
    stripped = 0;
    work.accounts().step_clock(account);
    const auto due = work.retention().list_confirmed_before(account, before, kPurgeChunk);
    listed = due.size();
    for (const auto& [document, status] : due)
      if (work.retention().strip_document(account, domain::stripped(document), status.state, clock.now())) ++stripped;
  });
  count += stripped;
  return listed == static_cast<std::size_t>(kPurgeChunk);
}

/// Nothing of the order is needed whole any more.
bool is_over(const domain::Order& order, const std::vector<persistence::StoredDocument>& documents) {
  return order.web.closed && std::all_of(documents.begin(), documents.end(), [](const auto& stored) {
    return stored.status.purged_at || stored.status.state == DocumentState::kReplaced;
  });
}

/// Looks at one page of quiet orders; moves `behind`. True when there may be more.
bool strip_orders(persistence::Database& database, const base::Clock& clock, domain::AccountId account, base::Timestamp before,
                  std::optional<RetentionRepository::Position>& behind, std::int64_t& count) {
  std::vector<domain::Order> page;
  std::vector<domain::Order> over;
  database.read([&](UnitOfWork& work) {
    page = work.retention().list_quiet_orders(account, before, behind, kPurgeChunk);
    over.clear();
    for (const auto& order : page)
      if (order.web.closed && is_over(order, work.documents().list_by_order(account, order.id))) over.push_back(order);
  });
  if (page.empty()) return false;
  behind = RetentionRepository::Position{page.back().collected_at, page.back().id};
  if (over.empty()) return page.size() == static_cast<std::size_t>(kPurgeChunk);
  std::int64_t stripped = 0;
  database.write([&](UnitOfWork& work) {
    stripped = 0;
    work.accounts().step_clock(account);
    for (const auto& seen : over) {
      // Behind the account's lock it may look otherwise.
      const auto order = work.orders().find(account, seen.id);
      if (!order || order->purged_at || order->collected_at != seen.collected_at || !is_over(*order, work.documents().list_by_order(account, order->id))) continue;
      strip_order(work, account, *order, clock.now());
      ++stripped;
    }
  });
  count += stripped;
  return page.size() == static_cast<std::size_t>(kPurgeChunk);
}

}  // namespace

PurgeReport purge_account(persistence::Database& database, const base::Clock& clock, domain::AccountId account, base::Timestamp before, std::stop_token stop) {
  PurgeReport report;
  while (!stop.stop_requested() && strip_documents(database, clock, account, before, report.documents)) {
  }
  std::optional<RetentionRepository::Position> behind;
  while (!stop.stop_requested() && strip_orders(database, clock, account, before, behind, report.orders)) {
  }
  report.complete = !stop.stop_requested();
  return report;
}

PurgeReport purge(persistence::Database& database, const base::Clock& clock, std::chrono::days payload_kept, std::stop_token stop) {
  PurgeReport report;
  const auto now = clock.now();
  std::vector<domain::Account> accounts;
  database.read([&](UnitOfWork& work) { accounts = work.accounts().list(); });
  for (const auto& account : accounts) {
    const auto done = purge_account(database, clock, account.id, now - payload_kept, stop);
    report.documents += done.documents;
    report.orders += done.orders;
  }
  if (!stop.stop_requested()) database.write([&](UnitOfWork& work) { report.caller_references = work.caller_references().purge(now - kReferencesKept); });
  report.complete = !stop.stop_requested();
  return report;
}

StripReport strip_order(UnitOfWork& work, domain::AccountId account, const domain::Order& order, base::Timestamp now) {
  StripReport report;
  for (const auto& [document, status] : work.documents().list_by_order(account, order.id)) {
    if (status.purged_at) continue;
    const bool needed = status.state != DocumentState::kConfirmed && status.state != DocumentState::kReplaced;
    if (needed) report.kept.push_back(status.id);
    else if (work.retention().strip_document(account, domain::stripped(document), status.state, now)) ++report.documents;
  }
  domain::Order left = order;
  left.web = domain::stripped(left.web);
  auto events = work.orders().list_events(account, order.id);
  for (auto& event : events) event = domain::stripped(std::move(event));
  work.retention().strip_order(account, left, events, now);
  return report;
}

}  // namespace tillbridge::jobs
