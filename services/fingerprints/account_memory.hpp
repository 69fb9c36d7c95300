#pragma once
#include <chrono>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "domain/ids.hpp"
#include "services/fingerprints/print_table.hpp"

namespace tillbridge::services {

/// What the memory knows of a row.
enum class Recollection : std::uint8_t {
  kUnknown,
  kDiffers,                           ///< another row of this place was taken plainly: what is stored there certainly differs from this row
  kBeside,                            ///< this very row was taken, but other rows of the place came with it, and their order decides
  kHeld,                              ///< this very row was taken plainly, and nothing has touched the place since: it would change nothing
};

/// What became of a row that the store judged.
struct RowFate {
  bool changed = false;               ///< values of the item are others than before
  bool lasting = false;               ///< plainly accepted: the same row once more would change nothing
};

/// Whether a row of the place was taken: its item exists, and no reservation waits for its next quantity.
constexpr bool is_known(Recollection row) { return row != Recollection::kUnknown; }

/// What is known of the rows of one piece, as of one moment.
struct Recalled {
  std::vector<Recollection> rows;     ///< parallel to the prints
  std::optional<domain::AccountClock> moment = std::nullopt;  ///< none: nothing is known
  std::size_t held = 0, unknown = 0;

  /// Rows of one place are all held or none: where they differ among each other their order decides.
  void hold_all_or_none(std::span<const RowPrint> prints);
};
/// Nothing is known of `rows` rows.
Recalled nothing_recalled(std::size_t rows);

/// What one account's plainly accepted rows were, as of one moment of its clock. It says nothing about any other moment: who asks compares
/// `moment` with where the clock stands, or steps the clock from there. Safe for any thread.
class AccountMemory {
 public:
  explicit AccountMemory(std::size_t bytes_at_most) : table_(bytes_at_most) {}

  Recalled recall(std::span<const RowPrint> prints) const;
  std::optional<domain::AccountClock> moment() const;

  /// The right to change the memory: held by whoever writes for the account, from before he steps the clock until what he stored is noted.
  /// Absent when it was not free for `longest`: then the work is done without the memory.
  using Turn = std::unique_lock<std::timed_mutex>;
  std::optional<Turn> take_turn(std::chrono::milliseconds longest);

  // With the turn only.
  void forget_items(std::span<const RowKey> items);
  void forget_all();
  /// What the store said of some rows, in the order in which they were applied; all of it is true at `moment`.
  struct Noted { const RowPrint* print; RowFate fate; };
  void note(std::span<const Noted> rows, const domain::AccountClock& moment);

  /// Of the memory as a whole.
  std::size_t bytes() const;

 private:
  std::timed_mutex turn_;
  mutable std::mutex mutex_;          ///< for the members below
  PrintTable table_;
  std::optional<domain::AccountClock> moment_;
};

}  // namespace tillbridge::services
