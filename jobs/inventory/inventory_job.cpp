#include "jobs/inventory/inventory_job.hpp"

#include <set>

namespace tillbridge::jobs {
namespace {

using connectors::StockWrite;
using domain::ItemId;

/// More changes than this during one call count as "all of them".
constexpr int kMostChangesInFlight = 5'000;

std::string describe(const StockWrite& write, const domain::Listing& listing) {
  return "quantity " + write.quantity.to_text() + (listing.sent_quantity ? " (shop has " + listing.sent_quantity->to_text() + ")" : " (shop's number unknown)");
}

}  // namespace

LevelJob::Changed InventoryJob::list_changed(persistence::UnitOfWork& work, domain::Step after, domain::Step up_to, const ItemId& after_id, int limit) {
  return work.stock().list_changed(site_.account_id, after, up_to, after_id, limit);
}

void InventoryJob::begin_claim() {
  writes_.clear();
  listings_.clear();
  read_at_.reset();
}

std::vector<Assessment> InventoryJob::assess(persistence::UnitOfWork& work, const std::vector<ItemId>& ids, const Rows& rows) {
  const auto clock = work.accounts().clock(site_.account_id);
  read_at_ = std::min(read_at_.value_or(clock), clock);
  for (auto& [id, listing] : listings_of(work, site_.account_id, site_.id, ids)) listings_[id] = std::move(listing);
  auto sorted = ids;
  std::ranges::sort(sorted);
  const auto stock = web_stock(work, site_, sorted);
  std::vector<Assessment> answers;
  for (const auto& id : ids) {
    auto& answer = answers.emplace_back();
    const auto listing = listings_.find(id);
    const auto number = stock.find(id);
    if (listing == listings_.end() || number == stock.end()) continue;
    const auto& shown = listing->second;
    if (shown.state == domain::ListingState::kGone && !may_try_gone(rows, id)) {
      answer.kind = Assessment::kLeave;
      continue;
    }
    if (shown.sent_quantity == number->second.web && !rows.contains(id)) {
      answer.kind = Assessment::kUnchanged;
      continue;
    }
    answer.kind = Assessment::kSend;
    answer.empties = number->second.web.is_zero() && (!shown.sent_quantity || !shown.sent_quantity->is_zero());
    const auto& write = writes_[id] = StockWrite{id, shown.remote, number->second.web, number->second.held_by_shop};
    answer.what = describe(write, shown);
  }
  return answers;
}

std::vector<Call> InventoryJob::calls_for(const std::vector<ItemId>& ids) {
  std::vector<Call> calls;
  for (std::size_t from = 0; from < ids.size(); from += static_cast<std::size_t>(batch_)) {
    const auto to = std::min(ids.size(), from + static_cast<std::size_t>(batch_));
    std::vector<StockWrite> writes;
    Listings before;
    for (auto i = from; i < to; ++i) {
      writes.push_back(writes_.at(ids[i]));
      before.emplace(ids[i], listings_.at(ids[i]));
    }
    calls.push_back({{ids.begin() + static_cast<std::ptrdiff_t>(from), ids.begin() + static_cast<std::ptrdiff_t>(to)},
                     [writes](connectors::Connector& shop) { return shop.set_stock(writes); },
                     [this, writes, before, at = read_at_.value_or(0)](persistence::UnitOfWork& work, const std::vector<connectors::Outcome>& outcomes) {
                       store(work, writes, outcomes, before, at);
                     }});
  }
  return calls;
}

void InventoryJob::store(persistence::UnitOfWork& work, const std::vector<StockWrite>& writes, const std::vector<connectors::Outcome>& outcomes,
                         const Listings& before, domain::Step read_at) {
  std::map<ItemId, base::Decimal> sent;
  std::vector<ItemId> ids;
  std::set<ItemId> doubtful;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    ids.push_back(writes[i].item_id);
    if (outcomes[i].ok()) sent.emplace(writes[i].item_id, writes[i].quantity);
    if (outcomes[i].kind == connectors::OutcomeKind::kUnknown) doubtful.insert(writes[i].item_id);
  }
  auto& listings = work.listings();
  listings.store_sent_quantities(site_.account_id, site_.id, {sent.begin(), sent.end()}, clock_.now());
  store_listing_states(work, site_.account_id, site_.id, ids, outcomes, before);
  // An order may have moved the shop's own number while our call was on its way; then nobody knows what it shows. Asked after
  // the write above, which waits for a transaction that forgets the same rows.
  const auto changed = work.stock().list_changed(site_.account_id, read_at, work.accounts().clock(site_.account_id), {}, kMostChangesInFlight);
  if (static_cast<int>(changed.size()) == kMostChangesInFlight) doubtful.insert(ids.begin(), ids.end());
  for (const auto& [step, id] : changed)
    if (sent.contains(id)) doubtful.insert(id);
  if (!doubtful.empty()) listings.forget_sent_quantities(site_.account_id, site_.id, {doubtful.begin(), doubtful.end()});
}

}  // namespace tillbridge::jobs
