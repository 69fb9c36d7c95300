#include "jobs/pricing/pricing_job.hpp"

#include "base/time_text.hpp"
#include "jobs/pricing/price_to_send.hpp"

namespace tillbridge::jobs {
namespace {

using connectors::Outcome;
using connectors::PriceWrite;
using domain::ItemId;

/// Sales that may start or end between two runs.
constexpr int kMostSaleChanges = 1'000'000;

std::string describe(const domain::WebPrice& price) {
  std::string text = price.price.to_money();
  if (!price.sale_price) return text;
  text += ", sale " + price.sale_price->to_money();
  if (price.sale_start) text += " from " + base::format_utc(*price.sale_start);
  if (price.sale_end) text += " until " + base::format_utc(*price.sale_end);
  return text;
}

}  // namespace

LevelJob::Changed PricingJob::list_changed(persistence::UnitOfWork& work, domain::Step after, domain::Step up_to, const ItemId& after_id, int limit) {
  return work.prices().list_changed(site_.account_id, after, up_to, after_id, limit);
}

std::vector<ItemId> PricingJob::list_by_time(persistence::UnitOfWork& work) {
  return work.prices().list_sale_changes(site_.account_id, sales_.from, std::max(sales_.to, clock_.now()), kMostSaleChanges);
}

void PricingJob::begin_claim() {
  writes_.clear();
  listings_.clear();
}

std::vector<Assessment> PricingJob::assess(persistence::UnitOfWork& work, const std::vector<ItemId>& ids, const Rows& rows) {
  for (auto& [id, listing] : listings_of(work, site_.account_id, site_.id, ids)) listings_[id] = std::move(listing);
  auto sorted = ids;
  std::ranges::sort(sorted);
  std::map<ItemId, domain::WebPrice> prices;
  for (const auto& price : work.prices().find_many(site_.account_id, sorted))
    if (auto web = price_to_send(price, keeps_window_, clock_.now())) prices.emplace(price.item_id, *web);
  std::vector<Assessment> answers;
  for (const auto& id : ids) {
    auto& answer = answers.emplace_back();
    const auto listing = listings_.find(id);
    const auto price = prices.find(id);
    if (listing == listings_.end() || price == prices.end()) continue;
    const auto& shown = listing->second;
    if (shown.state == domain::ListingState::kGone && !may_try_gone(rows, id)) {
      answer.kind = Assessment::kLeave;
    } else if (shown.sent_price == price->second && !rows.contains(id)) {
      answer.kind = Assessment::kUnchanged;
    } else {
      answer.kind = Assessment::kSend;
      answer.what = "price " + describe(price->second) + (shown.sent_price ? " (shop has " + describe(*shown.sent_price) + ")" : " (shop's price unknown)");
      writes_[id] = PriceWrite{id, shown.remote, price->second};
    }
  }
  return answers;
}

std::vector<Call> PricingJob::calls_for(const std::vector<ItemId>& ids) {
  std::vector<Call> calls;
  for (std::size_t from = 0; from < ids.size(); from += static_cast<std::size_t>(batch_)) {
    const auto to = std::min(ids.size(), from + static_cast<std::size_t>(batch_));
    std::vector<ItemId> items(ids.begin() + static_cast<std::ptrdiff_t>(from), ids.begin() + static_cast<std::ptrdiff_t>(to));
    std::vector<PriceWrite> writes;
    Listings before;
    for (const auto& id : items) {
      writes.push_back(writes_.at(id));
      before.emplace(id, listings_.at(id));
    }
    auto store = [this, items, writes, before](persistence::UnitOfWork& work, const std::vector<Outcome>& outcomes) {
      std::map<ItemId, domain::WebPrice> sent;
      for (std::size_t i = 0; i < items.size(); ++i)
        if (outcomes[i].ok()) sent.emplace(items[i], writes[i].price);
      work.listings().store_sent_prices(site_.account_id, site_.id, {sent.begin(), sent.end()}, clock_.now());
      store_listing_states(work, site_.account_id, site_.id, items, outcomes, before);
    };
    calls.push_back({items, [writes](connectors::Connector& shop) { return shop.set_prices(writes); }, store});
  }
  return calls;
}

}  // namespace tillbridge::jobs
