#include "services/handlers/update_inventory_handler.hpp"

namespace tillbridge::services {

using domain::InventoryRow;
using domain::RowResult;
using domain::RowStatus;

InventorySlice::InventorySlice(persistence::UnitOfWork& work, const UpdateContext& context, std::span<const InventoryRow> rows)
    : existing_(work.items().find_existing(context.account, sorted_ids(rows))), stock_(work, context, existing_) {
  results_.reserve(rows.size());
  for (const auto& row : rows) results_.push_back(judge(row));
}

RowResult InventorySlice::judge(const InventoryRow& row) {
  if (!std::binary_search(existing_.begin(), existing_.end(), row.item_id)) return rejected_row(row.index, row.item_id, unknown_item(row.item_id));
  switch (stock_.apply(row.item_id, {row.location, row.quantity}, row.as_of)) {
    case Effect::kStale: return stale_row(row.index, row.item_id);
    case Effect::kChanged: return {row.index, row.item_id, RowStatus::kUpdated, "", ""};
    default: return {row.index, row.item_id, RowStatus::kUnchanged, "", ""};
  }
}

}  // namespace tillbridge::services
