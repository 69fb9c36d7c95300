#include "services/handlers/update_pos_products_handler.hpp"

#include "services/handlers/reserve_new_items.hpp"

namespace tillbridge::services {
namespace {

using domain::PriceRow;
using domain::ProductRow;
using domain::RowResult;
using domain::RowStatus;

std::vector<std::string> named_groups(ProductSlice::Candidates candidates) {
  std::vector<std::string> ids;
  for (const auto& candidate : candidates)
    if (candidate.row->product_id.is_set()) ids.push_back(candidate.row->product_id.value());
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

PriceRow price_part(const ProductRow& row) {
  return {row.index, row.item_id, row.price, row.sale_price, row.sale_start, row.sale_end, row.as_of};
}

std::size_t length(const domain::Change<std::string>& text) { return text.is_set() ? text.value().size() : 0; }

/// What the parts of a row did, taken together.
struct Effects {
  bool sent = false, changed = false, stale = false, fresh = false;
  void add(Effect effect) {
    if (effect == Effect::kNothingSent) return;
    sent = true;
    if (effect == Effect::kStale) stale = true;
    else fresh = true;
    if (effect == Effect::kChanged) changed = true;
  }
};

}  // namespace

ProductSlice::ProductSlice(persistence::UnitOfWork& work, const UpdateContext& context, Candidates candidates)
    : products_(work, context, sorted_ids(candidates), named_groups(candidates)),
      prices_(work, context, sorted_ids(candidates)),
      stock_(work, context, sorted_ids(candidates), sorted_unknown_ids(candidates)),
      context_(context) {
  results_.reserve(candidates.size());
  fates_.reserve(candidates.size());
  for (const auto& [row, at, is_known, differs] : candidates) {
    results_.push_back(judge(*row));
    fates_.push_back(fate_of(results_.back(), !row->as_of && row->sites.is_absent() && !stock_.is_waited_for(row->item_id)));
  }
}

RowResult ProductSlice::judge(const ProductRow& row) {
  const PriceRow price = price_part(row);
  if (const auto error = products_.check(row)) return rejected_row(row.index, row.item_id, *error);
  if (const auto error = PriceChanges::check(price)) return rejected_row(row.index, row.item_id, *error);

  Effects effects;
  bool created = false;
  effects.add(products_.apply(row, created));
  effects.add(prices_.apply(price));
  for (const auto& quantity : row.quantities) effects.add(stock_.apply(row.item_id, quantity, row.as_of));

  if (effects.stale && !effects.fresh) return stale_row(row.index, row.item_id);
  RowResult result{row.index, row.item_id, effects.changed ? RowStatus::kUpdated : RowStatus::kUnchanged, "", ""};
  if (created) {
    result.status = RowStatus::kCreated;
    created_.insert(row.item_id);
  }
  if (effects.stale) {
    result.code = "partly_stale";
    result.message = "AsOf is older than some of the values that we hold; those were left as they are";
  } else if (const auto note = prices_.note(price)) {
    result.code = note->word;
    result.message = note->message;
  }
  return result;
}

void ProductSlice::store(persistence::UnitOfWork& work, domain::Step step) {
  products_.store(work, step);
  prices_.store(work, step);
  stock_.store(work, step);
  reserve_new_items(work, context_.account, {created_.begin(), created_.end()}, step, context_.now);
}

std::size_t ProductSlice::size_of(const ProductRow& row) {
  return sizeof row + row.item_id.size() + length(row.name) + length(row.short_description) + length(row.long_description) +
         length(row.additional_description);
}

}  // namespace tillbridge::services
