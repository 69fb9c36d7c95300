#pragma once
#include <functional>
#include <string>
#include <vector>

namespace tillbridge::bench {

/// How long calls took, one by one.
class Latencies {
 public:
  /// Runs `call` and keeps its time.
  void take(const std::function<void()>& call);
  std::size_t count() const { return seconds_.size(); }
  /// In seconds; `part` 0.5 = the median.
  double percentile(double part) const;

 private:
  std::vector<double> seconds_;
};

/// One line of a table of latencies: p50 and p99 in ms, and both as a ratio to those of `first`.
void print_line(const std::string& name, const Latencies& of, const Latencies& first);
void print_title(const std::string& title);

}  // namespace tillbridge::bench
