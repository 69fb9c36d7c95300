#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "domain/account.hpp"
#include "domain/order.hpp"
#include "domain/site.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

/// What one collected order changed in the store.
struct RecordedOrder {
  domain::OrderId order_id;
  bool is_new = false;                      ///< the order was not known before
  bool before_connection = false;           ///< closed and older than the site's orders_since: kept without documents or reservations
  int new_events = 0;
  std::vector<domain::DocumentId> documents;  ///< appended now
  std::vector<domain::ItemId> items;        ///< whose web quantity may have changed, sorted
  bool changed() const { return is_new || new_events > 0 || !documents.empty() || !items.empty(); }
};

/// Takes what a connector told about one order into the store: newest snapshot, new events (the order's own "placed" included),
/// reservations, and the documents that follow. Called inside the caller's writing transaction, for one order after the other, by the
/// order collection (with the cursor in the same transaction) and by the operator's pull. Items whose quantity may have changed are
/// touched at `step` and their sent quantity on the site is forgotten. A repeat, a late event or another order of arrival changes
/// nothing twice. `step` is the account clock's step of this transaction. Throws what the repositories throw.
RecordedOrder record_collected_order(persistence::UnitOfWork& work, const domain::Account& account, const domain::Site& site,
                                     const domain::CollectedOrder& collected, domain::Step step, base::Timestamp now);
/// The same for the orders of a page, one after the other; what they have in common is read and marked once. Not for orders that were
/// forgotten in this transaction (persistence::RetentionRepository::forget_order): of an order without a snapshot nothing is looked for.
/// `now` is asked for each order, so that documents are offered in the order in which their orders were told.
std::vector<RecordedOrder> record_collected_orders(persistence::UnitOfWork& work, const domain::Account& account, const domain::Site& site,
                                                   std::span<const domain::CollectedOrder> page, domain::Step step,
                                                   const std::function<base::Timestamp()>& now);

}  // namespace tillbridge::jobs
