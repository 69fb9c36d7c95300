#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/update_rows.hpp"
#include "services/fingerprints/row_prints.hpp"

namespace tillbridge::services {

/// Which accepted row of a call was the last of its key, in 24 bytes a slot.
class LastRows {
 public:
  struct Entry {
    std::int64_t index;
    domain::RowStatus status;
  };
  /// Puts `entry` in the place of the key's earlier one; true, and `earlier` filled, where there was one.
  bool replace(const RowKey& key, const Entry& entry, Entry& earlier);
  void clear() { *this = {}; }

 private:
  struct Slot {
    std::uint64_t first = 0, second = 0;
    std::int64_t entry = kFree;       ///< index and status in one
  };
  static constexpr std::int64_t kFree = -1;
  static constexpr std::size_t kSlotsAtFirst = 16;

  static Slot slot_of(const RowKey& key, const Entry& entry);
  Slot& find(const Slot& wanted);
  void grow();

  std::vector<Slot> slots_;           ///< a power of two, or none
  std::size_t used_ = 0;
};

}  // namespace tillbridge::services
