#include "services/handlers/append_releases.hpp"

#include <set>

#include "domain/plan_allocation.hpp"
#include "domain/stock_scope.hpp"

namespace tillbridge::services {
namespace {

using domain::PendingRelease;

/// An older revision of an order may be confirmed after a newer one was made: all of them count.
std::vector<domain::KnownDocument> revisions_of(persistence::UnitOfWork& work, domain::AccountId account, domain::PosStockMeaning meaning,
                                                const domain::Document& confirmed) {
  std::vector<domain::KnownDocument> documents;
  if (meaning == domain::PosStockMeaning::kOnHand) return documents;
  for (auto& stored : work.documents().list_by_order(account, confirmed.order_id)) documents.push_back({std::move(stored.document), stored.status.state});
  return documents;
}

void note_proofs(persistence::UnitOfWork& work, const domain::Site& site, std::vector<PendingRelease>& releases) {
  std::set<domain::ItemId> items;
  for (const auto& release : releases) items.insert(release.item_id);
  const auto levels = work.stock().find_many(site.account_id, {items.begin(), items.end()});
  for (auto& release : releases) {
    std::vector<domain::StockLevel> of_item;
    for (const auto& level : levels)
      if (level.item_id == release.item_id) of_item.push_back(level);
    domain::note_proof(release, site, of_item);
  }
}

}  // namespace

void append_releases(persistence::UnitOfWork& work, const domain::Account& account, const domain::Site& site, const domain::Document& confirmed,
                     base::Timestamp now, const std::optional<base::Timestamp>& booked_at) {
  auto& allocations = work.allocations();
  const auto meaning = domain::stock_meaning_of(account, site);
  domain::Order order;
  order.id = confirmed.order_id;
  order.site_id = confirmed.site_id;
  const auto ledger = allocations.list_by_order(account.id, order.id);
  if (ledger.empty()) return;
  const auto pending = allocations.list_pending_releases_of_order(account.id, order.id);
  const auto documents = revisions_of(work, account.id, meaning, confirmed);
  auto releases = domain::plan_releases(meaning, confirmed, {order, {}, documents, ledger, pending}, now, booked_at);
  if (releases.empty()) return;
  if (booked_at) note_proofs(work, site, releases);
  allocations.append_pending_releases(account.id, releases);
}

}  // namespace tillbridge::services
