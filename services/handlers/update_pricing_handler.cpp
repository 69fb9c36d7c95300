#include "services/handlers/update_pricing_handler.hpp"

namespace tillbridge::services {

using domain::PriceRow;
using domain::RowResult;
using domain::RowStatus;

PriceSlice::PriceSlice(persistence::UnitOfWork& work, const UpdateContext& context, std::span<const PriceRow> rows)
    : existing_(work.items().find_existing(context.account, sorted_ids(rows))), prices_(work, context, existing_) {
  results_.reserve(rows.size());
  for (const auto& row : rows) results_.push_back(judge(row));
}

RowResult PriceSlice::judge(const PriceRow& row) {
  if (!std::binary_search(existing_.begin(), existing_.end(), row.item_id)) return rejected_row(row.index, row.item_id, unknown_item(row.item_id));
  if (const auto error = PriceChanges::check(row)) return rejected_row(row.index, row.item_id, *error);
  const auto effect = prices_.apply(row);
  if (effect == Effect::kStale) return stale_row(row.index, row.item_id);
  RowResult result{row.index, row.item_id, effect == Effect::kChanged ? RowStatus::kUpdated : RowStatus::kUnchanged, "", ""};
  if (const auto note = prices_.note(row)) {
    result.code = note->word;
    result.message = note->message;
  }
  return result;
}

}  // namespace tillbridge::services
