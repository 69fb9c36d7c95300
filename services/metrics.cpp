#include "services/metrics.hpp"

#include <fmt/format.h>

#include <iterator>

namespace tillbridge::services {
namespace {

void describe(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

}  // namespace

void Metrics::count_request(std::string_view operation, std::string_view outcome, std::chrono::microseconds duration, std::uint64_t bytes_in, std::uint64_t bytes_out) {
  const double seconds = std::chrono::duration<double>(duration).count();
  const std::lock_guard lock(mutex_);
  ++requests_[{std::string(operation), std::string(outcome)}];
  auto& durations = durations_[std::string(operation)];
  for (std::size_t at = 0; at < kBuckets.size(); ++at) {
    if (seconds <= kBuckets[at]) ++durations.buckets[at];
  }
  ++durations.count;
  durations.seconds += seconds;
  durations.bytes_in += bytes_in;
  durations.bytes_out += bytes_out;
}

void Metrics::count_rejected(std::string_view reason) {
  const std::lock_guard lock(mutex_);
  ++rejected_[std::string(reason)];
}

void Metrics::count_document(std::string_view operation, bool is_plain) {
  const std::lock_guard lock(mutex_);
  ++documents_[{std::string(operation), is_plain ? "plain" : "strict"}];
}

void Metrics::count_rows(std::string_view operation, std::string_view status, std::uint64_t rows) {
  const std::lock_guard lock(mutex_);
  rows_[{std::string(operation), std::string(status)}] += rows;
}

void Metrics::count_unknown_documents(std::string_view store_id, std::uint64_t entries) {
  const std::lock_guard lock(mutex_);
  unknown_documents_[std::string(store_id)] += entries;
}

std::string Metrics::to_prometheus() const {
  std::string out;
  const auto to = std::back_inserter(out);
  const std::lock_guard lock(mutex_);
  describe(out, "tillbridge_requests_total", "counter", "Requests answered, by operation and outcome.");
  for (const auto& [labels, count] : requests_) fmt::format_to(to, "tillbridge_requests_total{{operation=\"{}\",outcome=\"{}\"}} {}\n", labels.first, labels.second, count);
  describe(out, "tillbridge_request_duration_seconds", "histogram", "Time from the whole request to its answer.");
  for (const auto& [operation, durations] : durations_) {
    for (std::size_t at = 0; at < kBuckets.size(); ++at) {
      fmt::format_to(to, "tillbridge_request_duration_seconds_bucket{{operation=\"{}\",le=\"{}\"}} {}\n", operation, kBuckets[at], durations.buckets[at]);
    }
    fmt::format_to(to, "tillbridge_request_duration_seconds_bucket{{operation=\"{}\",le=\"+Inf\"}} {}\n", operation, durations.count);
    fmt::format_to(to, "tillbridge_request_duration_seconds_sum{{operation=\"{}\"}} {}\n", operation, durations.seconds);
    fmt::format_to(to, "tillbridge_request_duration_seconds_count{{operation=\"{}\"}} {}\n", operation, durations.count);
  }
  describe(out, "tillbridge_request_bytes_total", "counter", "Bytes of request bodies, inflated.");
  for (const auto& [operation, durations] : durations_) fmt::format_to(to, "tillbridge_request_bytes_total{{operation=\"{}\"}} {}\n", operation, durations.bytes_in);
  describe(out, "tillbridge_response_bytes_total", "counter", "Bytes of answers.");
  for (const auto& [operation, durations] : durations_) fmt::format_to(to, "tillbridge_response_bytes_total{{operation=\"{}\"}} {}\n", operation, durations.bytes_out);
  describe(out, "tillbridge_rejected_total", "counter", "Requests refused before any handler saw them, by reason.");
  for (const auto& [reason, count] : rejected_) fmt::format_to(to, "tillbridge_rejected_total{{reason=\"{}\"}} {}\n", reason, count);
  describe(out, "tillbridge_documents_total", "counter", "Documents read to their end: plain ones in place, others strictly, which takes several times as long.");
  for (const auto& [labels, count] : documents_) fmt::format_to(to, "tillbridge_documents_total{{operation=\"{}\",read=\"{}\"}} {}\n", labels.first, labels.second, count);
  describe(out, "tillbridge_rows_total", "counter", "Rows of updates and confirms, by status.");
  for (const auto& [labels, count] : rows_) fmt::format_to(to, "tillbridge_rows_total{{operation=\"{}\",status=\"{}\"}} {}\n", labels.first, labels.second, count);
  describe(out, "tillbridge_unknown_documents_total", "counter", "Entries of confirms that name documents which the account was never offered.");
  for (const auto& [store_id, count] : unknown_documents_) fmt::format_to(to, "tillbridge_unknown_documents_total{{account=\"{}\"}} {}\n", store_id, count);
  describe(out, "tillbridge_connections", "gauge", "Open connections.");
  fmt::format_to(to, "tillbridge_connections {}\n", connections_.load());
  return out;
}

}  // namespace tillbridge::services
