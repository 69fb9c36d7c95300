#include "services/fingerprints/moved_items.hpp"

namespace tillbridge::services {
namespace {

using Changes = std::vector<std::pair<domain::Step, domain::ItemId>>;

/// The items to forget; nothing where they are too many.
std::optional<std::vector<RowKey>> moved_items(persistence::UnitOfWork& work, domain::AccountId account, const RowPrinter& printer, domain::Step after,
                                               domain::Step up_to) {
  std::vector<RowKey> moved;
  const auto add_changes = [&](const Changes& changes) {
    for (const auto& change : changes) moved.push_back(printer.item_key(change.second));
    return changes.size() <= static_cast<std::size_t>(kMovedAtMost);
  };
  if (!add_changes(work.stock().list_changed(account, after, up_to, {}, kMovedAtMost + 1))) return std::nullopt;
  if (!add_changes(work.prices().list_changed(account, after, up_to, {}, kMovedAtMost + 1))) return std::nullopt;
  if (!add_changes(work.items().list_changed(account, after, up_to, {}, kMovedAtMost + 1))) return std::nullopt;
  const auto waiting = work.allocations().list_items_with_pending_releases(account, kMovedAtMost + 1);
  for (const auto& id : waiting) moved.push_back(printer.item_key(id));
  return waiting.size() <= static_cast<std::size_t>(kMovedAtMost) ? std::optional(std::move(moved)) : std::nullopt;
}

}  // namespace

bool forget_what_moved(persistence::UnitOfWork& work, domain::AccountId account, AccountMemory& memory, const PrintSecret& secret, domain::Step up_to) {
  const auto moment = memory.moment();
  if (!moment || !work.accounts().came_from(account, *moment)) {
    memory.forget_all();
    return false;
  }
  const auto moved = moved_items(work, account, RowPrinter(secret), moment->step, up_to);
  if (moved) memory.forget_items(*moved);
  else memory.forget_all();
  return moved.has_value();
}

}  // namespace tillbridge::services
