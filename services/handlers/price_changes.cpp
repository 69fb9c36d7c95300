#include "services/handlers/price_changes.hpp"

#include <algorithm>

#include "base/time_text.hpp"
#include "domain/listing.hpp"

namespace tillbridge::services {
namespace {

using domain::Decimal;
using domain::ItemPrice;
using domain::PriceRow;

bool sends_anything(const PriceRow& row) {
  return !row.price.is_absent() || !row.sale_price.is_absent() || !row.sale_start.is_absent() || !row.sale_end.is_absent();
}

bool is_no_sale(const domain::Change<Decimal>& sale_price) {
  return sale_price.is_set() && (sale_price.value().is_negative() || sale_price.value().is_zero());
}

ItemPrice merged(ItemPrice price, const PriceRow& row) {
  price.item_id = row.item_id;
  row.price.apply_to(price.price);
  if (is_no_sale(row.sale_price)) price.sale_price.reset();
  else row.sale_price.apply_to(price.sale_price);
  row.sale_start.apply_to(price.sale_start);
  row.sale_end.apply_to(price.sale_end);
  return price;
}

}  // namespace

PriceChanges::PriceChanges(persistence::UnitOfWork& work, const UpdateContext& context, const std::vector<domain::ItemId>& ids)
    : context_(context) {
  if (ids.empty()) return;
  for (auto& price : work.prices().find_many(context.account, ids)) {
    auto id = price.item_id;
    prices_.emplace_hint(prices_.end(), std::move(id), Held{.price = std::move(price)});
  }
}

std::optional<base::Error> PriceChanges::check(const PriceRow& row) {
  if (row.price.is_clear()) return row_error("missing_value", "Price is empty; leave it out to keep the price");
  if (row.price.is_set() && row.price.value().is_negative())
    return row_error("negative_price", "Price " + row.price.value().to_text() + " is below 0");
  return std::nullopt;
}

Effect PriceChanges::apply(const PriceRow& row) {
  if (!sends_anything(row)) return Effect::kNothingSent;
  Held& held = prices_[row.item_id];
  if (is_stale(row.as_of, held.price.as_of)) return Effect::kStale;

  ItemPrice next = merged(held.price, row);
  const bool differs = next != held.price;
  held.changed = held.changed || differs;
  held.sale_price_changed = next.sale_price != held.price.sale_price;
  if (is_newer(row.as_of, next.as_of)) {
    next.as_of = row.as_of;
    held.as_of_changed = true;
  }
  held.price = std::move(next);
  return differs ? Effect::kChanged : Effect::kUnchanged;
}

std::optional<base::Error> PriceChanges::note(const PriceRow& row) const {
  if (row.sale_price.is_absent() && row.sale_start.is_absent() && row.sale_end.is_absent()) return std::nullopt;
  const auto held = prices_.find(row.item_id);
  if (held == prices_.end()) return std::nullopt;
  const auto& price = held->second.price;
  if (!price.sale_price) return std::nullopt;
  if (held->second.sale_price_changed && row.sale_end.is_absent() && price.sale_end && *price.sale_end <= context_.now)
    return row_error("sale_ended", "SaleEnd " + base::format_utc(*price.sale_end) + " of an earlier call has passed: the new sale is not shown; send SaleEnd too, or empty to clear it");
  if (!domain::is_empty_window(price.sale_start, price.sale_end)) return std::nullopt;
  return row_error("empty_sale_window", "SaleEnd " + base::format_utc(*price.sale_end) + " is not after SaleStart " + base::format_utc(*price.sale_start) +
                                            ": the sale is stored and never shown; send both anew, or empty to clear them");
}

bool PriceChanges::writes_anything() const {
  return std::any_of(prices_.begin(), prices_.end(), [](const auto& entry) { return entry.second.changed || entry.second.as_of_changed; });
}

void PriceChanges::store(persistence::UnitOfWork& work, domain::Step step) {
  std::vector<ItemPrice> changed;
  std::vector<std::pair<domain::ItemId, domain::Timestamp>> as_of;
  for (const auto& [id, held] : prices_) {
    if (held.changed) changed.push_back(held.price);
    else if (held.as_of_changed) as_of.emplace_back(id, *held.price.as_of);
  }
  if (!as_of.empty()) work.prices().store_as_of(context_.account, as_of);
  if (!changed.empty()) work.prices().upsert(context_.account, changed, step);
}

}  // namespace tillbridge::services
