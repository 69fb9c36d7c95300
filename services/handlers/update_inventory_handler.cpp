#include "services/handlers/update_inventory_handler.hpp"

namespace tillbridge::services {

using domain::InventoryRow;
using domain::RowResult;
using domain::RowStatus;

InventorySlice::InventorySlice(persistence::UnitOfWork& work, const UpdateContext& context, Candidates candidates)
    : stock_(work, context, sorted_ids(candidates), sorted_unknown_ids(candidates)) {
  const auto without_level = sorted_ids(candidates, [&](const auto& candidate) { return !stock_.has_level(candidate.row->item_id); });
  if (!without_level.empty()) existing_ = work.items().find_existing(context.account, without_level);
  results_.reserve(candidates.size());
  fates_.reserve(candidates.size());
  for (const auto& [row, at, is_known] : candidates) {
    results_.push_back(judge(*row));
    fates_.push_back(fate_of(results_.back(), !row->as_of && !stock_.is_waited_for(row->item_id)));
  }
}

RowResult InventorySlice::judge(const InventoryRow& row) {
  if (!stock_.has_level(row.item_id) && !std::binary_search(existing_.begin(), existing_.end(), row.item_id))
    return rejected_row(row.index, row.item_id, unknown_item(row.item_id));
  switch (stock_.apply(row.item_id, {row.location, row.quantity}, row.as_of)) {
    case Effect::kStale: return stale_row(row.index, row.item_id);
    case Effect::kChanged: return {row.index, row.item_id, RowStatus::kUpdated, "", ""};
    default: return {row.index, row.item_id, RowStatus::kUnchanged, "", ""};
  }
}

}  // namespace tillbridge::services
