#include "services/fingerprints/print_table.hpp"

#include <algorithm>

namespace tillbridge::services {

/// The lowest bit of the rest is always set: no key is free.
PrintTable::Slot PrintTable::slot_of(const RowKey& key, std::uint64_t fingerprint) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
  return {key.item, (key.item_check ^ key.place * kOdd) | 1, fingerprint};
}

/// Visits the slots from the item's first one on until `visit` says true, the way ends, or a slot is free (it is visited too).
template <class Visit>
void PrintTable::probe(std::uint64_t item, Visit visit) const {
  if (slots_.empty()) return;
  const std::size_t mask = slots_.size() - 1;
  const std::size_t far = std::min(kProbesAtMost, slots_.size());
  for (std::size_t step = 0; step < far; ++step) {
    const std::size_t at = (item + step) & mask;
    if (visit(at) || slots_[at].is_free()) return;
  }
}

std::uint64_t PrintTable::find(const RowKey& key) const {
  const Slot wanted = slot_of(key);
  std::uint64_t found = 0;
  probe(key.item, [&](std::size_t at) {
    const bool is_named = slots_[at].is_of(wanted);
    if (is_named) found = slots_[at].fingerprint;
    return is_named;
  });
  return found;
}

void PrintTable::put(const RowKey& key, std::uint64_t fingerprint) {
  const Slot wanted = slot_of(key, fingerprint);
  bool is_named = false;
  probe(key.item, [&](std::size_t at) {
    is_named = slots_[at].is_of(wanted);
    if (is_named) fill(slots_[at], fingerprint);
    return is_named;
  });
  if (!is_named && make_room()) place(wanted);
}

void PrintTable::place(const Slot& slot) {
  probe(slot.item, [&](std::size_t at) {
    if (slots_[at].fingerprint != 0) return false;
    if (slots_[at].is_free()) ++named_;
    slots_[at].item = slot.item;
    slots_[at].rest = slot.rest;
    fill(slots_[at], slot.fingerprint);
    return true;
  });
}

void PrintTable::fill(Slot& slot, std::uint64_t fingerprint) {
  if (slot.fingerprint == 0 && fingerprint != 0) ++live_;
  if (slot.fingerprint != 0 && fingerprint == 0) --live_;
  slot.fingerprint = fingerprint;
}

void PrintTable::forget(const RowKey& key) {
  const Slot wanted = slot_of(key);
  probe(key.item, [&](std::size_t at) {
    const bool is_named = slots_[at].is_of(wanted);
    if (is_named) fill(slots_[at], 0);
    return is_named;
  });
}

void PrintTable::forget_item(const RowKey& key) {
  probe(key.item, [&](std::size_t at) {
    if (slots_[at].item == key.item && !slots_[at].is_free()) fill(slots_[at], 0);
    return false;
  });
}

void PrintTable::clear() {
  slots_ = {};
  named_ = live_ = 0;
}

/// False where the table is as full as it may become. Above seven named slots of ten the ways get long; the names of what was forgotten
/// go when the table is made anew.
bool PrintTable::make_room() {
  if (!slots_.empty() && (named_ + 1) * 10 <= slots_.size() * 7) return true;
  std::size_t size = std::max(slots_.size(), kSlotsAtFirst);
  if ((live_ + 1) * 2 > size && size * 2 <= slots_at_most_) size *= 2;
  if (size > slots_at_most_ || (live_ + 1) * 10 > size * 6) return false;
  std::vector<Slot> before(size);
  before.swap(slots_);
  named_ = live_ = 0;
  for (const Slot& slot : before)
    if (slot.fingerprint != 0) place(slot);
  return true;
}

}  // namespace tillbridge::services
