#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/allocation.hpp"
#include "domain/delivery.hpp"
#include "domain/listing.hpp"
#include "jobs/held_reservations.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

/// What one open web order holds of an item.
struct AllocatedOrder {
  domain::OrderId order_id;
  std::string web_order_number;       ///< "" where the order is not stored
  domain::SiteId site_id{};
  std::string site_name;
  base::Decimal quantity;             ///< the sum of its entries
  std::vector<domain::AllocationEntry> entries;  ///< oldest first
  std::vector<HoldReason> reasons;    ///< why it still holds
};

/// How a job stands with the item: its delivery row if there is one, and when the job runs next.
struct JobView {
  domain::JobKind job = domain::JobKind::kInventory;
  std::optional<domain::Delivery> delivery;
  std::optional<base::Timestamp> next_due_at;  ///< absent = by hand only
  std::string held_reason;
  bool change_pending = false;        ///< changed since the job last looked
};

/// A value of an option or an attribute, on its way to the shop.
struct ValueView {
  std::string name, pos_value;
  std::string web_value;              ///< what the shop got, or gets when the item is made there
  std::string reason;                 ///< "" where the mapping, or its absence, says it all
};

/// Why a shop shows what it shows: the sum behind each number, with where each part comes from.
struct ItemExplanation {
  domain::Item item;
  domain::Site site;
  // Quantity: pos_quantity − allocated − safety = available; floored to the shop's decimals and not below 0 = web_quantity. A shop that keeps its
  // own reservations beside its number gets held_by_shop on top.
  std::vector<domain::StockLevel> levels;        ///< per location that the site sells from
  std::vector<domain::StockLevel> other_levels;  ///< at locations that it does not sell from
  base::Decimal pos_quantity;
  bool allocation_on = true;
  std::vector<AllocatedOrder> allocated_orders;  ///< of all sites that share stock with this one
  std::vector<domain::PendingRelease> pending_releases;  ///< confirmed, waiting for the POS's next quantity
  base::Decimal allocated;            ///< also shown when allocation is off; then it is not subtracted
  base::Decimal safety;               ///< pieces that the site never shows
  base::Decimal available;            ///< signed
  base::Decimal web_quantity;
  base::Decimal held_by_shop;         ///< pieces of the site's own orders that it has not shipped
  // Price.
  std::optional<domain::ItemPrice> price;
  std::optional<domain::WebPrice> web_price;     ///< what a shop that keeps sale dates gets
  // Options and attributes, where they differ from the POS's or there is something to say.
  std::vector<ValueView> values;
  // In the shop.
  std::optional<domain::Listing> listing;
  bool sold_here = false;             ///< SellOnline and Sites name this site
  std::vector<JobView> jobs;          ///< products, inventory, pricing
  domain::SiteHealth health;
  std::vector<std::string> reasons;   ///< one sentence each: why the shop may differ from web_quantity now; empty = equal
};

/// Reads everything in one view of the store. kNotFound for an unknown site or item.
base::Result<ItemExplanation> explain_item(persistence::Database& database, domain::AccountId account, const std::string& site_name,
                                           const domain::ItemId& item, base::Timestamp now);

}  // namespace tillbridge::jobs
