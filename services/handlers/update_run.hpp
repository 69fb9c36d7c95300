#pragma once
#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "persistence/database.hpp"
#include "services/handlers/update_answer.hpp"

namespace tillbridge::services {

/// The results of a call as they come in: counts, the rows to report, and which row of an item came last.
/// Memory grows by about a hundred bytes per accepted row (its key) and by what is reported.
class UpdateLedger {
 public:
  explicit UpdateLedger(bool report_all) : report_all_(report_all) {}

  /// A row that did not get to the store.
  void add(domain::RowResult result);
  /// A row that the store has judged; `key` names what it writes. An earlier accepted row of the same key becomes superseded, and
  /// the last one tells what became of the item in this call.
  void add_judged(const std::string& key, domain::RowResult result);
  UpdateAnswer finish();

 private:
  struct Accepted {
    std::int64_t index;
    domain::RowStatus status;
  };
  UpdateAnswer answer_;
  bool report_all_;
  std::unordered_map<std::string, Accepted> last_;
};

/// Takes the rows of one update call and commits them in pieces. Slice is InventorySlice, PriceSlice or ProductSlice: it judges and
/// stores up to UpdateLimits::slice_rows rows inside a transaction.
///
/// Promise: what finish() counts as taken is committed. A database lost before the first commit throws
/// persistence::DatabaseUnavailable (nothing was done); lost later, the rows that were not committed become not_processed.
template <class Row, class Slice>
class UpdateRun {
 public:
  UpdateRun(persistence::Database& database, const UpdateContext& context, const UpdateLimits& limits, bool report_all)
      : database_(database), context_(context), limits_(limits), ledger_(report_all) {}

  void add(Row row) {
    bytes_ += Slice::size_of(row);
    rows_.push_back(std::move(row));
    if (rows_.size() > whole_rows() || bytes_ > limits_.transaction_bytes) in_pieces_ = true;
    if (!in_pieces_) return;
    while (rows_.size() >= limits_.transaction_rows || bytes_ > limits_.transaction_bytes) commit(std::min(rows_.size(), limits_.transaction_rows));
  }
  /// A row that could not be read.
  void reject(domain::RowResult result) { ledger_.add(std::move(result)); }

  UpdateAnswer finish() {
    while (!rows_.empty()) commit(in_pieces_ ? std::min(rows_.size(), limits_.transaction_rows) : rows_.size());
    return ledger_.finish();
  }

 private:
  using Results = std::vector<domain::RowResult>;

  std::size_t whole_rows() const { return database_.is_embedded() ? limits_.transaction_rows : limits_.whole_request_rows; }

  void commit(std::size_t count) {
    const std::span<const Row> rows(rows_.data(), count);
    if (lost_) {
      give_up(rows);
    } else {
      try {
        const Results results = apply(rows);
        committed_ = true;
        for (std::size_t i = 0; i < count; ++i) ledger_.add_judged(Slice::key_of(rows[i]), results[i]);
      } catch (const persistence::DatabaseUnavailable&) {
        if (!committed_) throw;
        lost_ = true;
        give_up(rows);
      }
    }
    for (const Row& row : rows) bytes_ -= Slice::size_of(row);
    rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(count));
  }

  /// One reading transaction where nothing changes, else one writing transaction.
  Results apply(std::span<const Row> rows) {
    Results results;
    bool writes = false;
    database_.read([&](persistence::UnitOfWork& work) {
      results.clear();
      writes = for_each_slice(work, rows, [&](Slice& slice) {
        append(results, slice);
        return slice.writes_anything();
      });
    });
    if (!writes) return results;
    database_.write([&](persistence::UnitOfWork& work) {
      results.clear();
      const domain::Step step = work.accounts().step_clock(context_.account);
      for_each_slice(work, rows, [&](Slice& slice) {
        slice.store(work, step);
        append(results, slice);
        return false;
      });
    });
    return results;
  }

  /// Stops at the first slice for which `visit` says true, and says so.
  bool for_each_slice(persistence::UnitOfWork& work, std::span<const Row> rows, const std::function<bool(Slice&)>& visit) {
    for (std::size_t at = 0; at < rows.size(); at += limits_.slice_rows) {
      Slice slice(work, context_, rows.subspan(at, std::min(limits_.slice_rows, rows.size() - at)));
      if (visit(slice)) return true;
    }
    return false;
  }

  static void append(Results& results, Slice& slice) {
    for (auto& result : slice.results()) results.push_back(std::move(result));
  }

  void give_up(std::span<const Row> rows) {
    for (const Row& row : rows)
      ledger_.add({row.index, row.item_id, domain::RowStatus::kNotProcessed, "unavailable",
                   "the database was lost before this row was stored; send it again unchanged"});
  }

  persistence::Database& database_;
  UpdateContext context_;
  UpdateLimits limits_;
  UpdateLedger ledger_;
  std::vector<Row> rows_;
  std::size_t bytes_ = 0;
  bool in_pieces_ = false, committed_ = false, lost_ = false;
};

/// The ids of some rows, sorted and unique: one lock order for all writers.
template <class Row>
std::vector<domain::ItemId> sorted_ids(std::span<const Row> rows) {
  std::vector<domain::ItemId> ids;
  ids.reserve(rows.size());
  for (const Row& row : rows) ids.push_back(row.item_id);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace tillbridge::services
