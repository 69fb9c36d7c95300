#pragma once
#include <algorithm>
#include <span>
#include <vector>

#include "persistence/database.hpp"
#include "services/handlers/remembering_store.hpp"
#include "services/handlers/update_ledger.hpp"

namespace tillbridge::services {

/// Takes the rows of one update call and commits them in pieces. Slice is InventorySlice, PriceSlice or ProductSlice: it judges and
/// stores up to UpdateLimits::slice_rows rows inside a transaction.
///
/// Promise: what finish() counts as taken is committed. A database lost before the first commit throws
/// persistence::DatabaseUnavailable (nothing was done); lost later, the rows that were not committed become not_processed.
template <class Row, class Slice>
class UpdateRun {
 public:
  UpdateRun(persistence::Database& database, Fingerprints& fingerprints, const UpdateContext& context, const UpdateLimits& limits, bool report_all)
      : database_(database), limits_(limits), printer_(fingerprints.secret()), store_(database, fingerprints, context, limits), ledger_(report_all) {}

  void add(Row row) {
    bytes_ += Slice::size_of(row);
    prints_.push_back(printer_.print(row));
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
  std::size_t whole_rows() const { return database_.is_embedded() ? limits_.transaction_rows : limits_.whole_request_rows; }

  void commit(std::size_t count) {
    const auto rows = std::span<const Row>(rows_).first(count);
    const auto prints = std::span<const RowPrint>(prints_).first(count);
    if (lost_) {
      give_up(rows);
    } else {
      try {
        auto results = store_.apply(rows, prints);
        committed_ = true;
        for (std::size_t i = 0; i < count; ++i) {
          if (results[i]) ledger_.add_judged(prints[i].key, std::move(*results[i]));
          else ledger_.add_unchanged(prints[i].key, rows[i].index, rows[i].item_id);
        }
      } catch (const persistence::DatabaseUnavailable&) {
        if (!committed_) throw;
        lost_ = true;
        give_up(rows);
      }
    }
    for (const Row& row : rows) bytes_ -= Slice::size_of(row);
    rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(count));
    prints_.erase(prints_.begin(), prints_.begin() + static_cast<std::ptrdiff_t>(count));
  }

  void give_up(std::span<const Row> rows) {
    for (const Row& row : rows)
      ledger_.add({row.index, row.item_id, domain::RowStatus::kNotProcessed, "unavailable",
                   "the database was lost before this row was stored; send it again unchanged"});
  }

  persistence::Database& database_;
  UpdateLimits limits_;
  RowPrinter printer_;
  RememberingStore<Row, Slice> store_;
  UpdateLedger ledger_;
  std::vector<Row> rows_;
  std::vector<RowPrint> prints_;      ///< of the rows
  std::size_t bytes_ = 0;
  bool in_pieces_ = false, committed_ = false, lost_ = false;
};

}  // namespace tillbridge::services
