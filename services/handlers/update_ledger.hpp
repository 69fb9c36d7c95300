#pragma once
#include <cstdint>

#include "services/fingerprints/row_prints.hpp"
#include "services/handlers/last_rows.hpp"
#include "services/handlers/update_answer.hpp"

namespace tillbridge::services {

/// The results of a call as they come in: counts, the rows to report, and which row of an item came last.
/// Memory grows by some fifty bytes per accepted row and by what is reported.
class UpdateLedger {
 public:
  explicit UpdateLedger(bool report_all) : report_all_(report_all) {}

  /// A row that did not get to the store.
  void add(domain::RowResult result);
  /// A row that the store has judged; `key` names what it writes. An earlier accepted row of the same key becomes superseded, and
  /// the last one tells what became of the item in this call.
  void add_judged(const RowKey& key, domain::RowResult result);
  /// The same for a row that changed nothing and has nothing to tell.
  void add_unchanged(const RowKey& key, std::int64_t index, const domain::ItemId& id);
  UpdateAnswer finish();

 private:
  /// Notes the row as the last of its key; the status that it has after the earlier ones, which are superseded.
  domain::RowStatus supersede(const RowKey& key, std::int64_t index, const domain::ItemId& id, domain::RowStatus status);

  UpdateAnswer answer_;
  bool report_all_;
  LastRows last_;
};

}  // namespace tillbridge::services
