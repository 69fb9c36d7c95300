#include "domain/line_ledger.hpp"

#include <algorithm>

namespace tillbridge::domain {
namespace {

constexpr const char* kCancelled = "cancelled";

/// Pieces of the line that an order document asks the POS to hold back.
Decimal pieces_held_back(const Document& document, const LineItem& key) {
  Decimal pieces;
  if (document.status == kCancelled) return pieces;
  for (const auto& line : document.lines)
    if (line.line_id == key.first && line.item_id == key.second) pieces += line.quantity;
  return pieces;
}

/// Pieces that never left and that a return told the POS to take back.
Decimal taken_back_unshipped(const std::vector<KnownDocument>& documents, const LineItem& key) {
  Decimal pieces;
  for (const auto& known : documents) {
    if (known.document.kind != DocumentKind::kTransaction || known.document.type != TransactionType::kReturn) continue;
    for (const auto& line : known.document.lines)
      if (!line.shipped && line.line_id == key.first && line.item_id == key.second) pieces += line.quantity;
  }
  return pieces;
}

bool counts(const KnownDocument& known) {
  return known.document.kind == DocumentKind::kOrder && known.state != DocumentState::kReplaced;
}

}  // namespace

std::map<LineItem, LineLedger> take_apart(const OrderBook& book) {
  std::map<LineItem, LineLedger> lines;
  for (const auto& entry : book.ledger) {
    auto& line = lines[{entry.line_id, entry.item_id}];
    line.written = true;
    line.sum += entry.quantity;
    if (entry.reason == AllocationReason::kPosted) line.posted[entry.document_id] -= entry.quantity;
    if (entry.reason != AllocationReason::kReleasedByHand) continue;
    line.by_hand -= entry.quantity;
    if (!entry.document_id.empty()) line.by_hand_of[entry.document_id] -= entry.quantity;
  }
  for (const auto& release : book.pending) {
    if (release.order_id != book.order.id) continue;
    auto& line = lines[{release.line_id, release.item_id}];
    line.pending += release.quantity;
    line.pending_of[release.document_id] += release.quantity;
  }
  return lines;
}

std::map<LineItem, Decimal> shipped_by_documents(const std::vector<KnownDocument>& documents) {
  std::map<LineItem, Decimal> pieces;
  for (const auto& known : documents) {
    if (known.document.kind != DocumentKind::kTransaction || known.document.type != TransactionType::kShipment) continue;
    for (const auto& line : known.document.lines) pieces[{line.line_id, line.item_id}] += line.quantity;
  }
  return pieces;
}

Decimal known_to_pos(PosStockMeaning meaning, const std::vector<KnownDocument>& documents, const LineItem& key, const LineLedger& ledger,
                     const std::set<DocumentId>& told) {
  if (meaning == PosStockMeaning::kOnHand) {
    Decimal known = ledger.by_hand;
    for (const auto& [id, pieces] : ledger.posted) known += pieces;
    return known;
  }
  int newest = -1;
  for (const auto& known : documents)
    if (counts(known) && told.contains(known.document.id)) newest = std::max(newest, known.document.revision);
  std::optional<Decimal> least;
  for (const auto& known : documents)
    if (counts(known) && newest >= 0 && known.document.revision >= newest) {
      const Decimal held_back = pieces_held_back(known.document, key);
      least = least ? std::min(*least, held_back) : held_back;
    }
  Decimal otherwise = ledger.by_hand;
  for (const auto& [id, pieces] : ledger.posted)
    if (std::none_of(documents.begin(), documents.end(), [&](const auto& known) { return counts(known) && known.document.id == id; })) otherwise += pieces;
  const Decimal by_orders = least ? std::max(Decimal{}, *least - taken_back_unshipped(documents, key)) : Decimal{};
  return std::max(by_orders, otherwise);
}

}  // namespace tillbridge::domain
