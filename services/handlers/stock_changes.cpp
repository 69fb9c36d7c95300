#include "services/handlers/stock_changes.hpp"

#include <algorithm>

#include "domain/plan_allocation.hpp"

namespace tillbridge::services {

using domain::AllocationEntry;
using domain::StockLevel;

StockChanges::StockChanges(persistence::UnitOfWork& work, const UpdateContext& context, const std::vector<domain::ItemId>& ids,
                           const std::vector<domain::ItemId>& may_wait)
    : context_(context) {
  if (ids.empty()) return;
  for (auto& level : work.stock().find_many(context.account, ids)) {
    auto key = std::make_pair(level.item_id, level.location);
    levels_.emplace_hint(levels_.end(), std::move(key), Held{.level = std::move(level), .exists = true});
  }
  if (may_wait.empty()) return;
  for (auto& release : work.allocations().list_pending_releases(context.account, may_wait)) {
    auto id = release.item_id;
    pending_.emplace(std::move(id), Waiting{std::move(release)});
  }
  if (pending_.empty()) return;
  for (auto& site : work.sites().list(context.account)) sites_.emplace(site.id, std::move(site));
}

Effect StockChanges::apply(const domain::ItemId& id, const domain::QuantityAt& quantity, const std::optional<domain::Timestamp>& as_of) {
  Held& held = level_at(id, quantity.location);
  if (held.exists && is_stale(as_of, held.level.as_of)) return Effect::kStale;

  const bool differs = !held.exists || held.level.quantity != quantity.quantity;
  if (differs) {
    held.level.item_id = id;
    held.level.location = quantity.location;
    held.level.quantity = quantity.quantity;
    held.changed = true;
  }
  if (is_newer(as_of, held.level.as_of)) {
    held.level.as_of = as_of;
    held.as_of_changed = true;
  }
  if (held.changed || held.as_of_changed) held.level.received_at = context_.now;
  held.exists = true;
  const bool ended = end_reservations(id, quantity.location, as_of);
  return differs || ended ? Effect::kChanged : Effect::kUnchanged;
}

void StockChanges::overwrite(const domain::ItemId& id, const domain::QuantityAt& quantity) {
  overwritten_.push_back({.item_id = id, .location = quantity.location, .quantity = quantity.quantity, .received_at = context_.now});
}

StockChanges::Held& StockChanges::level_at(const domain::ItemId& id, const std::string& location) {
  const auto found = levels_.lower_bound(Place{id, location});
  if (found != levels_.end() && found->first.first == id && found->first.second == location) return found->second;
  return levels_.emplace_hint(found, std::make_pair(id, location), Held{})->second;
}

bool StockChanges::has_level(const domain::ItemId& id) const {
  const auto found = levels_.lower_bound(Place{id, ""});
  return found != levels_.end() && found->first.first == id;
}

std::vector<std::string> StockChanges::locations_of(const domain::ItemId& id) const {
  std::vector<std::string> locations;
  for (auto level = levels_.lower_bound(Place{id, ""}); level != levels_.end() && level->first.first == id; ++level)
    if (level->second.exists) locations.push_back(level->first.second);
  return locations;
}

bool StockChanges::end_reservations(const domain::ItemId& id, const std::string& location, const std::optional<domain::Timestamp>& as_of) {
  bool any = false;
  auto [at, last] = pending_.equal_range(id);
  while (at != last) {
    auto& [release, changed] = at->second;
    const bool is_news = domain::note_post(release, location, as_of, context_.now);
    const auto site = sites_.find(release.site_id);
    if (!is_news || site == sites_.end() || !domain::is_over(release, site->second, locations_of(id))) {
      changed = changed || is_news;
      ++at;
      continue;
    }
    ended_.push_back(std::move(release));
    at = pending_.erase(at);
    any = true;
  }
  return any;
}

bool StockChanges::writes_anything() const {
  return !ended_.empty() || !overwritten_.empty() || std::any_of(pending_.begin(), pending_.end(), [](const auto& entry) { return entry.second.changed; }) ||
         std::any_of(levels_.begin(), levels_.end(), [](const auto& entry) { return entry.second.changed || entry.second.as_of_changed; });
}

void StockChanges::store(persistence::UnitOfWork& work, domain::Step step) {
  std::vector<StockLevel> changed, repeated;
  for (const auto& [key, held] : levels_) {
    if (held.changed) changed.push_back(held.level);
    else if (held.as_of_changed) repeated.push_back(held.level);
  }
  if (!repeated.empty()) work.stock().store_as_of(context_.account, repeated);
  if (!changed.empty()) work.stock().upsert(context_.account, changed, step);
  if (!overwritten_.empty()) work.stock().set_quantities(context_.account, overwritten_, step);
  std::vector<domain::PendingRelease> waiting;
  for (const auto& [id, pending] : pending_)
    if (pending.changed) waiting.push_back(pending.release);
  work.allocations().update_pending_releases(context_.account, waiting);
  if (ended_.empty()) return;

  std::vector<AllocationEntry> entries;
  std::vector<domain::ItemId> touched;
  for (const auto& release : ended_) {
    entries.push_back(domain::posted_entry(release, context_.now));
    touched.push_back(release.item_id);
  }
  work.allocations().append(context_.account, entries);
  work.allocations().remove_pending_releases(context_.account, ended_);
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  work.stock().touch(context_.account, touched, step);
}

}  // namespace tillbridge::services
