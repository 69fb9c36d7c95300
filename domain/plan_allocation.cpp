#include "domain/plan_allocation.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "domain/event_sums.hpp"

namespace tillbridge::domain {
namespace {

/// The ledger of one line taken apart.
struct LineLedger {
  ItemId item_id;
  Decimal sum;                              ///< everything
  Decimal placed;                           ///< kPlaced and kEdited
  std::map<std::string, Decimal> by_cause;  ///< per event, without the number of a later correction
  std::map<std::string, int> written;       ///< entries per cause
  Decimal pending;
};

std::string cause_of(const std::string& entry_key) { return entry_key.substr(0, entry_key.rfind('#')); }

std::map<std::string, LineLedger> by_line(const std::vector<AllocationEntry>& ledger, const std::vector<PendingRelease>& pending,
                                          const OrderId& order) {
  std::map<std::string, LineLedger> lines;
  for (const auto& entry : ledger) {
    auto& line = lines[entry.line_id];
    line.item_id = entry.item_id;
    line.sum += entry.quantity;
    line.by_cause[cause_of(entry.entry_key)] += entry.quantity;
    ++line.written[cause_of(entry.entry_key)];
  }
  for (const auto& release : pending)
    if (release.order_id == order) lines[release.line_id].pending += release.quantity;
  return lines;
}

struct Cause {
  std::string key;
  AllocationReason reason;
};

/// What made the sum move: the newest event of the kind that explains it.
Cause cause_of_change(const Order& order, const std::vector<OrderEvent>& events, const std::string& line_id, Decimal difference, bool first) {
  if (first) return {"placed|" + line_id, AllocationReason::kPlaced};
  if (difference > Decimal{}) return {"edited|" + line_id, AllocationReason::kEdited};
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    const bool names_line = std::any_of(event->lines.begin(), event->lines.end(), [&](const auto& line) { return line.line_id == line_id; });
    if (event->kind == OrderEventKind::kCancelled && (names_line || event->lines.empty()))
      return {event->event_id + "|" + line_id + "|cancelled", AllocationReason::kCancelled};
    if (event->kind == OrderEventKind::kRefunded && names_line)
      return {event->event_id + "|" + line_id + "|refunded", AllocationReason::kRefunded};
  }
  if (order.web.closed) return {"closed|" + line_id, AllocationReason::kCancelled};
  return {"edited|" + line_id, AllocationReason::kEdited};
}

/// What the line holds before the POS knows anything: shipped and still to ship.
Decimal held(const Order& order, const EventSums& sums, const std::string& line_id) {
  const Decimal shipped = sums.of(line_id).shipped;
  const WebOrderLine* line = find_line(order.web, line_id);
  return line == nullptr ? shipped : shipped + left_to_ship(order.web, *line, sums);
}

/// Pieces that left the sum because the POS knows them or an operator let them go.
std::map<std::string, Decimal> gone_by_line(const std::vector<AllocationEntry>& ledger) {
  std::map<std::string, Decimal> gone;
  for (const auto& entry : ledger)
    if (entry.reason == AllocationReason::kPosted || entry.reason == AllocationReason::kReleasedByHand) gone[entry.line_id] -= entry.quantity;
  return gone;
}

}  // namespace

std::vector<AllocationEntry> plan_allocation(const Site& site, const Order& order, const std::vector<OrderEvent>& events,
                                             const std::vector<ItemId>& our_items, const std::vector<AllocationEntry>& ledger,
                                             const std::vector<PendingRelease>& pending, Timestamp now) {
  std::vector<AllocationEntry> plan;
  if (!site.allocation || order.before_connection) return plan;
  const auto sorted = in_order(events);
  const EventSums sums = sum_events(sorted);
  auto gone = gone_by_line(ledger);
  auto lines = by_line(ledger, pending, order.id);
  for (const auto& line : order.web.lines)
    if (!line.sku.empty() && std::binary_search(our_items.begin(), our_items.end(), line.sku)) lines[line.line_id].item_id = line.sku;

  for (auto& [line_id, line] : lines) {
    if (line.item_id.empty()) continue;
    const Decimal target = std::max(held(order, sums, line_id) - gone[line_id], line.pending);
    auto append = [&](Decimal quantity, const Cause& cause) {
      if (quantity.is_zero()) return;
      plan.push_back({.entry_key = order.id + "|" + cause.key + "#" + std::to_string(++line.written[order.id + "|" + cause.key]),
                      .item_id = line.item_id, .site_id = order.site_id, .order_id = order.id, .line_id = line_id, .reason = cause.reason,
                      .quantity = quantity, .document_id = {}, .at = now});
      line.sum += quantity;
    };
    // A new line is reserved as ordered and what is off already is given back beside it, so that the ledger tells the story.
    const WebOrderLine* ordered = find_line(order.web, line_id);
    if (line.written.empty() && ordered != nullptr) append(ordered->quantity, cause_of_change(order, sorted, line_id, ordered->quantity, true));
    append(target - line.sum, cause_of_change(order, sorted, line_id, target - line.sum, false));
  }
  return plan;
}

std::vector<PendingRelease> plan_releases(const Account& account, const Document& confirmed, const std::vector<AllocationEntry>& ledger,
                                          const std::vector<PendingRelease>& pending, Timestamp confirmed_at,
                                          const std::optional<Timestamp>& booked_at) {
  const bool tells = account.stock_meaning == PosStockMeaning::kOnHand
                         ? confirmed.kind == DocumentKind::kTransaction && confirmed.type == TransactionType::kShipment
                         : confirmed.kind == DocumentKind::kOrder;
  std::vector<PendingRelease> releases;
  if (!tells) return releases;

  auto lines = by_line(ledger, pending, confirmed.order_id);
  std::set<std::string> told;
  for (const auto& entry : ledger)
    if (entry.document_id == confirmed.id) told.insert(entry.line_id);
  for (const auto& release : pending)
    if (release.document_id == confirmed.id) told.insert(release.line_id);

  for (const auto& line : confirmed.lines) {
    if (line.item_id.empty() || !told.insert(line.line_id).second) continue;
    const LineLedger& held_now = lines[line.line_id];
    const Decimal quantity = std::min(line.quantity, held_now.sum - held_now.pending);
    if (quantity <= Decimal{}) continue;
    releases.push_back({.item_id = line.item_id, .site_id = confirmed.site_id, .order_id = confirmed.order_id, .line_id = line.line_id,
                        .document_id = confirmed.id, .quantity = quantity, .confirmed_at = confirmed_at, .booked_at = booked_at});
  }
  return releases;
}

AllocationEntry posted_entry(const PendingRelease& release, Timestamp at) {
  return {.entry_key = "posted/" + release.document_id + "/" + release.line_id, .item_id = release.item_id, .site_id = release.site_id,
          .order_id = release.order_id, .line_id = release.line_id, .reason = AllocationReason::kPosted, .quantity = -release.quantity,
          .document_id = release.document_id, .at = at};
}

}  // namespace tillbridge::domain
