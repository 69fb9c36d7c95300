#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "domain/ids.hpp"
#include "domain/site.hpp"

namespace tillbridge::domain {

/// The work that makes a shop equal to us. Rows exist only for what is in flight, failed, unknown or parked
/// (docs/job-states.md): an item without a row is equal to the shop or waits for its next change.
enum class DeliveryState {
  kLeased,   ///< a runner is sending it
  kWaiting,  ///< failed or throttled, due again at due_at
  kUnknown,  ///< sent, answer lost: looked up (creates, shipments) or repeated (absolute values)
  kHeld,     ///< waits for its site or for another row (variant before its parent exists)
  kParked,   ///< gave up or cannot succeed: waits for a person or for the item's next change
};

std::string to_word(DeliveryState state);  ///< "leased", "waiting", "unknown", "held", "parked"
std::optional<DeliveryState> delivery_state_from(const std::string& word);

/// One piece of level work: key (account, site, job, item).
struct Delivery {
  SiteId site_id{};
  JobKind job = JobKind::kInventory;
  ItemId item_id;
  DeliveryState state = DeliveryState::kLeased;
  Step claimed_step = 0;              ///< account clock when the values were claimed
  std::int64_t token = 0;             ///< fencing token of the claim
  base::Timestamp due_at;
  int tries = 0;
  std::optional<base::Timestamp> first_failed_at;
  std::string last_code;
  std::string last_message;           ///< the platform's words, ≤ 1,000 bytes, scrubbed
};

/// A claimed run of one job of one site: every write of the run is guarded by (owner, token).
struct JobLease {
  AccountId account_id{};
  SiteId site_id{};
  JobKind job = JobKind::kInventory;
  std::string owner;                  ///< the runner's id
  std::int64_t token = 0;             ///< rises with every claim
  base::Timestamp lease_until;
  Step seen_step = 0;                 ///< changes up to this step are delivered or have a Delivery row
  bool by_hand = false;
};

/// How one job of a site stands.
struct JobStatus {
  SiteId site_id{};
  JobKind job = JobKind::kInventory;
  std::chrono::seconds interval{};    ///< 0 = by hand only
  std::string window;                 ///< "" or "HH:MM-HH:MM" in the account's zone
  std::optional<base::Timestamp> next_due_at;
  std::optional<base::Timestamp> running_until;
  Step seen_step = 0;
  std::optional<base::Timestamp> last_started_at, last_finished_at;
  std::string last_result;            ///< "ok", "partial", an error word
  std::string last_summary;           ///< one line for people
  std::string held_reason;            ///< "" or why it does not run ("would set 40 % of the items to 0")
};

/// The breaker of a site, shared by all runners through the database.
struct SiteHealth {
  int consecutive_failures = 0;
  std::optional<base::Timestamp> open_until;  ///< no call before; then one probe
  std::string reason;
  bool needs_person = false;          ///< credentials refused: never half-opens by itself
  int openings = 0;                   ///< in a row; doubles the pause
};

/// Backoff of reliability.md §2.2: random(0.5..1) × min(cap, base × 2^(tries−1)); `fraction` in [0, 1).
std::chrono::milliseconds backoff(int tries, std::chrono::milliseconds base, std::chrono::milliseconds cap, double fraction);

/// 24 h of failing and at least 12 tries.
bool should_park(int tries, base::Timestamp first_failed_at, base::Timestamp now);

}  // namespace tillbridge::domain
