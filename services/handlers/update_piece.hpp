#pragma once
#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

#include "domain/update_rows.hpp"
#include "services/fingerprints/account_memory.hpp"

namespace tillbridge::services {

/// One row that the store is to judge.
template <class Row>
struct Candidate {
  const Row* row = nullptr;
  std::size_t at = 0;                 ///< its place in the piece
  bool is_known = false;              ///< its item exists, and no reservation waits for its next quantity
  bool differs = false;               ///< known, and what is stored in its place when the piece begins is certainly something else
};

/// The ids of those candidates that `is_meant`, sorted and unique: one lock order for all writers.
template <class Row, class IsMeant>
std::vector<domain::ItemId> sorted_ids(std::span<const Candidate<Row>> candidates, IsMeant is_meant) {
  std::vector<domain::ItemId> ids;
  for (const auto& candidate : candidates)
    if (is_meant(candidate)) ids.push_back(candidate.row->item_id);
  if (!std::is_sorted(ids.begin(), ids.end())) std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}
template <class Row>
std::vector<domain::ItemId> sorted_ids(std::span<const Candidate<Row>> candidates) {
  return sorted_ids(candidates, [](const auto&) { return true; });
}
/// Of those for which a reservation may wait.
template <class Row>
std::vector<domain::ItemId> sorted_unknown_ids(std::span<const Candidate<Row>> candidates) {
  return sorted_ids(candidates, [](const auto& candidate) { return !candidate.is_known; });
}

/// What a judged row means for the memory. `may_last`: a repeat of the row depends on nothing but what the row wrote.
RowFate fate_of(const domain::RowResult& result, bool may_last);

/// The rows of one piece that are not held by the memory. `by_id`: sorted by item, rows of one item in the order in which they came, so that
/// a slice of them covers a short range of the store; else as they came.
template <class Row>
std::vector<Candidate<Row>> candidates_of(std::span<const Row> rows, const std::vector<Recollection>& recalled, bool by_id) {
  std::vector<Candidate<Row>> candidates;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (recalled[i] != Recollection::kHeld) candidates.push_back({&rows[i], i, is_known(recalled[i]), recalled[i] == Recollection::kDiffers});
  const auto is_before = [](const auto& a, const auto& b) { return a.row->item_id < b.row->item_id; };
  if (by_id && !std::is_sorted(candidates.begin(), candidates.end(), is_before)) std::stable_sort(candidates.begin(), candidates.end(), is_before);
  return candidates;
}

}  // namespace tillbridge::services
