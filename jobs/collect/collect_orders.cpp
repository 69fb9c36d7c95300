#include "jobs/collect/collect_orders.hpp"

#include <set>

#include "base/log.hpp"
#include "jobs/collect/record_collected_order.hpp"
#include "jobs/collect/unreadable_orders.hpp"
#include "jobs/collect/wake_inventory.hpp"
#include "jobs/level/row_after.hpp"

namespace tillbridge::jobs {
namespace {

using connectors::OutcomeKind;
using connectors::UnreadableOrder;
using domain::CollectedOrder;
using persistence::UnitOfWork;

/// Records these orders, inside the caller's transaction; returns how many brought news.
std::int64_t record(RunContext& run, UnitOfWork& work, std::span<const CollectedOrder> orders) {
  if (orders.empty()) return 0;
  const auto step = work.accounts().step_clock(run.account.id);
  std::int64_t changed = 0;
  std::set<domain::ItemId> items;
  for (const auto& recorded : record_collected_orders(work, run.account, run.site, orders, step, [&] { return run.now(); })) {
    changed += recorded.changed() ? 1 : 0;
    items.insert(recorded.items.begin(), recorded.items.end());
  }
  wake_inventory(work, run.site, {items.begin(), items.end()}, run.now());
  forget_unreadable(work, run.site, orders);
  return changed;
}

/// Parks what cannot be read, inside the caller's transaction; returns what was not parked with these words before.
std::vector<UnreadableOrder> park(RunContext& run, UnitOfWork& work, const std::vector<UnreadableOrder>& unreadable) {
  std::vector<UnreadableOrder> news;
  for (const auto& order : unreadable)
    if (set_aside(work, run.site, order, connectors::kUnreadableOrder, run.now())) news.push_back(order);
  return news;
}

void note_unreadable(RunContext& run, std::vector<UnreadableOrder> news, Collection& collection) {
  for (auto& order : news) {
    base::log_warn("jobs", "order_unreadable", {{"account", run.account.store_id}, {"site", run.site.name}, {"web_order", order.web_order_id}, {"reason", order.reason}});
    collection.unreadable.push_back(std::move(order));
  }
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
      const persistence::AuditEntry entry{run.now(), "jobs", "order_not_stored", run.site.name + "/" + id, "see the log; send it on once the cause is mended"};
      const bool ours = run.lease.write([&](UnitOfWork& work) {
        work.audit().append(run.account.id, entry);
        set_aside(work, run.site, {id, order.order.number, "it could not be stored; the log has the cause"}, "order_not_stored", run.now());
      });
      if (!ours) return false;
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
  std::vector<UnreadableOrder> news;
  try {
    const bool ours = run.lease.write([&](UnitOfWork& work) {
      changed = record(run, work, page.orders);
      news = park(run, work, page.unreadable);
      advance(work);
    });
    collection.changed += changed;
    if (ours) note_unreadable(run, std::move(news), collection);
    return ours;
  } catch (const persistence::DatabaseUnavailable&) {
    throw;
  } catch (const std::exception& e) {
    base::log_warn("jobs", "order_page_not_stored", {{"account", run.account.store_id}, {"site", run.site.name}, {"orders", page.orders.size()}, {"cause", e.what()}});
    if (!record_singly(run, page.orders, collection)) return false;
    const bool ours = run.lease.write([&](UnitOfWork& work) {
      news = park(run, work, page.unreadable);
      advance(work);
    });
    if (ours) note_unreadable(run, std::move(news), collection);
    return ours;
  }
}

Stop stop_for(const base::Error& error) {
  const auto word = error.code == base::ErrorCode::kUnavailable ? "unavailable" : "failed";
  return {word, "the orders could not be read: " + error.message};
}

OutcomeKind kind_of(const base::Error& error) {
  switch (error.code) {
    case base::ErrorCode::kUnauthenticated: return OutcomeKind::kUnauthorized;
    case base::ErrorCode::kRateLimited: return OutcomeKind::kThrottled;
    case base::ErrorCode::kRejectedByPlatform: return OutcomeKind::kRejected;
    default: return OutcomeKind::kRetry;
  }
}

/// The shop has it no longer: nothing is left to be read.
void drop_missing(RunContext& run, const std::string& id, const std::string& words) {
  run.lease.write([&](UnitOfWork& work) {
    forget_unreadable(work, run.site, id);
    work.audit().append(run.account.id, {run.now(), "jobs", "unreadable_order_gone", run.site.name + "/" + id, words});
  });
}

void keep_due(RunContext& run, const domain::Delivery& row, const base::Error& error) {
  const RetryRules rules{run.services.settings.backoff_base, run.services.settings.backoff_cap};
  const auto after = row_after(row, {kind_of(error), std::string(error.catalogue_word()), error.message, {}}, rules, run.now(), run.services.random.fraction());
  run.lease.write([&](UnitOfWork& work) { store_unreadable(work, run.site, after); });
}

/// Reads the orders again that were set aside and are due, one by one.
void read_set_aside(RunContext& run, SiteGate& gate, Collection& collection) {
  std::vector<domain::Delivery> due;
  run.services.database.read([&](UnitOfWork& work) { due = list_unreadable_due(work, run.site, run.now()); });
  for (const auto& row : due) {
    if ((collection.stop = run.may_not_call())) return;
    const auto id = web_order_id_of(row);
    const auto order = run.shop.fetch_order(id);
    if (order) {
      ++collection.orders;
      if (!record_singly(run, {&*order, 1}, collection)) return;
      continue;
    }
    const auto& error = order.error();
    if (error.code == base::ErrorCode::kNotFound) {
      drop_missing(run, id, error.message);
    } else if (error.catalogue_word() == connectors::kUnreadableOrder) {
      std::vector<UnreadableOrder> news;
      run.lease.write([&](UnitOfWork& work) { news = park(run, work, {{id, "", error.details}}); });
      note_unreadable(run, std::move(news), collection);
    } else {
      keep_due(run, row, error);
      if ((collection.stop = gate.settle(error))) return;
    }
  }
}

}  // namespace

Collection collect_orders(RunContext& run, SiteGate& gate) {
  Collection collection;
  read_set_aside(run, gate, collection);
  if (!collection.stop) collection.stop = run.may_not_call();
  if (collection.stop) return collection;
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
