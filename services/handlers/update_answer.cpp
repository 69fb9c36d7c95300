#include "services/handlers/update_answer.hpp"

#include <fmt/format.h>

namespace tillbridge::services {

using domain::RowResult;
using domain::RowStatus;

RowResult rejected_row(std::int64_t index, const domain::ItemId& id, const base::Error& error) {
  return {index, id, RowStatus::kRejected, std::string(error.catalogue_word()), error.message};
}

base::Error row_error(std::string word, std::string message) {
  return {.code = base::ErrorCode::kInvalidRequest, .message = std::move(message), .word = std::move(word)};
}

RowResult stale_row(std::int64_t index, const domain::ItemId& id) {
  return {index, id, RowStatus::kStale, "stale", "AsOf is older than the values that we hold; the row was ignored"};
}

base::Error unknown_item(const domain::ItemId& id) {
  return {.code = base::ErrorCode::kNotFound,
          .message = fmt::format("no item '{}'; send it with UpdatePOSProducts first", id),
          .word = "not_found"};
}

bool is_stale(const std::optional<domain::Timestamp>& sent, const std::optional<domain::Timestamp>& held) {
  return sent && held && *sent < *held;
}

bool is_newer(const std::optional<domain::Timestamp>& sent, const std::optional<domain::Timestamp>& held) {
  return sent && (!held || *sent > *held);
}

}  // namespace tillbridge::services
