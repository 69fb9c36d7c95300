#include "domain/plan_allocation.hpp"

#include <algorithm>

#include "domain/event_sums.hpp"
#include "domain/line_ledger.hpp"
#include "domain/stock_scope.hpp"

namespace tillbridge::domain {
namespace {

struct Cause {
  std::string key;
  AllocationReason reason;
};

/// The newest event that explains why the sum of a line moved.
Cause cause_of_change(const Order& order, const std::vector<OrderEvent>& events, const std::string& line_id, Decimal difference) {
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    const bool names_line = std::any_of(event->lines.begin(), event->lines.end(), [&](const auto& line) { return line.line_id == line_id; });
    const auto cause = [&](AllocationReason reason) { return Cause{event->event_id + "|" + line_id + "|" + to_word(reason), reason}; };
    if (event->kind == OrderEventKind::kShipped && names_line && difference > Decimal{}) return cause(AllocationReason::kShipped);
    if (difference > Decimal{}) continue;
    if (event->kind == OrderEventKind::kCancelled && (names_line || event->lines.empty())) return cause(AllocationReason::kCancelled);
    if (event->kind == OrderEventKind::kRefunded && names_line) return cause(AllocationReason::kRefunded);
  }
  if (difference < Decimal{} && order.web.closed) return {"closed|" + line_id, AllocationReason::kCancelled};
  return {"edited|" + line_id, AllocationReason::kEdited};
}

/// One run over the lines of an order.
class Planner {
 public:
  Planner(PosStockMeaning meaning, const OrderBook& book, const std::vector<ItemId>& our_items, Timestamp now)
      : meaning_(meaning), book_(book), our_items_(our_items), now_(now), events_(in_order(book.events)), sums_(sum_events(events_)),
        shipped_(shipped_by_documents(book.documents)), lines_(take_apart(book)) {
    for (const auto& entry : book_.ledger) {
      ++written_[cause_of(entry.entry_key)];
      last_item_[entry.line_id] = entry.item_id;
    }
    for (const auto& [key, pieces] : shipped_) told_[key.first] += pieces;
  }

  AllocationPlan run() {
    for (const auto& line : book_.order.web.lines)
      if (is_ours(line.sku)) lines_[{line.line_id, line.sku}];
    for (const auto& [key, ledger] : lines_) plan_line(key, ledger);
    return std::move(plan_);
  }

 private:
  static std::string cause_of(const std::string& entry_key) { return entry_key.substr(0, entry_key.rfind('#')); }
  bool is_ours(const std::string& sku) const { return !sku.empty() && std::binary_search(our_items_.begin(), our_items_.end(), sku); }

  void plan_line(const LineItem& key, const LineLedger& ledger) {
    const Decimal pending = settle_pending(key, ledger);
    const Decimal target = std::max(held(key) - known_to_pos(meaning_, book_.documents, key, ledger, keys_of(ledger.posted)), pending);
    // A new line is reserved as ordered and what is off already is given back beside it, so that the ledger tells the story.
    Decimal sum = ledger.sum;
    const WebOrderLine* line = find_line(book_.order.web, key.first);
    if (!ledger.written && line != nullptr && line->sku == key.second) {
      const bool is_first = !last_item_.contains(key.first);
      append(key, line->quantity, is_first ? Cause{"placed|" + key.first, AllocationReason::kPlaced} : Cause{"edited|" + key.first, AllocationReason::kEdited});
      sum += line->quantity;
    }
    append(key, target - sum, cause_of_change(book_.order, events_, key.first, target - sum));
  }

  /// What the line holds before the POS knows anything: shipped and still to ship.
  Decimal held(const LineItem& key) const {
    const auto& [line_id, item] = key;
    const WebOrderLine* line = find_line(book_.order.web, line_id);
    const auto told = shipped_.find(key);
    Decimal pieces = told == shipped_.end() ? Decimal{} : told->second;
    const auto last = last_item_.find(line_id);
    const bool is_current = line != nullptr ? line->sku == item : last != last_item_.end() && last->second == item;
    if (!is_current) return pieces;
    const auto told_of_line = told_.find(line_id);
    pieces += std::max(Decimal{}, sums_.of(line_id).shipped - (told_of_line == told_.end() ? Decimal{} : told_of_line->second));
    return line == nullptr ? pieces : pieces + left_to_ship(book_.order.web, *line, sums_);
  }

