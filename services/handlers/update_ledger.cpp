#include "services/handlers/update_ledger.hpp"

#include <algorithm>

namespace tillbridge::services {
namespace {

using domain::RowResult;
using domain::RowStatus;

bool is_accepted(RowStatus status) { return status == RowStatus::kCreated || status == RowStatus::kUpdated || status == RowStatus::kUnchanged; }

/// What became of an item that several rows of a call name: created beats updated beats unchanged.
RowStatus stronger(RowStatus a, RowStatus b) {
  if (a == RowStatus::kCreated || b == RowStatus::kCreated) return RowStatus::kCreated;
  if (a == RowStatus::kUpdated || b == RowStatus::kUpdated) return RowStatus::kUpdated;
  return b;
}

std::int64_t& count_of(domain::RowCounts& counts, RowStatus status) {
  switch (status) {
    case RowStatus::kCreated: return counts.created;
    case RowStatus::kUpdated: return counts.updated;
    default: return counts.unchanged;
  }
}

}  // namespace

void UpdateLedger::add(RowResult result) {
  answer_.counts.count(result.status);
  if (report_all_ || !is_accepted(result.status) || !result.code.empty()) answer_.results.push_back(std::move(result));
}

void UpdateLedger::add_judged(const RowKey& key, RowResult result) {
  if (is_accepted(result.status)) result.status = supersede(key, result.index, result.item_id, result.status);
  add(std::move(result));
}

void UpdateLedger::add_unchanged(const RowKey& key, std::int64_t index, const domain::ItemId& id) {
  const RowStatus status = supersede(key, index, id, RowStatus::kUnchanged);
  if (report_all_) add({index, id, status, "", ""});
  else answer_.counts.count(status);
}

RowStatus UpdateLedger::supersede(const RowKey& key, std::int64_t index, const domain::ItemId& id, RowStatus status) {
  LastRows::Entry earlier{};
  if (!last_.replace(key, {index, status}, earlier)) return status;
  --count_of(answer_.counts, earlier.status);
  ++answer_.counts.superseded;
  answer_.results.push_back({earlier.index, id, RowStatus::kSuperseded, "superseded",
                             "row " + std::to_string(index) + " of this call names the same item; the later row counts"});
  const RowStatus combined = stronger(earlier.status, status);
  if (combined != status) last_.replace(key, {index, combined}, earlier);
  return combined;
}

UpdateAnswer UpdateLedger::finish() {
  auto& results = answer_.results;
  std::stable_sort(results.begin(), results.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
  // A row that was reported and then superseded stands twice: what was said last counts.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (i + 1 < results.size() && results[i + 1].index == results[i].index) continue;
    if (kept != i) results[kept] = std::move(results[i]);
    ++kept;
  }
  results.resize(kept);
  last_.clear();
  return std::move(answer_);
}

}  // namespace tillbridge::services
