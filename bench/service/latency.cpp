#include "bench/service/latency.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace tillbridge::bench {

void Latencies::take(const std::function<void()>& call) {
  const auto began = std::chrono::steady_clock::now();
  call();
  seconds_.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
}

double Latencies::percentile(double part) const {
  auto sorted = seconds_;
  const auto at = std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())));
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(at), sorted.end());
  return sorted[at];
}

void print_title(const std::string& title) {
  fmt::print("\n{}\n  ratio of p50    p99 |  p50 ms   p99 ms   calls\n", title);
  std::fflush(stdout);
}

void print_line(const std::string& name, const Latencies& of, const Latencies& first) {
  fmt::print("         {:6.2f} {:6.2f} | {:7.3f}  {:7.3f}  {:6}  {}\n", of.percentile(0.5) / first.percentile(0.5), of.percentile(0.99) / first.percentile(0.99), of.percentile(0.5) * 1e3,
             of.percentile(0.99) * 1e3, of.count(), name);
  std::fflush(stdout);
}

}  // namespace tillbridge::bench