  /// Shrinks what is pending to what the POS will still hold back; answers the rest.
  Decimal settle_pending(const LineItem& key, const LineLedger& ledger) {
    if (meaning_ == PosStockMeaning::kOnHand || ledger.pending.is_zero()) return ledger.pending;
    auto told = keys_of(ledger.posted);
    const Decimal now_known = known_to_pos(meaning_, book_.documents, key, ledger, told);
    told.merge(keys_of(ledger.pending_of));
    const Decimal later_known = known_to_pos(meaning_, book_.documents, key, ledger, told);
    const Decimal allowed = std::max(Decimal{}, later_known - now_known);
    Decimal excess = std::max(Decimal{}, ledger.pending - allowed);
    const Decimal kept = ledger.pending - excess;
    for (auto release = book_.pending.rbegin(); release != book_.pending.rend() && !excess.is_zero(); ++release) {
      if (release->order_id != book_.order.id || release->line_id != key.first || release->item_id != key.second) continue;
      auto less = *release;
      less.quantity = std::max(Decimal{}, release->quantity - excess);
      excess -= release->quantity - less.quantity;
      plan_.changed.push_back(std::move(less));
    }
    return kept;
  }

  static std::set<DocumentId> keys_of(const std::map<DocumentId, Decimal>& pieces) {
    std::set<DocumentId> ids;
    for (const auto& [id, quantity] : pieces) ids.insert(id);
    return ids;
  }

  void append(const LineItem& key, Decimal quantity, const Cause& cause) {
    if (quantity.is_zero()) return;
    const auto cause_key = book_.order.id + "|" + cause.key;
    plan_.append.push_back({.entry_key = cause_key + "#" + std::to_string(++written_[cause_key]), .item_id = key.second, .site_id = book_.order.site_id,
                            .order_id = book_.order.id, .line_id = key.first, .reason = cause.reason, .quantity = quantity, .document_id = {}, .at = now_});
  }

  PosStockMeaning meaning_;
  const OrderBook& book_;
  const std::vector<ItemId>& our_items_;
  Timestamp now_;
  std::vector<OrderEvent> events_;
  EventSums sums_;
  std::map<LineItem, Decimal> shipped_;          ///< by documents
  std::map<std::string, Decimal> told_;          ///< the same per line, whatever the item
  std::map<LineItem, LineLedger> lines_;
  std::map<std::string, int> written_;           ///< entries per cause: the next one's number
  std::map<std::string, ItemId> last_item_;      ///< that the ledger names for a line
  AllocationPlan plan_;
};

Decimal of(const std::map<DocumentId, Decimal>& pieces, const DocumentId& id) {
  const auto found = pieces.find(id);
  return found == pieces.end() ? Decimal{} : found->second;
}

/// Pieces of a confirmed order document that the POS will hold back beyond what it knows or is about to know.
Decimal newly_held_back(const Document& confirmed, const OrderBook& book, const LineItem& key, const LineLedger& ledger) {
  std::set<DocumentId> told;
  for (const auto& [id, pieces] : ledger.posted) told.insert(id);
  const auto meaning = PosStockMeaning::kAvailable;
  const Decimal now_known = known_to_pos(meaning, book.documents, key, ledger, told);
  for (const auto& [id, pieces] : ledger.pending_of) told.insert(id);
  told.insert(confirmed.id);
  return known_to_pos(meaning, book.documents, key, ledger, told) - now_known - ledger.pending;
}

}  // namespace

AllocationPlan plan_allocation(PosStockMeaning meaning, const OrderBook& book, const std::vector<ItemId>& our_items, Timestamp now) {
  if (book.order.before_connection) return {};
  return Planner(meaning, book, our_items, now).run();
}

