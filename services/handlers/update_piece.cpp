#include "services/handlers/update_piece.hpp"

namespace tillbridge::services {

using domain::RowStatus;

RowFate fate_of(const domain::RowResult& result, bool may_last) {
  const bool is_written = result.status == RowStatus::kCreated || result.status == RowStatus::kUpdated;
  const bool is_accepted = is_written || result.status == RowStatus::kUnchanged;
  return {.changed = is_written, .lasting = may_last && is_accepted && result.code.empty()};
}

}  // namespace tillbridge::services
