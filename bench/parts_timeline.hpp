#pragma once
#include <sys/types.h>

#include <array>
#include <mutex>

#include "bench/race.hpp"

namespace tillbridge::bench {

/// The parts of one request, in the order in which they begin.
enum class Part { kReceive, kFront, kLogin, kDecode, kDetect, kWrite, kCommit, kSend };
inline constexpr std::size_t kParts = 8;

/// What each part took: wall time, and processor time of this process and of the database's.
using PartTimes = std::array<Spent, kParts>;

/// Where the time of one request goes: at each moment one part is charged, so the parts always add up to the whole.
/// Charged from several threads, one after the other.
class Timeline {
 public:
  /// `server`: the process id of a database server, 0 = none.
  explicit Timeline(pid_t server = 0) : server_(server) {}
  /// The request begins, with receiving.
  void begin();
  /// What follows is charged to `part`; returns what was charged until now.
  Part go_to(Part part);
  /// The rows begin, as far as one can tell: what passed since the login was the front, until a transaction ends that.
  void begin_rows();
  /// A transaction behind the login has ended: rows, sums or the answer follow, all charged to kDecode.
  void end_transaction();
  /// The request ends.
  PartTimes end();
  Part now() const;

 private:
  void charge(Part part);
  pid_t server_;
  mutable std::mutex mutex_;
  PartTimes times_{};
  Part current_ = Part::kReceive;
  Spent since_;
  bool may_be_front_ = true;
};

}  // namespace tillbridge::bench
