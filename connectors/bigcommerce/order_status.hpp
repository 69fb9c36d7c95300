#pragma once
#include "connectors/bigcommerce/order_parts.hpp"

namespace tillbridge::connectors::bigcommerce {

/// The shop's fixed status ids; merchants can rename the words but not these (GET /v2/order_statuses).
namespace status {
inline constexpr int kUnknown = -1;            ///< no status_id, or one that is no number
inline constexpr int kIncomplete = 0;           ///< left at the payment page: no order
inline constexpr int kPending = 1;
inline constexpr int kShipped = 2;
inline constexpr int kPartiallyShipped = 3;
inline constexpr int kRefunded = 4;
inline constexpr int kCancelled = 5;
inline constexpr int kDeclined = 6;
inline constexpr int kAwaitingPayment = 7;
inline constexpr int kAwaitingPickup = 8;
inline constexpr int kAwaitingShipment = 9;
inline constexpr int kCompleted = 10;
inline constexpr int kAwaitingFulfillment = 11;
inline constexpr int kManualVerification = 12;
inline constexpr int kDisputed = 13;
inline constexpr int kPartiallyRefunded = 14;
}  // namespace status

/// What an order's status means for us.
enum class OrderStanding {
  kNoOrder,    ///< incomplete: never collected
  kPending,    ///< placed, payment open: the shop has taken its stock already
  kOpen,       ///< to be shipped; words of the shop that we do not know too
  kShipped,
  kCancelled,  ///< cancelled or declined
  kRefunded,
};

/// status_id, kUnknown where there is none.
int status_of(const Json& order);
OrderStanding standing_of(const Json& order);
/// Archived ("deleted") by a clerk: it leaves the shop's lists, its status stays.
bool is_archived(const Json& order);
/// "Awaiting Fulfillment": for people.
std::string status_words(const Json& order);

}  // namespace tillbridge::connectors::bigcommerce
