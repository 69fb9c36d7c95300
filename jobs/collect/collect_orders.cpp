#include "jobs/collect/collect_orders.hpp"

#include <set>

#include "base/log.hpp"
#include "jobs/collect/record_collected_order.hpp"
#include "jobs/collect/wake_inventory.hpp"

namespace tillbridge::jobs {
namespace {

using domain::CollectedOrder;
using persistence::UnitOfWork;

/// Records these orders, inside the caller's transaction; returns how many brought news.
std::int64_t record(RunContext& run, UnitOfWork& work, std::span<const CollectedOrder> orders) {
  if (orders.empty()) return 0;
  const auto step = work.accounts().step_clock(run.account.id);
  std::int64_t changed = 0;
  std::set<domain::ItemId> items;
  for (const auto& order : orders) {
    const auto recorded = record_collected_order(work, run.account, run.site, order, step, run.now());
    changed += recorded.changed() ? 1 : 0;
    items.insert(recorded.items.begin(), recorded.items.end());
  }
  wake_inventory(work, run.site, {items.begin(), items.end()}, run.now());
  return changed;
}

/// One by one, so that only the order at fault is left out. False when the lease is lost.
bool record_singly(RunContext& run, std::span<const CollectedOrder> orders, Collection& collection) {
  for (const auto& order : orders) {
    std::int64_t changed = 0;
    try {
      if (!run.lease.write([&](UnitOfWork& work) { changed = record(run, work, {&order, 1}); })) return false;
      collection.changed += changed;
    } catch (const persistence::DatabaseUnavailable&) {
      throw;
    } catch (const std::exception& e) {
      const auto& id = order.order.web_order_id;
      base::log_error("jobs", "order_not_stored", {{"account", run.account.store_id}, {"site", run.site.name}, {"web_order", id}, {"cause", e.what()}});
      collection.not_stored.push_back(id);
      const persistence::AuditEntry entry{run.now(), "jobs", "order_not_stored", run.site.name + "/" + id, "see the log; pull it once the cause is mended"};
      if (!run.lease.write([&](UnitOfWork& work) { work.audit().append(run.account.id, entry); })) return false;
    }
  }
  return true;
}

bool store_page(RunContext& run, const domain::OrderCursor& from, const connectors::OrderPage& page, Collection& collection) {
  auto advance = [&](UnitOfWork& work) {
    if (work.sites().order_cursor(run.account.id, run.site.id) == from && !(page.next == from))
      work.sites().store_order_cursor(run.account.id, run.site.id, page.next);
  };
  std::int64_t changed = 0;
  try {
    const bool ours = run.lease.write([&](UnitOfWork& work) {
      changed = record(run, work, page.orders);
      advance(work);
    });
    collection.changed += changed;
    return ours;
  } catch (const persistence::DatabaseUnavailable&) {
    throw;
  } catch (const std::exception& e) {
    base::log_warn("jobs", "order_page_not_stored", {{"account", run.account.store_id}, {"site", run.site.name}, {"orders", page.orders.size()}, {"cause", e.what()}});
    return record_singly(run, page.orders, collection) && run.lease.write(advance);
  }
}

Stop stop_for(const base::Error& error) {
  const auto word = error.code == base::ErrorCode::kUnavailable ? "unavailable" : "failed";
  return {word, "the orders could not be read: " + error.message};
}

}  // namespace

Collection collect_orders(RunContext& run, SiteGate& gate) {
  Collection collection;
  domain::OrderCursor cursor;
  run.services.database.read([&](UnitOfWork& work) { cursor = work.sites().order_cursor(run.account.id, run.site.id); });
  while (true) {
    if ((collection.stop = run.may_not_call())) return collection;
    const auto page = run.shop.fetch_orders(cursor, run.site.orders_since.value_or(run.started));
    if (!page) {
      collection.stop = gate.settle(page.error());
      if (!collection.stop) collection.stop = stop_for(page.error());
      return collection;
    }
    collection.orders += static_cast<std::int64_t>(page->orders.size());
    if (!store_page(run, cursor, *page, collection)) {
      collection.stop = run.may_not_call();
      return collection;
    }
    if (!page->more) break;
    if (page->next == cursor) {
      collection.stop = Stop{"failed", "the shop's order list does not move on; see the log"};
      base::log_error("jobs", "order_cursor_stuck", {{"account", run.account.store_id}, {"site", run.site.name}, {"cursor", cursor.text}});
      return collection;
    }
    cursor = page->next;
  }
  // The shop answers: its failures in a row end here.
  run.lease.write([&](UnitOfWork& work) { gate.settle(work, CallVerdict::kWell, {}, {}); });
  return collection;
}

}  // namespace tillbridge::jobs
