#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "domain/ids.hpp"
#include "domain/update_rows.hpp"

namespace tillbridge::services {

/// What the three updates answer. `results` is sorted by index: one per row that was not plainly accepted, or of all rows.
struct UpdateAnswer {
  domain::RowCounts counts;
  std::vector<domain::RowResult> results;
};

/// How many rows are compared at once and committed together. Above `whole_request_rows`, and on an embedded store always,
/// a request is committed piece by piece: the answer says exactly what was taken.
struct UpdateLimits {
  std::size_t slice_rows = 1'000;              ///< rows compared with the store at a time
  std::size_t whole_request_rows = 10'000;     ///< a request up to here is one transaction where the store allows it
  std::size_t transaction_rows = 2'000;        ///< rows of one transaction otherwise
  std::size_t unknown_rows_to_read = 100;      ///< so many rows of which nothing is remembered are compared first without the account's lock
  std::size_t transaction_bytes = 8 * 1024 * 1024;  ///< text held for one transaction, whatever the number of rows
};

/// What every row of a call is judged with.
struct UpdateContext {
  domain::AccountId account{};
  domain::Timestamp now;                       ///< when the call was received
  std::optional<domain::AccountClock> clock = std::nullopt;  ///< where the account's clock stood at the login
};

/// What a row did to the values that are held.
enum class Effect { kNothingSent, kUnchanged, kChanged, kStale };

/// A row that stays out, in the words of the error catalogue.
domain::RowResult rejected_row(std::int64_t index, const domain::ItemId& id, const base::Error& error);
base::Error row_error(std::string word, std::string message);
/// Ignored because `held` is newer than what the row's AsOf says.
domain::RowResult stale_row(std::int64_t index, const domain::ItemId& id);
base::Error unknown_item(const domain::ItemId& id);

/// True when a row read at `sent` is older than what is held. Without both times nothing can be said: false.
bool is_stale(const std::optional<domain::Timestamp>& sent, const std::optional<domain::Timestamp>& held);
/// True when `sent` is to be remembered although no value changed.
bool is_newer(const std::optional<domain::Timestamp>& sent, const std::optional<domain::Timestamp>& held);

}  // namespace tillbridge::services
