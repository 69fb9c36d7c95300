#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace tillbridge::jobs {

/// One write that a dry run would have made: "quantity 4 (shop has 5)".
struct PlannedWrite {
  domain::ItemId item_id;             ///< or the shipment's id
  std::string what;
};

/// How a run went. `result` is what status shows and the command line turns into its exit code:
///   ok             everything that was due is in the shop
///   partial        some rows wait or are parked, each says why
///   unavailable    the shop could not be reached; tried again by itself
///   throttled      the shop asked to wait; goes on by itself
///   unauthorized   the shop refuses the credentials: a person is needed
///   held           an inventory run would empty too much of the shop: a person is needed
///   continues      the run had its share of time, the rest follows at once
///   stopped        the runner is going down, the rest was handed back
///   lease_lost     another runner took the job over
///   outside_window not now, by the job's window of the day
///   misconfigured  the connector cannot be built: the summary says what is missing
///   failed         anything else, see the summary and the log
struct RunReport {
  std::string result = "ok";
  std::string note;                   ///< why it is not ok, for people; "" = nothing to say
  std::int64_t sent = 0;              ///< items or shipments that the shop took
  std::int64_t unchanged = 0;         ///< looked at, equal to what the shop has: no call
  std::int64_t waiting = 0;           ///< tried, to be tried again
  std::int64_t parked = 0;            ///< given up until a person or the next change of the item
  std::int64_t calls = 0;             ///< calls of the connector that write
  std::int64_t orders = 0;            ///< orders collected (repeats included)
  std::vector<PlannedWrite> planned;  ///< dry run only

  bool fine() const { return result == "ok"; }
  /// Nothing was due and nothing came.
  bool idle() const { return fine() && sent == 0 && waiting == 0 && parked == 0 && orders == 0; }
};

/// One line for people: "3 sent, 0 failed, 2 waiting".
std::string summary_line(const RunReport& report);

}  // namespace tillbridge::jobs
