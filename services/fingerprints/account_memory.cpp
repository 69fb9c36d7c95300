#include "services/fingerprints/account_memory.hpp"

#include <algorithm>
#include <tuple>

namespace tillbridge::services {
namespace {

bool is_before(const RowKey& a, const RowKey& b) { return std::tie(a.item, a.item_check, a.place) < std::tie(b.item, b.item_check, b.place); }

}  // namespace

Recalled nothing_recalled(std::size_t rows) { return {.rows = std::vector<Recollection>(rows, Recollection::kUnknown), .unknown = rows}; }

void Recalled::hold_all_or_none(std::span<const RowPrint> prints) {
  if (held == 0 || held == rows.size()) return;
  std::vector<RowKey> missed;
  missed.reserve(rows.size() - held);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i] != Recollection::kHeld) missed.push_back(prints[i].key);
  std::sort(missed.begin(), missed.end(), is_before);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] != Recollection::kHeld || !std::binary_search(missed.begin(), missed.end(), prints[i].key, is_before)) continue;
    rows[i] = Recollection::kBeside;
    --held;
  }
}

Recalled AccountMemory::recall(std::span<const RowPrint> prints) const {
  Recalled recalled = nothing_recalled(prints.size());
  {
    const std::lock_guard lock(mutex_);
    recalled.moment = moment_;
    if (table_.empty()) return recalled;
    for (std::size_t i = 0; i < prints.size(); ++i) {
      const auto known = table_.find(prints[i].key);
      if (known == 0) continue;
      --recalled.unknown;
      const bool is_held = known == prints[i].fingerprint;
      recalled.rows[i] = is_held ? Recollection::kHeld : Recollection::kDiffers;
      if (is_held) ++recalled.held;
    }
  }
  recalled.hold_all_or_none(prints);
  return recalled;
}

std::optional<domain::AccountClock> AccountMemory::moment() const {
  const std::lock_guard lock(mutex_);
  return moment_;
}

std::optional<AccountMemory::Turn> AccountMemory::take_turn(std::chrono::milliseconds longest) {
  Turn turn(turn_, longest);
  return turn.owns_lock() ? std::optional(std::move(turn)) : std::nullopt;
}

void AccountMemory::forget_items(std::span<const RowKey> items) {
  const std::lock_guard lock(mutex_);
  for (const auto& item : items) table_.forget_item(item);
}

void AccountMemory::forget_all() {
  const std::lock_guard lock(mutex_);
  table_.clear();
  moment_.reset();
}

void AccountMemory::note(std::span<const Noted> rows, const domain::AccountClock& moment) {
  const std::lock_guard lock(mutex_);
  for (const auto& [print, fate] : rows) {
    // A product row tells quantities and prices too, so whatever changed one place puts the other in doubt.
    if (fate.changed) {
      RowKey product = print->key;
      product.place = static_cast<std::uint64_t>(Place::kProduct);
      if (print->key == product) table_.forget_item(product);
      else table_.forget(product);
    }
    if (fate.lasting && print->fingerprint != 0) table_.put(print->key, print->fingerprint);
    else table_.forget(print->key);
  }
  moment_ = moment;
}

std::size_t AccountMemory::bytes() const {
  const std::lock_guard lock(mutex_);
  return sizeof *this + table_.bytes();
}

}  // namespace tillbridge::services