std::vector<PendingRelease> plan_releases(PosStockMeaning meaning, const Document& confirmed, const OrderBook& book, Timestamp confirmed_at,
                                          const std::optional<Timestamp>& booked_at) {
  std::vector<PendingRelease> releases;
  if (confirmed.kind != telling_kind(meaning)) return releases;
  const bool is_parcel = confirmed.kind == DocumentKind::kTransaction;
  if (is_parcel && confirmed.type != TransactionType::kShipment) return releases;

  std::map<LineItem, Decimal> named;
  for (const auto& line : confirmed.lines)
    if (!line.item_id.empty()) named[{line.line_id, line.item_id}] += line.quantity;
  auto lines = take_apart(book);
  for (const auto& [key, pieces] : named) {
    const LineLedger& ledger = lines[key];
    if (ledger.posted.contains(confirmed.id) || ledger.pending_of.contains(confirmed.id)) continue;
    const Decimal told = is_parcel ? pieces - of(ledger.by_hand_of, confirmed.id) : newly_held_back(confirmed, book, key, ledger);
    const Decimal quantity = std::min(told, ledger.sum - ledger.pending);
    if (quantity <= Decimal{}) continue;
    releases.push_back({.item_id = key.second, .site_id = confirmed.site_id, .order_id = confirmed.order_id, .line_id = key.first,
                        .document_id = confirmed.id, .quantity = quantity, .confirmed_at = confirmed_at, .booked_at = booked_at,
                        .posted_locations = {}, .proven = false});
  }
  return releases;
}

AllocationPlan plan_release_by_hand(const OrderBook& book, const std::string& line_id, const ItemId& item, Decimal quantity, Timestamp now) {
  AllocationPlan plan;
  const LineItem key{line_id, item};
  const LineLedger ledger = take_apart(book)[key];
  Decimal left = std::min(quantity, ledger.sum);
  int written = static_cast<int>(std::count_if(book.ledger.begin(), book.ledger.end(), [](const auto& entry) { return entry.reason == AllocationReason::kReleasedByHand; }));
  const auto let_go = [&](Decimal pieces, const DocumentId& document) {
    pieces = std::min(pieces, left);
    if (pieces <= Decimal{}) return Decimal{};
    left -= pieces;
    plan.append.push_back({.entry_key = "by_hand/" + book.order.id + "/" + std::to_string(++written), .item_id = item, .site_id = book.order.site_id,
                           .order_id = book.order.id, .line_id = line_id, .reason = AllocationReason::kReleasedByHand, .quantity = -pieces,
                           .document_id = document, .at = now});
    return pieces;
  };
  for (const auto& release : book.pending) {
    if (release.order_id != book.order.id || release.line_id != line_id || release.item_id != item) continue;
    auto less = release;
    less.quantity -= let_go(release.quantity, release.document_id);
    if (less.quantity != release.quantity) plan.changed.push_back(std::move(less));
  }
  for (const auto& known : book.documents) {
    const auto& document = known.document;
    if (document.kind != DocumentKind::kTransaction || document.type != TransactionType::kShipment) continue;
    if (ledger.posted.contains(document.id) || ledger.pending_of.contains(document.id)) continue;
    Decimal pieces;
    for (const auto& line : document.lines)
      if (line.line_id == line_id && line.item_id == item) pieces += line.quantity;
    let_go(pieces - of(ledger.by_hand_of, document.id), document.id);
  }
  let_go(left, {});
  return plan;
}

AllocationEntry posted_entry(const PendingRelease& release, Timestamp at) {
  return {.entry_key = "posted/" + release.document_id + "/" + release.line_id, .item_id = release.item_id, .site_id = release.site_id,
          .order_id = release.order_id, .line_id = release.line_id, .reason = AllocationReason::kPosted, .quantity = -release.quantity,
          .document_id = release.document_id, .at = at};
}

}  // namespace tillbridge::domain
