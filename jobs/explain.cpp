#include "jobs/explain.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/time_text.hpp"
#include "domain/stock_scope.hpp"
#include "jobs/explain_values.hpp"
#include "jobs/inventory/web_stock.hpp"
#include "jobs/products/products_job.hpp"

namespace tillbridge::jobs {
namespace {

using base::Decimal;
using domain::ItemId;
using domain::JobKind;
using persistence::UnitOfWork;

/// The open orders of the sites that share stock with `site`, oldest first.
void read_reservations(UnitOfWork& work, const domain::Site& site, const ItemId& item, ItemExplanation& out) {
  constexpr int kMost = 1'000;
  const auto sharing = domain::sites_sharing_stock(site, work.sites().list(site.account_id));
  auto reservations = work.allocations().list_reservations(site.account_id, {.item = item, .limit = kMost});
  std::erase_if(reservations, [&](const auto& reservation) { return !std::ranges::binary_search(sharing, reservation.site_id); });
  for (auto& held : held_reservations(work, work.accounts().get(site.account_id), reservations)) {
    const auto& id = held.reservation.order_id;
    auto found = std::ranges::find(out.allocated_orders, id, &AllocatedOrder::order_id);
    if (found == out.allocated_orders.end()) {
      out.allocated_orders.push_back({id, held.web_order_number, held.reservation.site_id, held.site_name, {}, {}, {}});
      found = std::prev(out.allocated_orders.end());
    }
    found->quantity += held.reservation.quantity;
    for (auto& reason : held.reasons) found->reasons.push_back(std::move(reason));
    for (auto& release : held.pending) out.pending_releases.push_back(std::move(release));
  }
  for (const auto& [id, sum] : work.allocations().sums(site.account_id, sharing, {item})) out.allocated = sum;
  for (auto& entry : work.allocations().list_open(site.account_id, item)) {
    const auto found = std::ranges::find(out.allocated_orders, entry.order_id, &AllocatedOrder::order_id);
    if (found != out.allocated_orders.end()) found->entries.push_back(std::move(entry));
  }
}

void read_stock(UnitOfWork& work, const domain::Site& site, const ItemId& item, ItemExplanation& out) {
  const std::vector<ItemId> ids{item};
  for (auto& level : work.stock().find_many(site.account_id, ids)) (domain::sells_from(site, level.location) ? out.levels : out.other_levels).push_back(std::move(level));
  out.allocation_on = site.allocation;
  read_reservations(work, site, item, out);
  const auto own = work.safety_stocks().find_many(site.account_id, site.id, ids);
  out.safety = own.contains(item) ? own.at(item) : site.safety_stock;
  for (const auto& [id, pieces] : work.shop_holds().sums(site.account_id, site.id, ids)) out.held_by_shop = pieces;
  const auto stock = web_stock(work, site, ids);
  if (const auto found = stock.find(item); found != stock.end()) {
    out.pos_quantity = found->second.pos;
    out.web_quantity = found->second.web;
  }
  out.available = out.pos_quantity - (site.allocation ? out.allocated : Decimal{}) - out.safety;
}

bool changed_since(UnitOfWork& work, domain::AccountId account, JobKind job, domain::Step seen, const ItemId& item) {
  // From the item's own newest step one cannot ask; the pages behind `seen` are short in a running system.
  constexpr int kPage = 1'000;
  const auto up_to = work.accounts().clock(account);
  auto after = seen;
  ItemId after_id;
  while (true) {
    std::vector<std::pair<domain::Step, ItemId>> changed;
    if (job == JobKind::kProducts) changed = work.items().list_changed(account, after, up_to, after_id, kPage);
    if (job == JobKind::kInventory) changed = work.stock().list_changed(account, after, up_to, after_id, kPage);
    if (job == JobKind::kPricing) changed = work.prices().list_changed(account, after, up_to, after_id, kPage);
    if (std::ranges::find(changed, item, &std::pair<domain::Step, ItemId>::second) != changed.end()) return true;
    if (static_cast<int>(changed.size()) < kPage) return false;
    std::tie(after, after_id) = changed.back();
  }
}

std::vector<JobView> job_views(UnitOfWork& work, const domain::Site& site, const ItemId& item) {
  std::vector<JobView> views;
  for (const auto& status : work.jobs().list(site.account_id, site.id)) {
    if (status.job == JobKind::kOrders) continue;
    JobView view{status.job, std::nullopt, status.next_due_at, status.held_reason, false};
    if (auto rows = work.deliveries().find_many(site.account_id, site.id, status.job, {item}); !rows.empty()) view.delivery = std::move(rows.front());
    view.change_pending = changed_since(work, site.account_id, status.job, status.seen_step, item);
    views.push_back(std::move(view));
  }
  return views;
}

std::string next_run(const JobView& view) {
  return view.next_due_at ? "next run " + base::format_utc(*view.next_due_at) : "the job runs by hand only";
}

void explain_row(const JobView& view, std::vector<std::string>& reasons) {
  const auto job = domain::to_word(view.job);
  if (!view.held_reason.empty()) reasons.push_back(fmt::format("{} is held: it {}", job, view.held_reason));
  if (!view.delivery) {
    if (view.change_pending && view.job != JobKind::kProducts) reasons.push_back(fmt::format("changed since the last {} run; {}", job, next_run(view)));
    return;
  }
  const auto& row = *view.delivery;
  const auto words = row.last_message.empty() ? row.last_code : row.last_message;
  switch (row.state) {
    case domain::DeliveryState::kLeased: reasons.push_back(fmt::format("{}: being sent now", job)); break;
    case domain::DeliveryState::kWaiting:
    case domain::DeliveryState::kUnknown:
      reasons.push_back(fmt::format("{}: {} after {} tries, again at {}: {}", job, domain::to_word(row.state), row.tries, base::format_utc(row.due_at), words));
      break;
    case domain::DeliveryState::kHeld: reasons.push_back(fmt::format("{}: held: {}", job, words)); break;
    case domain::DeliveryState::kParked: reasons.push_back(fmt::format("{}: parked ({}): {}", job, row.last_code, words)); break;
  }
}

void explain_site(const ItemExplanation& out, base::Timestamp now, std::vector<std::string>& reasons) {
  if (out.site.paused) reasons.push_back("the site is paused: " + out.site.pause_reason);
  if (out.health.needs_person)
    reasons.push_back(out.health.reason);
  else if (out.health.open_until && *out.health.open_until > now)
    reasons.push_back(fmt::format("the site is left alone until {}: {}", base::format_utc(*out.health.open_until), out.health.reason));
}

std::vector<std::string> reasons_for(const ItemExplanation& out, base::Timestamp now) {
  std::vector<std::string> reasons;
  if (!out.sold_here) reasons.push_back("the item is not sold on this site (SellOnline, Sites)");
  if (!out.listing) {
    if (out.sold_here) reasons.push_back("the shop does not have it yet: the products job creates it");
  } else if (out.listing->state == domain::ListingState::kGone) {
    reasons.push_back("the shop no longer has it");
  }
  if (out.levels.empty() && out.other_levels.empty()) reasons.push_back("the POS has not told a quantity");
  explain_site(out, now, reasons);
  for (const auto& view : out.jobs) explain_row(view, reasons);
  if (out.listing && !out.listing->sent_quantity && !out.levels.empty())
    reasons.push_back("the shop's own number is not known (an order moved it, or it was adopted); it is sent again");
  if (out.levels.empty() && !out.other_levels.empty()) reasons.push_back("the site does not sell from the locations where the POS counts it");
  for (const auto& order : out.allocated_orders)
    for (const auto& reason : order.reasons)
      if (reason.word == "not_posted") reasons.push_back("order " + order.web_order_number + ": " + reason.sentence);
  return reasons;
}

ItemExplanation read(UnitOfWork& work, const domain::Site& site, domain::Item item, base::Timestamp now) {
  ItemExplanation out;
  out.site = site;
  const auto account = site.account_id;
  const std::vector<ItemId> ids{item.id};
  read_stock(work, site, item.id, out);
  if (auto prices = work.prices().find_many(account, ids); !prices.empty()) {
    out.price = std::move(prices.front());
    out.web_price = domain::web_price(*out.price);
  }
  if (auto listings = work.listings().find_many(account, site.id, ids); !listings.empty()) out.listing = std::move(listings.front());
  out.values = explain_values(work, site, item, out.listing);
  out.sold_here = is_sold_on(item, site);
  out.jobs = job_views(work, site, item.id);
  out.health = work.sites().health(account, site.id);
  out.item = std::move(item);
  out.reasons = reasons_for(out, now);
  return out;
}

}  // namespace

base::Result<ItemExplanation> explain_item(persistence::Database& database, domain::AccountId account, const std::string& site_name, const ItemId& item,
                                           base::Timestamp now) {
  std::optional<base::Result<ItemExplanation>> out;
  database.read([&](UnitOfWork& work) {
    const auto site = work.sites().find_by_name(account, site_name);
    if (!site) return void(out = base::Error{base::ErrorCode::kNotFound, "there is no site \"" + site_name + "\" in this account"});
    auto items = work.items().find_many(account, {item});
    if (items.empty()) return void(out = base::Error{base::ErrorCode::kNotFound, "there is no item \"" + item + "\" in this account; ids are compared letter by letter"});
    out = read(work, *site, std::move(items.front()), now);
  });
  return std::move(*out);
}

}  // namespace tillbridge::jobs
