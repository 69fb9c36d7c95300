#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace tillbridge::services {

/// Figures of one process as Prometheus reads them. Labels come from closed lists (operations, codes, row statuses, store ids that logged in),
/// never from a caller's text, so the number of series is bounded. Safe for any thread.
class Metrics {
 public:
  void count_request(std::string_view operation, std::string_view outcome, std::chrono::microseconds duration, std::uint64_t bytes_in, std::uint64_t bytes_out);
  /// A request that was refused before any handler saw it.
  void count_rejected(std::string_view reason);
  /// A document that was read to its end: in place because the gate proved it plain, or strictly by the front parser, which takes several times as long.
  void count_document(std::string_view operation, bool is_plain);
  void count_rows(std::string_view operation, std::string_view status, std::uint64_t rows);
  /// Entries of confirms that name documents which this account was never offered. `store_id` of an account that logged in.
  void count_unknown_documents(std::string_view store_id, std::uint64_t entries);
  void connection_opened() { ++connections_; }
  void connection_closed() { --connections_; }
  std::int64_t connections() const { return connections_; }

  /// The Prometheus text format, version 0.0.4.
  std::string to_prometheus() const;

  static constexpr std::array<double, 10> kBuckets = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30};

 private:
  struct Durations {
    std::array<std::uint64_t, kBuckets.size()> buckets{};
    std::uint64_t count = 0;
    double seconds = 0;
    std::uint64_t bytes_in = 0, bytes_out = 0;
  };
  using Pair = std::pair<std::string, std::string>;

  mutable std::mutex mutex_;
  std::map<Pair, std::uint64_t> requests_;
  std::map<std::string, Durations, std::less<>> durations_;
  std::map<std::string, std::uint64_t, std::less<>> rejected_;
  std::map<Pair, std::uint64_t> documents_;
  std::map<Pair, std::uint64_t> rows_;
  std::map<std::string, std::uint64_t, std::less<>> unknown_documents_;
  std::atomic<std::int64_t> connections_{0};
};

}  // namespace tillbridge::services
