#include "services/handlers/last_rows.hpp"

#include <algorithm>

namespace tillbridge::services {
namespace {

constexpr int kStatusBits = 3;

LastRows::Entry unpacked(std::int64_t entry) { return {entry >> kStatusBits, static_cast<domain::RowStatus>(entry & ((1 << kStatusBits) - 1))}; }

}  // namespace

bool LastRows::replace(const RowKey& key, const Entry& entry, Entry& earlier) {
  if ((used_ + 1) * 10 > slots_.size() * 7) grow();
  const Slot wanted = slot_of(key, entry);
  Slot& slot = find(wanted);
  const bool is_first = slot.entry == kFree;
  if (is_first) ++used_;
  else earlier = unpacked(slot.entry);
  slot = wanted;
  return !is_first;
}

/// The place is spread over both halves of the item's hash, so that 128 bits tell all keys apart.
LastRows::Slot LastRows::slot_of(const RowKey& key, const Entry& entry) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15, kOther = 0xC2B2AE3D27D4EB4F;
  return {key.item + key.place * kOdd, key.item_check ^ key.place * kOther, entry.index << kStatusBits | static_cast<std::int64_t>(entry.status)};
}

/// The slot of that key, or the free one where it belongs.
LastRows::Slot& LastRows::find(const Slot& wanted) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = wanted.first & mask;
  while (slots_[at].entry != kFree && (slots_[at].first != wanted.first || slots_[at].second != wanted.second)) at = (at + 1) & mask;
  return slots_[at];
}

void LastRows::grow() {
  std::vector<Slot> before(std::max(kSlotsAtFirst, slots_.size() * 2));
  before.swap(slots_);
  for (const Slot& slot : before)
    if (slot.entry != kFree) find(slot) = slot;
}

}  // namespace tillbridge::services
