#include "services/handlers/update_pricing_handler.hpp"

namespace tillbridge::services {

using domain::PriceRow;
using domain::RowResult;
using domain::RowStatus;

PriceSlice::PriceSlice(persistence::UnitOfWork& work, const UpdateContext& context, Candidates candidates)
    : prices_(work, context, sorted_ids(candidates)) {
  const auto without_price = sorted_ids(candidates, [&](const auto& candidate) { return !prices_.has_price(candidate.row->item_id); });
  if (!without_price.empty()) existing_ = work.items().find_existing(context.account, without_price);
  results_.reserve(candidates.size());
  fates_.reserve(candidates.size());
  for (const auto& [row, at, is_known, differs] : candidates) {
    results_.push_back(judge(*row));
    fates_.push_back(fate_of(results_.back(), !row->as_of));
  }
}

RowResult PriceSlice::judge(const PriceRow& row) {
  if (!prices_.has_price(row.item_id) && !std::binary_search(existing_.begin(), existing_.end(), row.item_id))
    return rejected_row(row.index, row.item_id, unknown_item(row.item_id));
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
