#include "domain/update_rows.hpp"

namespace tillbridge::domain {

std::string to_word(RowStatus status) {
  switch (status) {
    case RowStatus::kCreated: return "created";
    case RowStatus::kUpdated: return "updated";
    case RowStatus::kUnchanged: return "unchanged";
    case RowStatus::kStale: return "stale";
    case RowStatus::kSuperseded: return "superseded";
    case RowStatus::kRejected: return "rejected";
    case RowStatus::kNotProcessed: return "not_processed";
  }
  return "not_processed";
}

void RowCounts::count(RowStatus status) {
  ++received;
  switch (status) {
    case RowStatus::kCreated: ++created; break;
    case RowStatus::kUpdated: ++updated; break;
    case RowStatus::kUnchanged: ++unchanged; break;
    case RowStatus::kStale: ++stale; break;
    case RowStatus::kSuperseded: ++superseded; break;
    case RowStatus::kRejected: ++rejected; break;
    case RowStatus::kNotProcessed: ++not_processed; break;
  }
}

}  // namespace tillbridge::domain
