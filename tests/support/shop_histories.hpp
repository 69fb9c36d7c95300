#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "domain/order.hpp"

namespace tillbridge::tests {

/// The order as a shop shows it from one step of its history on.
struct ShownOrder {
  int from_step = 0;
  domain::WebOrder web;
  bool money_edited = false;          ///< lines, prices, charges or fees differ from the version before
};

/// Something that happened, and when.
struct Happening {
  int step = 0;
  domain::OrderEvent event;
};

/// One random order and all that ever happens to it in its shop, step by step.
struct ShopHistory {
  domain::Order order;                ///< with its first version
  std::vector<ShownOrder> versions;   ///< at least one, by step
  std::vector<Happening> happenings;  ///< by step
  int last_step = 0;
  bool fully_shipped = false;         ///< every piece that the last version asks for has shipped

  const domain::WebOrder& shown_at(int step) const;
  std::vector<domain::OrderEvent> all_events() const;
  /// Whether an edit of money finds no parcel to go with.
  bool edited_after_last_parcel() const;
  bool edited_after_first_refund() const;
};

/// 1 to 4 lines of items "I0" to "I5" and of no item, whole and broken quantities, gifts at nothing, coupons down to nothing, taxes, shipping
/// charges, fees above and below zero, cents that nothing explains; prices kept without or with tax (net prices of four decimals); EUR, JPY
/// or KWD. Then in any order captures, parcels, refunds of every kind, exchanges, edits, cancelled pieces, a cancelled rest, re-opening.
ShopHistory random_shop_history(std::mt19937_64& random);

/// One visit of a poll: what it sees.
struct Sight {
  int step = 0;                       ///< the snapshot's
  std::vector<domain::OrderEvent> events;  ///< some of those that had happened by then, in any order, some twice
};

/// Several polls of a history. Child collections show late: a poll sees any subset of what had happened. The last one comes after the last
/// step and sees all.
std::vector<Sight> random_sights(const ShopHistory& history, std::mt19937_64& random);

/// A history in few lines, for the message of a failing test.
std::string story_of(const ShopHistory& history);

}  // namespace tillbridge::tests
