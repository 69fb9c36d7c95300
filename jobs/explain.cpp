#include "jobs/explain.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "base/time_text.hpp"
#include "jobs/explain_values.hpp"
#include "jobs/products/products_job.hpp"

namespace tillbridge::jobs {
namespace {

using base::Decimal;
using domain::ItemId;
using domain::JobKind;
using persistence::UnitOfWork;

std::vector<AllocatedOrder> allocated_orders(UnitOfWork& work, domain::AccountId account, const ItemId& item) {
  std::map<domain::SiteId, std::string> site_names;
  for (const auto& site : work.sites().list(account)) site_names[site.id] = site.name;
  std::vector<AllocatedOrder> orders;
  for (const auto& entry : work.allocations().list_open(account, item)) {
    auto found = std::ranges::find(orders, entry.order_id, &AllocatedOrder::order_id);
    if (found == orders.end()) {
      const auto order = work.orders().find(account, entry.order_id);
      orders.push_back({entry.order_id, order ? order->web.number : "", entry.site_id, site_names[entry.site_id], {}, {}});
      found = std::prev(orders.end());
    }
    found->quantity += entry.quantity;
    found->entries.push_back(entry);
  }
  return orders;
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
  if (out.levels.empty()) reasons.push_back("the POS has not told a quantity");
  explain_site(out, now, reasons);
  for (const auto& view : out.jobs) explain_row(view, reasons);
  if (out.listing && !out.listing->sent_quantity && !out.levels.empty())
    reasons.push_back("the shop's own number is not known (an order moved it, or it was adopted); it is sent again");
  for (const auto& release : out.pending_releases)
    reasons.push_back(fmt::format("{} of it is booked by the POS and stays reserved until the POS's next quantity", release.quantity.to_text()));
  return reasons;
}

ItemExplanation read(UnitOfWork& work, const domain::Site& site, domain::Item item, base::Timestamp now) {
  ItemExplanation out;
  out.site = site;
  const auto account = site.account_id;
  const std::vector<ItemId> ids{item.id};
  out.levels = work.stock().find_many(account, ids);
  for (const auto& level : out.levels) out.pos_quantity += level.quantity;
  out.allocation_on = site.allocation;
  out.allocated_orders = allocated_orders(work, account, item.id);
  out.pending_releases = work.allocations().list_pending_releases(account, ids);
  for (const auto& [id, sum] : work.allocations().sums(account, ids)) out.allocated += sum;
  out.available = out.pos_quantity - (site.allocation ? out.allocated : Decimal{});
  out.web_quantity = domain::web_quantity(out.available, {}, site.stock_decimals);
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
