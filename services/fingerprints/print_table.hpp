#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/fingerprints/row_prints.hpp"

namespace tillbridge::services {

/// Fingerprints by what they stand for: 24 bytes a slot, all that belongs to an item side by side, so that an item is forgotten as a whole.
/// A table that may not grow further takes nothing new. For one thread at a time.
class PrintTable {
 public:
  explicit PrintTable(std::size_t bytes_at_most) : slots_at_most_(bytes_at_most / sizeof(Slot)) {}

  /// 0 = not remembered.
  std::uint64_t find(const RowKey& key) const;
  void put(const RowKey& key, std::uint64_t fingerprint);
  void forget(const RowKey& key);
  /// All places of the item.
  void forget_item(const RowKey& key);
  void clear();

  bool empty() const { return live_ == 0; }
  std::size_t bytes() const { return slots_.capacity() * sizeof(Slot); }

 private:
  /// Item and `rest` together are the key, told apart by 127 bits. rest 0 = free; a slot once named keeps its name until it is taken by
  /// another key or the table is made anew.
  struct Slot {
    std::uint64_t item = 0, rest = 0, fingerprint = 0;
    bool is_free() const { return rest == 0; }
    bool is_of(const Slot& other) const { return item == other.item && rest == other.rest; }
  };
  static constexpr std::size_t kSlotsAtFirst = 64;
  /// How far from its first slot a fingerprint may stand: beyond, an item has too many locations to be remembered.
  static constexpr std::size_t kProbesAtMost = 256;

  static Slot slot_of(const RowKey& key, std::uint64_t fingerprint = 0);
  template <class Visit>
  void probe(std::uint64_t item, Visit visit) const;
  bool make_room();
  void place(const Slot& slot);
  void fill(Slot& slot, std::uint64_t fingerprint);

  std::size_t slots_at_most_;
  std::vector<Slot> slots_;           ///< a power of two, or none
  std::size_t named_ = 0, live_ = 0;  ///< slots with a name, with a fingerprint
};

}  // namespace tillbridge::services
