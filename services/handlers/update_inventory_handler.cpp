#include "services/handlers/update_inventory_handler.hpp"

namespace tillbridge::services {

using domain::InventoryRow;
using domain::RowResult;
using domain::RowStatus;

namespace {

using Candidates = InventorySlice::Candidates;

/// Whether no other candidate names the same place; they are sorted by item.
bool is_alone(Candidates candidates, std::size_t at) {
  const auto names_it = [&](std::size_t other) { return candidates[other].row->location == candidates[at].row->location; };
  const auto is_of_item = [&](std::size_t other) { return candidates[other].row->item_id == candidates[at].row->item_id; };
  for (std::size_t before = at; before-- > 0 && is_of_item(before);)
    if (names_it(before)) return false;
  for (std::size_t behind = at + 1; behind < candidates.size() && is_of_item(behind); ++behind)
    if (names_it(behind)) return false;
  return true;
}

}  // namespace

std::optional<domain::StockLevel> InventorySlice::overwritten_by(const Candidate<InventoryRow>& candidate, base::Timestamp now) {
  const InventoryRow& row = *candidate.row;
  if (!candidate.differs || row.as_of) return std::nullopt;
  return domain::StockLevel{.item_id = row.item_id, .location = row.location, .quantity = row.quantity, .received_at = now};
}

InventorySlice::InventorySlice(persistence::UnitOfWork& work, const UpdateContext& context, Candidates candidates)
    : overwrites_(find_overwrites(candidates)),
      stock_(work, context, sorted_ids(candidates, [&](const auto& candidate) { return !overwrites(candidates, candidate); }), sorted_unknown_ids(candidates)) {
  const auto is_without_level = [&](const auto& candidate) { return !overwrites(candidates, candidate) && !stock_.has_level(candidate.row->item_id); };
  const auto without_level = sorted_ids(candidates, is_without_level);
  if (!without_level.empty()) existing_ = work.items().find_existing(context.account, without_level);
  results_.reserve(candidates.size());
  fates_.reserve(candidates.size());
  for (const auto& candidate : candidates) {
    const InventoryRow& row = *candidate.row;
    results_.push_back(overwrites(candidates, candidate) ? overwrite(row) : judge(row));
    fates_.push_back(fate_of(results_.back(), !row.as_of && !stock_.is_waited_for(row.item_id)));
  }
}

std::vector<bool> InventorySlice::find_overwrites(Candidates candidates) {
  std::vector<bool> found(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) found[i] = candidates[i].differs && !candidates[i].row->as_of && is_alone(candidates, i);
  return found;
}

RowResult InventorySlice::overwrite(const InventoryRow& row) {
  stock_.overwrite(row.item_id, {row.location, row.quantity});
  return updated_row(row);
}

RowResult InventorySlice::judge(const InventoryRow& row) {
  if (!stock_.has_level(row.item_id) && !std::binary_search(existing_.begin(), existing_.end(), row.item_id))
    return rejected_row(row.index, row.item_id, unknown_item(row.item_id));
  switch (stock_.apply(row.item_id, {row.location, row.quantity}, row.as_of)) {
    case Effect::kStale: return stale_row(row.index, row.item_id);
    case Effect::kChanged: return updated_row(row);
    default: return {row.index, row.item_id, RowStatus::kUnchanged, "", ""};
  }
}

}  // namespace tillbridge::services
