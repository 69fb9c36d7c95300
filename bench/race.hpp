#pragma once
#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace tillbridge::bench {

/// Wall time, and the processor time that this process and a database server spent: the second tells the same story on a busy machine.
struct Spent {
  double wall = 0, processor = 0;     ///< seconds
};

/// Runs from the moment it is made, pauses left out. `server`: the process id of a database server, 0 = none.
class Stopwatch {
 public:
  explicit Stopwatch(pid_t server = 0) : server_(server) { go_on(); }
  void pause();
  void go_on() { since_ = now(); }
  /// While paused.
  Spent spent() const { return spent_; }

 private:
  Spent now() const;
  pid_t server_;
  Spent since_, spent_;
};

/// One way to do the work. `run` prepares what it needs outside its own clock and returns the time of the work alone.
struct Side {
  std::string name;
  std::function<Spent()> run;
};

struct SideResult {
  std::string name;
  Spent median;
  Spent ratio{1, 1};                  ///< median / the first side's median
  double lowest = 1, highest = 1;     ///< of the wall ratios round by round
};

inline constexpr int kFewestRounds = 5;

/// Runs the sides against each other, one after the other in every round, so that a busy moment of the machine meets all of them; a
/// round before the first one is thrown away. The first side is what the others are compared with.
std::vector<SideResult> race(const std::vector<Side>& sides, int rounds = kFewestRounds);

/// Prints the results as lines of a table under `title`, ratios first; `units` is how many documents, orders … one run handles.
void print(const std::string& title, const std::vector<SideResult>& results, double units, const std::string& unit);

}  // namespace tillbridge::bench
